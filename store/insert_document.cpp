#include "store/record_rows.hpp"

namespace mingdan {
namespace {

std::optional<std::uint64_t> start_of(const std::optional<Span>& span) {
  return span ? std::optional<std::uint64_t>(span->offset) : std::nullopt;
}

std::optional<std::uint64_t> end_of(const std::optional<Span>& span) {
  return span ? std::optional<std::uint64_t>(span->end()) : std::nullopt;
}

template <class T>
std::optional<T> value_of(const std::optional<Cited<T>>& cited) {
  return cited ? std::optional<T>(cited->value) : std::nullopt;
}

void insert_findings(SqliteDatabase& database, std::int64_t document, std::optional<std::int64_t> notice,
                     const std::vector<Finding>& findings) {
  std::int64_t position = 0;
  for (const Finding& finding : findings)
    database.run(
        "INSERT INTO findings (document_id, notice_id, position, code, severity, message, span_start, span_end) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        document, notice, position++, finding.code, name_of(finding.severity), finding.message,
        start_of(finding.evidence), end_of(finding.evidence));
}

void insert_evidence(SqliteDatabase& database, std::int64_t notice, std::string_view field, std::int64_t position,
                     const std::optional<std::string>& value, Span span) {
  database.run(
      "INSERT INTO evidence (notice_id, field, position, value, span_start, span_end) VALUES (?, ?, ?, ?, ?, ?)",
      notice, field, position, value, std::uint64_t{span.offset}, std::uint64_t{span.end()});
}

template <class T>
void insert_evidence_of(SqliteDatabase& database, std::int64_t notice, std::string_view field,
                        const std::optional<Cited<T>>& cited) {
  if (cited) insert_evidence(database, notice, field, 0, std::nullopt, cited->span);
}

void insert_list(SqliteDatabase& database, std::int64_t notice, std::string_view field,
                 const std::vector<Cited<std::string>>& list) {
  std::int64_t position = 0;
  for (const auto& cited : list) insert_evidence(database, notice, field, position++, cited.value, cited.span);
}

void insert_all_evidence(SqliteDatabase& database, std::int64_t id, const Notice& notice) {
  insert_evidence_of(database, id, "batch", notice.batch);
  insert_evidence_of(database, id, "announced_count", notice.announced_count);
  insert_evidence_of(database, id, "cumulative", notice.cumulative);
  insert_evidence_of(database, id, "campaign_start", notice.campaign_start);
  insert_evidence_of(database, id, "source_line", notice.source_line);
  insert_evidence_of(database, id, "heading", notice.list.heading);
  insert_list(database, id, "issuers", notice.issuers);
  insert_list(database, id, "legal_bases", notice.legal_bases);
  insert_list(database, id, "mentions", notice.mentions);
}

void insert_entries(SqliteDatabase& database, std::int64_t notice, const std::vector<Entry>& entries) {
  std::int64_t position = 0;
  for (const Entry& entry : entries)
    database.run(
        "INSERT INTO entries (notice_id, position, no, name, annotation, lawful_counterpart, enforcing_authority, "
        "span_start, span_end) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        notice, position++, entry.no, entry.name, entry.annotation, entry.lawful_counterpart, entry.enforcing_authority,
        std::uint64_t{entry.span.offset}, std::uint64_t{entry.span.end()});
}

void insert_notice(SqliteDatabase& database, std::int64_t document, std::int64_t position, const Notice& notice) {
  const auto batch = value_of(notice.batch);
  const Cumulative cumulative = value_of(notice.cumulative).value_or(Cumulative{});
  database.run(
      "INSERT INTO notices (document_id, position, kind, event, batch_label, batch_year, batch_ordinal, "
      "announced_count, cumulative_batches, cumulative_organisations, cumulative_since, campaign_start, source_line, "
      "heading, carrier, completeness) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      document, position, name_of(notice.kind), name_of(notice.event),
      batch ? std::optional(batch->label) : std::nullopt, batch ? batch->year : std::nullopt,
      batch ? batch->ordinal : std::nullopt, value_of(notice.announced_count), cumulative.batches,
      cumulative.organisations, cumulative.since, value_of(notice.campaign_start), value_of(notice.source_line),
      value_of(notice.list.heading), name_of(notice.list.carrier), name_of(notice.list.completeness));
  const std::int64_t id = database.last_id();
  insert_all_evidence(database, id, notice);
  insert_entries(database, id, notice.list.entries);
  insert_findings(database, document, id, notice.findings);
}

void insert_document_row(SqliteDatabase& database, std::int64_t page_id, const Record& record,
                         const ReadingFacts& facts) {
  const PageSummary& page = *record.page;
  database.run(
      "INSERT INTO documents (page_id, sha256, bytes, site, state, url, title, account, account_id, author, "
      "published_at, published_origin, source, digest, source_url, original, saved_at, charset, error_code, "
      "error_message, extractor_version, content_sha256, last_saved) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      page_id, page.sha256, page.bytes, name_of(page.site), name_of(page.state), page.url, page.title, page.account,
      page.account_id, page.author, page.published_at, page.published_origin, page.source, page.digest, page.source_url,
      page.original, page.saved_at, page.charset, record.error ? std::optional(record.error->code) : std::nullopt,
      record.error ? std::optional(record.error->message) : std::nullopt, facts.extractor_version, facts.content_sha256,
      facts.last_saved);
}

}  // namespace

std::int64_t insert_document(SqliteDatabase& database, std::int64_t page_id, const Record& record,
                             const ReadingFacts& facts) {
  insert_document_row(database, page_id, record, facts);
  const std::int64_t id = database.last_id();
  std::int64_t position = 0;
  for (const std::string& alias : record.page->aliases)
    database.run("INSERT INTO aliases (document_id, position, url) VALUES (?, ?, ?)", id, position++, alias);
  position = 0;
  for (const Notice& notice : record.notices) insert_notice(database, id, position++, notice);
  insert_findings(database, id, std::nullopt, record.findings);
  return id;
}

}  // namespace mingdan
