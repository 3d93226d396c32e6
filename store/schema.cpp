#include "store/schema.hpp"

#include <array>
#include <string>

namespace mingdan {
namespace {

/// In order; a migration that was released is never changed, a change of the schema is a new one at the end.
constexpr std::array kMigrations{    // 1: pages and what they say
                                 R"sql(
CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE addresses (
  page_id INTEGER NOT NULL REFERENCES pages(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  PRIMARY KEY (page_id, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages(id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  site TEXT NOT NULL,
  state TEXT NOT NULL,
  url TEXT,
  title TEXT,
  account TEXT,
  account_id TEXT,
  author TEXT,
  published_at TEXT,
  published_origin TEXT,
  source TEXT,
  digest TEXT,
  source_url TEXT,
  original INTEGER,
  saved_at TEXT,
  charset TEXT NOT NULL,
  error_code TEXT,
  error_message TEXT,
  extractor_version INTEGER NOT NULL,
  content_sha256 TEXT NOT NULL,
  last_saved INTEGER,
  UNIQUE (page_id, sha256)
) STRICT;
CREATE INDEX documents_by_digest ON documents (sha256);

CREATE TABLE aliases (
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  event TEXT NOT NULL,
  batch_label TEXT,
  batch_year INTEGER,
  batch_ordinal INTEGER,
  announced_count INTEGER,
  cumulative_batches INTEGER,
  cumulative_organisations INTEGER,
  cumulative_since TEXT,
  campaign_start TEXT,
  source_line TEXT,
  heading TEXT,
  carrier TEXT NOT NULL,
  completeness TEXT NOT NULL,
  UNIQUE (document_id, position)
) STRICT;

CREATE TABLE entries (
  notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  no INTEGER,
  name TEXT NOT NULL,
  annotation TEXT,
  lawful_counterpart TEXT,
  enforcing_authority TEXT,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (notice_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_by_name ON entries (name);

CREATE TABLE evidence (
  notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  position INTEGER NOT NULL,
  value TEXT,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (notice_id, field, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  notice_id INTEGER REFERENCES notices(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  span_start INTEGER,
  span_end INTEGER
) STRICT;
CREATE INDEX findings_by_document ON findings (document_id, notice_id, position);
CREATE INDEX findings_by_notice ON findings (notice_id);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  program_version TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  added INTEGER,
  replaced INTEGER,
  unchanged INTEGER,
  notices INTEGER,
  failed INTEGER
) STRICT;

CREATE TABLE failures (
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  input TEXT NOT NULL,
  record INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

-- A reading is left out when the same bytes are known by a better key, or when a later extractor read the same bytes
-- from the same address under another key.
CREATE VIEW versions (page_id, document_id, last_saved, sha256, refused) AS
SELECT d.page_id, d.id, d.last_saved, d.sha256,
       d.state NOT IN ('article', 'image_post', 'text_post', 'video', 'repost_card', 'list_page')
FROM documents d JOIN pages p ON p.id = d.page_id
WHERE NOT EXISTS (
  SELECT 1 FROM documents other JOIN pages q ON q.id = other.page_id
  WHERE other.sha256 = d.sha256 AND other.page_id <> d.page_id
    AND ((p.key GLOB 'sha256:*' AND q.key NOT GLOB 'sha256:*')
         OR (other.url IS d.url AND other.extractor_version > d.extractor_version)));

-- Answers that show no content (refusals, deletions, errors) stand behind every version that shows some: a page that
-- vanished is not a delisting.
CREATE VIEW current_versions (page_id, document_id) AS
SELECT page_id, document_id FROM (
  SELECT page_id, document_id,
         row_number() OVER (PARTITION BY page_id
                            ORDER BY refused, last_saved IS NULL, last_saved DESC, sha256 DESC) AS place
  FROM versions)
WHERE place = 1;
)sql",
                                 // 2: what fetching remembers; times in milliseconds since 1970 UTC
                                 R"sql(
CREATE TABLE hosts (
  host TEXT PRIMARY KEY NOT NULL,
  last_request INTEGER,
  not_before INTEGER,
  not_before_why TEXT NOT NULL,
  not_before_since INTEGER,
  cool_down INTEGER NOT NULL,
  breaker INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  robots_at INTEGER,
  robots_status INTEGER,
  robots_text TEXT NOT NULL
) STRICT;

CREATE TABLE urls (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT,
  updated TEXT,
  progress TEXT NOT NULL,
  not_before INTEGER,
  attempts INTEGER NOT NULL,
  fetched_at INTEGER,
  outcome TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  payload_sha1 TEXT,
  archived_at TEXT,
  page_key TEXT,
  next_page TEXT
) STRICT;
-- In order of arrival; what is asked or counted stands in the index, too.
CREATE INDEX urls_by_progress ON urls (progress, id, not_before);
CREATE INDEX urls_by_source ON urls (source, id, progress);
CREATE INDEX urls_by_page_key ON urls (page_key);

CREATE TABLE sources (
  name TEXT PRIMARY KEY NOT NULL,
  last_look INTEGER,
  last_success INTEGER,
  links INTEGER NOT NULL,
  new_links INTEGER NOT NULL,
  asked_for TEXT NOT NULL,
  error TEXT NOT NULL,
  error_message TEXT NOT NULL,
  error_since INTEGER,
  told_error TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE archive_files (
  file TEXT PRIMARY KEY NOT NULL,
  known_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  url_id INTEGER NOT NULL REFERENCES urls(id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL,
  status INTEGER,
  bytes INTEGER NOT NULL,
  archive_file TEXT REFERENCES archive_files(file),
  archive_offset INTEGER,
  UNIQUE (archive_file, archive_offset)
) STRICT;
CREATE INDEX attempts_by_run ON attempts (run_id);
CREATE INDEX attempts_by_url ON attempts (url_id);
)sql"};

}  // namespace

std::int64_t newest_schema_version() { return static_cast<std::int64_t>(kMigrations.size()); }

Result<void> migrate(SqliteDatabase& database) {
  auto version = database.number("PRAGMA user_version").value_or(0);
  for (; version < newest_schema_version() && !database.failed(); ++version) {
    database.execute("BEGIN IMMEDIATE");
    database.execute(kMigrations[static_cast<std::size_t>(version)]);
    // Pragmas take no bound values; both are numbers of ours.
    database.execute(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
    database.execute(("PRAGMA user_version = " + std::to_string(version + 1)).c_str());
    database.execute("COMMIT");
  }
  return database.result();
}

}  // namespace mingdan
