#include "publish/summaries.hpp"

#include "publish/cells.hpp"
#include "text/dates.hpp"

namespace mingdan {
namespace {

void add_day(Days& days, const std::optional<std::string>& published_at) {
  if (!published_at || published_at->empty()) return;
  const std::string day(day_of(*published_at));
  if (!days.first || day < *days.first) days.first = day;
  if (!days.last || day > *days.last) days.last = day;
}

BatchKey batch_key(const Notice& notice) {
  std::set<std::string> issuers;
  for (const auto& issuer : notice.issuers) issuers.insert(issuer.value);
  const Batch& batch = notice.batch->value;
  return {notice.kind, notice.event, std::move(issuers), batch.label, batch.year, batch.ordinal};
}

std::string joined_numbers(const std::set<int>& numbers) {
  std::vector<std::string> digits;
  for (const int number : numbers) digits.push_back(std::to_string(number));
  return joined(digits);
}

std::string joined_kinds(const std::set<NoticeKind>& kinds) {
  std::vector<std::string> names;
  for (const NoticeKind kind : kinds) names.emplace_back(name_of(kind));
  return joined(names);
}

}  // namespace

void add_batches(BatchSummaries& summaries, const Record& record) {
  if (!record.page) return;
  for (const Notice& notice : record.notices) {
    if (!notice.batch) continue;
    BatchSummary& summary = summaries[batch_key(notice)];
    if (notice.announced_count) summary.announced_counts.insert(notice.announced_count->value);
    for (const Entry& entry : notice.list.entries) summary.names.insert(entry.name);
    summary.page_keys.insert(record.page->key);
    add_day(summary.days, record.page->published_at);
  }
}

void add_organisations(OrganisationSummaries& summaries, const Record& record) {
  if (!record.page) return;
  for (const Notice& notice : record.notices) {
    for (const Entry& entry : notice.list.entries) {
      OrganisationSummary& summary = summaries[entry.name];
      ++summary.listings;
      summary.page_keys.insert(record.page->key);
      (notice.event == NoticeEvent::remove ? summary.removed_kinds : summary.kinds).insert(notice.kind);
      if (notice.batch && !notice.batch->value.label.empty()) summary.batch_labels.insert(notice.batch->value.label);
      add_day(summary.days, record.page->published_at);
    }
  }
}

std::vector<TableRow> batch_rows(const BatchSummaries& summaries) {
  std::vector<TableRow> rows;
  for (const auto& [key, summary] : summaries) {
    const auto& [kind, event, issuers, label, year, ordinal] = key;
    rows.push_back({std::string(name_of(kind)), std::string(name_of(event)), joined(issuers), label, cell(year),
                    cell(ordinal), joined_numbers(summary.announced_counts), cell(summary.names.size()),
                    cell(summary.page_keys.size()), cell(summary.days.first), cell(summary.days.last),
                    joined(summary.page_keys)});
  }
  return rows;
}

std::vector<TableRow> organisation_rows(const OrganisationSummaries& summaries) {
  std::vector<TableRow> rows;
  for (const auto& [name, summary] : summaries)
    rows.push_back({name, cell(summary.listings), cell(summary.page_keys.size()), joined_kinds(summary.kinds),
                    joined_kinds(summary.removed_kinds), cell(summary.days.first), cell(summary.days.last),
                    joined(summary.batch_labels)});
  return rows;
}

}  // namespace mingdan
