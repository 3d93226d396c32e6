#include "store/read_coverage.hpp"

namespace mingdan {
namespace {

std::uint64_t figure(const SqliteRows& rows, int column) { return static_cast<std::uint64_t>(rows.number(column)); }

FindingCounts findings_at(const SqliteRows& rows, int column) {
  return {figure(rows, column), figure(rows, column + 1), figure(rows, column + 2)};
}

std::vector<BatchCoverage> batches_in(SqliteDatabase& database) {
  auto rows = database.query(
      "SELECT n.kind, n.event, n.batch_year, n.batch_ordinal, n.batch_label, d.site, count(DISTINCT d.page_id), "
      "count(*), max(d.published_at), "
      "sum((SELECT count(*) FROM findings f WHERE f.notice_id = n.id AND f.severity = 'error')), "
      "sum((SELECT count(*) FROM findings f WHERE f.notice_id = n.id AND f.severity = 'warning')), "
      "sum((SELECT count(*) FROM findings f WHERE f.notice_id = n.id AND f.severity = 'info')) "
      "FROM current_versions c JOIN documents d ON d.id = c.document_id JOIN notices n ON n.document_id = d.id "
      "GROUP BY n.kind, n.event, n.batch_year, n.batch_ordinal, n.batch_label, d.site "
      "ORDER BY n.kind, n.event, n.batch_year, n.batch_ordinal, n.batch_label, d.site");
  std::vector<BatchCoverage> batches;
  while (rows.next()) {
    BatchCoverage& batch = batches.emplace_back();
    batch.kind = notice_kind_named(rows.text(0)).value_or(batch.kind);
    batch.event = notice_event_named(rows.text(1)).value_or(batch.event);
    batch.year = rows.maybe_number(2);
    batch.ordinal = rows.maybe_number(3);
    batch.label = rows.maybe_text(4);
    batch.site = site_named(rows.text(5)).value_or(batch.site);
    batch.pages = figure(rows, 6);
    batch.notices = figure(rows, 7);
    batch.latest_published = rows.maybe_text(8);
    batch.findings = findings_at(rows, 9);
  }
  return batches;
}

std::vector<SiteCoverage> sites_in(SqliteDatabase& database) {
  auto rows = database.query(
      "SELECT d.site, count(*), sum(EXISTS (SELECT 1 FROM notices n WHERE n.document_id = d.id)), "
      "sum(d.state = 'unrecognised'), max(d.published_at), "
      "sum((SELECT count(*) FROM findings f WHERE f.document_id = d.id AND f.severity = 'error')), "
      "sum((SELECT count(*) FROM findings f WHERE f.document_id = d.id AND f.severity = 'warning')), "
      "sum((SELECT count(*) FROM findings f WHERE f.document_id = d.id AND f.severity = 'info')) "
      "FROM current_versions c JOIN documents d ON d.id = c.document_id GROUP BY d.site ORDER BY d.site");
  std::vector<SiteCoverage> sites;
  while (rows.next()) {
    SiteCoverage& site = sites.emplace_back();
    site.site = site_named(rows.text(0)).value_or(site.site);
    site.pages = figure(rows, 1);
    site.pages_with_notices = figure(rows, 2);
    site.unrecognised = figure(rows, 3);
    site.latest_published = rows.maybe_text(4);
    site.findings = findings_at(rows, 5);
  }
  return sites;
}

}  // namespace

Coverage read_coverage(SqliteDatabase& database) {
  Coverage coverage;
  coverage.batches = batches_in(database);
  coverage.sites = sites_in(database);
  return coverage;
}

}  // namespace mingdan
