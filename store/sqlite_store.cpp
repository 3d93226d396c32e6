#include "store/sqlite_store.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "store/open_sqlite.hpp"
#include "store/read_coverage.hpp"
#include "store/record_content.hpp"
#include "store/record_rows.hpp"
#include "store/saved_instant.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_ledger.hpp"
#include "store/store_lock.hpp"

namespace mingdan {
namespace {

/// Which of two readings of the same bytes goes before: a later extractor, a whole reading before a fall-back, one that
/// knows its address, the one saved last; of two that are still equal the smaller digest of their contents. A total
/// order, so the greatest of a set does not depend on the order in which they come.
struct Rank {
  std::int64_t extractor_version = 0;
  bool whole = false;
  bool has_url = false;
  std::optional<std::int64_t> saved;
  std::string content_sha256;

  [[nodiscard]] bool before(const Rank& other) const {
    const auto left = std::tie(extractor_version, whole, has_url, saved);
    const auto right = std::tie(other.extractor_version, other.whole, other.has_url, other.saved);
    return left != right ? left > right : content_sha256 < other.content_sha256;
  }
};

struct StoredReading {
  std::int64_t document = 0;
  Rank rank;
  std::optional<std::int64_t> last_saved;
};

std::optional<std::int64_t> instant_of(const std::optional<std::string>& saved_at) {
  return saved_at ? saved_instant(*saved_at) : std::nullopt;
}

Rank rank_of(const Record& record, int extractor_version) {
  return {extractor_version, !record.error, record.page->url.has_value(), instant_of(record.page->saved_at),
          content_digest(record)};
}

std::int64_t page_id_for(SqliteDatabase& database, const PageSummary& page) {
  database.run("INSERT INTO pages (key) VALUES (?) ON CONFLICT (key) DO NOTHING", page.key);
  auto rows = database.query("SELECT id FROM pages WHERE key = ?", page.key);
  return rows.next() ? rows.number(0) : 0;
}

std::optional<StoredReading> stored_reading(SqliteDatabase& database, const PageSummary& page) {
  auto rows = database.query(
      "SELECT d.id, d.extractor_version, d.error_code IS NULL, d.url IS NOT NULL, d.saved_at, d.content_sha256, "
      "d.last_saved FROM documents d JOIN pages p ON p.id = d.page_id WHERE p.key = ? AND d.sha256 = ?",
      page.key, page.sha256);
  if (!rows.next()) return std::nullopt;
  StoredReading stored;
  stored.document = rows.number(0);
  stored.rank = {rows.number(1), rows.number(2) != 0, rows.number(3) != 0, instant_of(rows.maybe_text(4)),
                 rows.text(5)};
  if (!rows.is_null(6)) stored.last_saved = rows.number(6);
  return stored;
}

void add_addresses(SqliteDatabase& database, std::int64_t page_id, const PageSummary& page) {
  constexpr std::string_view kInsert =
      "INSERT INTO addresses (page_id, url) VALUES (?, ?) ON CONFLICT (page_id, url) DO NOTHING";
  if (page.url) database.run(kInsert, page_id, *page.url);
  for (const std::string& alias : page.aliases) database.run(kInsert, page_id, alias);
}

ImportOutcome merge(SqliteDatabase& database, const Record& record, const Rank& rank) {
  const PageSummary& page = *record.page;
  const auto stored = stored_reading(database, page);
  const auto page_id = page_id_for(database, page);
  add_addresses(database, page_id, page);
  const auto last_saved = stored ? std::max(stored->last_saved, rank.saved) : rank.saved;
  const ReadingFacts facts{static_cast<int>(rank.extractor_version), rank.content_sha256, last_saved};
  if (!stored) {
    insert_document(database, page_id, record, facts);
    return ImportOutcome::added;
  }
  if (last_saved != stored->last_saved)
    database.run("UPDATE documents SET last_saved = ? WHERE id = ?", last_saved, stored->document);
  if (!rank.before(stored->rank)) return ImportOutcome::unchanged;
  if (rank.content_sha256 == stored->rank.content_sha256) {
    database.run("UPDATE documents SET extractor_version = ? WHERE id = ?", rank.extractor_version, stored->document);
    return ImportOutcome::unchanged;
  }
  database.run("DELETE FROM documents WHERE id = ?", stored->document);
  insert_document(database, page_id, record, facts);
  return ImportOutcome::replaced;
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string named(const Record& record) { return record.input.empty() ? "record" : record.input; }

class SqliteStore final : public Store {
 public:
  SqliteStore(SqliteDatabase database, std::optional<StoreLock> lock)
      : lock_(std::move(lock)), database_(std::move(database)) {}

  Result<ImportOutcome> import_record(const Record& record, int extractor_version) override;
  Result<std::int64_t> begin_run(std::string_view command, std::string_view program_version) override;
  Result<void> note_failure(std::int64_t run, const Record& record) override;
  Result<void> finish_run(std::int64_t run, const RunCounts& counts) override;
  Result<std::vector<RunSummary>> last_runs(std::size_t most) override;
  FetchLedger& fetch_ledger() override { return ledger_; }
  Result<void> for_each_current_record(const std::function<bool(Record&&)>& take) override;
  Result<std::vector<std::string>> damages() override;
  Result<Coverage> coverage() override;
  Result<void> close() override;

 private:
  std::optional<StoreLock> lock_;  // released after the database is closed
  SqliteDatabase database_;
  SqliteLedger ledger_{database_};
};

Result<ImportOutcome> SqliteStore::import_record(const Record& record, int extractor_version) {
  if (!record.page || record.page->key.empty() || !is_digest(record.page->sha256))
    return std::unexpected(Error{"bad_record", named(record) + ": a page without key or digest cannot be stored"});
  const Rank rank = rank_of(record, extractor_version);
  database_.execute("BEGIN IMMEDIATE");
  const ImportOutcome outcome = merge(database_, record, rank);
  if (auto done = database_.commit(); !done) return std::unexpected(done.error());
  return outcome;
}

Result<std::int64_t> SqliteStore::begin_run(std::string_view command, std::string_view program_version) {
  database_.run(
      "INSERT INTO runs (command, program_version, started_at) VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
      command, program_version);
  if (auto done = database_.result(); !done) return std::unexpected(done.error());
  return database_.last_id();
}

Result<void> SqliteStore::note_failure(std::int64_t run, const Record& record) {
  const Error error = record.error.value_or(Error{});
  database_.run(
      "INSERT INTO failures (run_id, position, input, record, code, message) SELECT ?1, "
      "(SELECT coalesce(max(position) + 1, 0) FROM failures WHERE run_id = ?1), ?2, ?3, ?4, ?5",
      run, record.input, record.record, error.code, error.message);
  return database_.result();
}

Result<void> SqliteStore::finish_run(std::int64_t run, const RunCounts& counts) {
  database_.run(
      "UPDATE runs SET finished_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), added = ?, replaced = ?, unchanged = ?, "
      "notices = ?, failed = ? WHERE id = ?",
      counts.added, counts.replaced, counts.unchanged, counts.notices, counts.failed, run);
  return database_.result();
}

Result<std::vector<RunSummary>> SqliteStore::last_runs(std::size_t most) {
  auto rows = database_.query(
      "SELECT id, command, program_version, started_at, finished_at, added, replaced, unchanged, notices, failed, "
      "(SELECT count(*) FROM attempts WHERE run_id = runs.id), "
      "(SELECT coalesce(sum(bytes), 0) FROM attempts WHERE run_id = runs.id) FROM runs ORDER BY id DESC LIMIT ?",
      std::uint64_t{most});
  std::vector<RunSummary> runs;
  while (rows.next()) {
    const auto figure = [&rows](int column) { return static_cast<std::uint64_t>(rows.number(column)); };
    runs.push_back({rows.number(0),
                    rows.text(1),
                    rows.text(2),
                    rows.text(3),
                    rows.maybe_text(4),
                    {figure(5), figure(6), figure(7), figure(8), figure(9)},
                    figure(10),
                    figure(11)});
  }
  if (auto done = database_.result(); !done) return std::unexpected(done.error());
  return runs;
}

Result<void> SqliteStore::for_each_current_record(const std::function<bool(Record&&)>& take) {
  database_.execute("BEGIN");
  {
    auto rows =
        database_.query("SELECT c.document_id FROM current_versions c JOIN pages p ON p.id = c.page_id ORDER BY p.key");
    while (rows.next()) {
      Record record = read_document(database_, rows.number(0));
      if (database_.failed() || !take(std::move(record))) break;
    }
  }
  return database_.commit();
}

Result<Coverage> SqliteStore::coverage() {
  database_.execute("BEGIN");
  Coverage coverage = read_coverage(database_);
  if (auto done = database_.commit(); !done) return std::unexpected(done.error());
  return coverage;
}

Result<std::vector<std::string>> SqliteStore::damages() {
  std::vector<std::string> found;
  {
    auto rows = database_.query("PRAGMA integrity_check");
    while (rows.next())
      if (auto line = rows.text(0); line != "ok") found.push_back("database: " + line);
  }
  {
    auto rows = database_.query("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check");
    while (rows.next())
      found.push_back("database: row " + std::to_string(rows.number(1)) + " of " + rows.text(0) +
                      " leads to no row of " + rows.text(2));
  }
  if (auto asked = database_.result(); !asked) return std::unexpected(asked.error());
  return found;
}

Result<void> SqliteStore::close() {
  if (lock_) database_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  auto checkpointed = database_.result();
  auto closed = database_.close();
  return checkpointed ? closed : checkpointed;
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& folder) {
  auto prepared = prepare_folder(folder);
  if (!prepared) return std::unexpected(prepared.error());
  auto lock = StoreLock::acquire(*prepared);
  if (!lock) return std::unexpected(lock.error());
  auto database = open_for_writing(*prepared + "/" + std::string(kStoreFile));
  if (!database) return std::unexpected(database.error());
  return std::make_unique<SqliteStore>(std::move(*database), std::move(*lock));
}

Result<std::unique_ptr<Store>> open_sqlite_store_for_reading(const std::string& folder) {
  auto database = open_for_reading(folder, kStoreFile);
  if (!database) return std::unexpected(database.error());
  return std::make_unique<SqliteStore>(std::move(*database), std::nullopt);
}

}  // namespace mingdan
