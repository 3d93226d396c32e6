#include <map>
#include <utility>

#include "store/record_rows.hpp"

namespace mingdan {
namespace {

Span span_at(const SqliteRows& rows, int column) {
  const auto start = static_cast<std::size_t>(rows.number(column));
  return {start, static_cast<std::size_t>(rows.number(column + 1)) - start};
}

std::vector<Finding> findings_in(SqliteRows rows) {
  std::vector<Finding> findings;
  while (rows.next()) {
    Finding& finding = findings.emplace_back();
    finding.code = rows.text(0);
    finding.severity = severity_named(rows.text(1)).value_or(Severity::info);
    finding.message = rows.text(2);
    if (!rows.is_null(3)) finding.evidence = span_at(rows, 3);
  }
  return findings;
}

std::vector<Entry> entries_of(SqliteDatabase& database, std::int64_t notice) {
  auto rows = database.query(
      "SELECT no, name, annotation, lawful_counterpart, enforcing_authority, span_start, span_end FROM entries "
      "WHERE notice_id = ? ORDER BY position",
      notice);
  std::vector<Entry> entries;
  while (rows.next())
    entries.push_back({rows.maybe_number(0), rows.text(1), rows.maybe_text(2), rows.maybe_text(3), rows.maybe_text(4),
                       span_at(rows, 5)});
  return entries;
}

using Evidence = std::map<std::string, std::vector<Cited<std::string>>>;

Evidence evidence_of(SqliteDatabase& database, std::int64_t notice) {
  auto rows = database.query(
      "SELECT field, value, span_start, span_end FROM evidence WHERE notice_id = ? ORDER BY field, position", notice);
  Evidence evidence;
  while (rows.next()) evidence[rows.text(0)].push_back({rows.text(1), span_at(rows, 2)});
  return evidence;
}

/// A value is there when its evidence is.
template <class T>
std::optional<Cited<T>> cited(T value, Evidence& evidence, const std::string& field) {
  const auto found = evidence.find(field);
  if (found == evidence.end()) return std::nullopt;
  return Cited<T>{std::move(value), found->second.front().span};
}

Notice notice_in(const SqliteRows& rows, Evidence& evidence) {
  Notice notice;
  notice.kind = notice_kind_named(rows.text(1)).value_or(notice.kind);
  notice.event = notice_event_named(rows.text(2)).value_or(notice.event);
  notice.batch = cited(Batch{rows.text(3), rows.maybe_number(4), rows.maybe_number(5)}, evidence, "batch");
  notice.announced_count = cited(static_cast<int>(rows.number(6)), evidence, "announced_count");
  notice.cumulative =
      cited(Cumulative{rows.maybe_number(7), rows.maybe_number(8), rows.maybe_text(9)}, evidence, "cumulative");
  notice.campaign_start = cited(rows.text(10), evidence, "campaign_start");
  notice.source_line = cited(rows.text(11), evidence, "source_line");
  notice.list.heading = cited(rows.text(12), evidence, "heading");
  notice.list.carrier = carrier_named(rows.text(13)).value_or(notice.list.carrier);
  notice.list.completeness = completeness_named(rows.text(14)).value_or(notice.list.completeness);
  notice.issuers = std::move(evidence["issuers"]);
  notice.legal_bases = std::move(evidence["legal_bases"]);
  notice.mentions = std::move(evidence["mentions"]);
  return notice;
}

std::vector<Notice> notices_of(SqliteDatabase& database, std::int64_t document) {
  auto rows = database.query(
      "SELECT id, kind, event, batch_label, batch_year, batch_ordinal, announced_count, cumulative_batches, "
      "cumulative_organisations, cumulative_since, campaign_start, source_line, heading, carrier, completeness "
      "FROM notices WHERE document_id = ? ORDER BY position",
      document);
  std::vector<Notice> notices;
  while (rows.next()) {
    const std::int64_t id = rows.number(0);
    Evidence evidence = evidence_of(database, id);
    Notice& notice = notices.emplace_back(notice_in(rows, evidence));
    notice.list.entries = entries_of(database, id);
    notice.findings = findings_in(database.query(
        "SELECT code, severity, message, span_start, span_end FROM findings WHERE notice_id = ? ORDER BY position",
        id));
  }
  return notices;
}

std::vector<std::string> aliases_of(SqliteDatabase& database, std::int64_t document) {
  auto rows = database.query("SELECT url FROM aliases WHERE document_id = ? ORDER BY position", document);
  std::vector<std::string> aliases;
  while (rows.next()) aliases.push_back(rows.text(0));
  return aliases;
}

PageSummary page_in(const SqliteRows& rows) {
  PageSummary page;
  page.key = rows.text(0);
  page.sha256 = rows.text(1);
  page.bytes = static_cast<std::uint64_t>(rows.number(2));
  page.site = site_named(rows.text(3)).value_or(page.site);
  page.state = page_state_named(rows.text(4)).value_or(page.state);
  page.url = rows.maybe_text(5);
  page.title = rows.maybe_text(6);
  page.account = rows.maybe_text(7);
  page.account_id = rows.maybe_text(8);
  page.author = rows.maybe_text(9);
  page.published_at = rows.maybe_text(10);
  page.published_origin = rows.maybe_text(11);
  page.source = rows.maybe_text(12);
  page.digest = rows.maybe_text(13);
  page.source_url = rows.maybe_text(14);
  if (!rows.is_null(15)) page.original = rows.number(15) != 0;
  page.saved_at = rows.maybe_text(16);
  page.charset = rows.text(17);
  return page;
}

}  // namespace

Record read_document(SqliteDatabase& database, std::int64_t document_id) {
  Record record;
  {
    auto rows = database.query(
        "SELECT p.key, d.sha256, d.bytes, d.site, d.state, d.url, d.title, d.account, d.account_id, d.author, "
        "d.published_at, d.published_origin, d.source, d.digest, d.source_url, d.original, d.saved_at, d.charset, "
        "d.error_code, d.error_message FROM documents d JOIN pages p ON p.id = d.page_id WHERE d.id = ?",
        document_id);
    if (!rows.next()) return record;
    record.page = page_in(rows);
    if (!rows.is_null(18)) record.error = Error{rows.text(18), rows.text(19)};
  }
  record.page->aliases = aliases_of(database, document_id);
  record.notices = notices_of(database, document_id);
  record.findings =
      findings_in(database.query("SELECT code, severity, message, span_start, span_end FROM findings "
                                 "WHERE document_id = ? AND notice_id IS NULL ORDER BY position",
                                 document_id));
  return record;
}

}  // namespace mingdan
