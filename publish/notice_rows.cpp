#include "publish/notice_rows.hpp"

#include <map>
#include <string>
#include <tuple>

#include "publish/cells.hpp"

namespace mingdan {
namespace {

std::vector<std::string> notice_ids(const Record& record) {
  std::map<std::tuple<NoticeKind, NoticeEvent, std::string>, std::size_t> times;
  std::vector<std::string> ids;
  ids.reserve(record.notices.size());
  for (const Notice& notice : record.notices) {
    const std::string label = notice.batch ? notice.batch->value.label : std::string();
    const auto time = ++times[{notice.kind, notice.event, label}];
    ids.push_back(content_id({record.page->key, std::string(name_of(notice.kind)), std::string(name_of(notice.event)),
                              label, std::to_string(time)}));
  }
  return ids;
}

TableRow notice_row(const Record& record, const Notice& notice, const std::string& id) {
  const PageSummary& page = *record.page;
  const Batch batch = uncited(notice.batch).value_or(Batch{});
  const Cumulative cumulative = uncited(notice.cumulative).value_or(Cumulative{});
  return {id,
          std::string(name_of(notice.kind)),
          std::string(name_of(notice.event)),
          batch.label,
          cell(batch.year),
          cell(batch.ordinal),
          cell(uncited(notice.announced_count)),
          cell(notice.list.entries.size()),
          std::string(name_of(notice.list.completeness)),
          std::string(name_of(notice.list.carrier)),
          cell(uncited(notice.list.heading)),
          joined(notice.issuers),
          cell(cumulative.batches),
          cell(cumulative.organisations),
          cell(cumulative.since),
          cell(uncited(notice.campaign_start)),
          joined(notice.mentions),
          joined(notice.legal_bases),
          cell(uncited(notice.source_line)),
          cell(page.title),
          cell(page.account),
          std::string(name_of(page.site)),
          std::string(name_of(page.state)),
          cell(page.published_at),
          cell(page.url),
          page.key,
          page.sha256,
          joined_codes(notice.findings, record.findings)};
}

void append_finding_rows(std::vector<TableRow>& rows, const PageSummary& page, const std::string& notice_id,
                         const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    const bool placed = finding.evidence.has_value();
    rows.push_back({page.key, page.sha256, notice_id, finding.code, std::string(name_of(finding.severity)),
                    finding.message, placed ? cell(finding.evidence->offset) : "",
                    placed ? cell(finding.evidence->end()) : "", cell(page.title), cell(page.url)});
  }
}

}  // namespace

std::vector<TableRow> notice_rows(const Record& record) {
  std::vector<TableRow> rows;
  if (!record.page) return rows;
  const auto ids = notice_ids(record);
  for (std::size_t i = 0; i < ids.size(); ++i) rows.push_back(notice_row(record, record.notices[i], ids[i]));
  return rows;
}

std::vector<TableRow> finding_rows(const Record& record) {
  std::vector<TableRow> rows;
  if (!record.page) return rows;
  append_finding_rows(rows, *record.page, "", record.findings);
  const auto ids = notice_ids(record);
  for (std::size_t i = 0; i < ids.size(); ++i)
    append_finding_rows(rows, *record.page, ids[i], record.notices[i].findings);
  return rows;
}

}  // namespace mingdan
