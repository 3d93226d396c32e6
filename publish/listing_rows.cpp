#include "publish/listing_rows.hpp"

#include <map>
#include <string>
#include <tuple>

#include "publish/cells.hpp"

namespace mingdan {
namespace {

struct NoticeCells {
  std::string kind;
  std::string event;
  std::string batch_label;
  std::string batch_year;
  std::string batch_ordinal;
};

NoticeCells notice_cells(const Notice& notice) {
  NoticeCells cells{std::string(name_of(notice.kind)), std::string(name_of(notice.event)), {}, {}, {}};
  if (notice.batch) {
    cells.batch_label = notice.batch->value.label;
    cells.batch_year = cell(notice.batch->value.year);
    cells.batch_ordinal = cell(notice.batch->value.ordinal);
  }
  return cells;
}

/// The cells from `announced_count` to `findings` without the span: equal for every name of a notice.
TableRow repeated_cells(const Record& record, const Notice& notice) {
  const PageSummary& page = *record.page;
  const Cumulative cumulative = uncited(notice.cumulative).value_or(Cumulative{});
  return {cell(uncited(notice.announced_count)),
          cell(notice.list.entries.size()),
          std::string(name_of(notice.list.completeness)),
          joined(notice.issuers),
          cell(cumulative.batches),
          cell(cumulative.organisations),
          cell(uncited(notice.campaign_start)),
          joined(notice.mentions),
          joined(notice.legal_bases),
          cell(uncited(notice.source_line)),
          cell(page.title),
          cell(page.account),
          std::string(name_of(page.site)),
          cell(page.published_at),
          cell(page.url),
          page.key,
          page.sha256};
}

TableRow listing_row(const std::string& id, const NoticeCells& notice, const Entry& entry, const TableRow& repeated,
                     const std::string& codes) {
  TableRow row{id, notice.kind, notice.event, notice.batch_label, notice.batch_year, notice.batch_ordinal};
  row.reserve(kListingColumns.size());
  row.push_back(cell(entry.no));
  row.push_back(entry.name);
  row.push_back(cell(entry.annotation));
  row.push_back(cell(entry.lawful_counterpart));
  row.push_back(cell(entry.enforcing_authority));
  row.insert(row.end(), repeated.begin(), repeated.end());
  row.push_back(cell(entry.span.offset));
  row.push_back(cell(entry.span.end()));
  row.push_back(codes);
  row.emplace_back();
  return row;
}

}  // namespace

std::vector<TableRow> listing_rows(const Record& record) {
  std::vector<TableRow> rows;
  if (!record.page) return rows;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> times;
  for (const Notice& notice : record.notices) {
    const NoticeCells cells = notice_cells(notice);
    const TableRow repeated = repeated_cells(record, notice);
    const std::string codes = joined_codes(notice.findings, record.findings);
    for (const Entry& entry : notice.list.entries) {
      const auto time = ++times[{cells.kind, cells.event, cells.batch_label, entry.name}];
      const auto id =
          content_id({record.page->key, cells.kind, cells.event, cells.batch_label, entry.name, std::to_string(time)});
      rows.push_back(listing_row(id, cells, entry, repeated, codes));
    }
  }
  return rows;
}

}  // namespace mingdan
