#include "publish/listing_table.hpp"

#include <array>
#include <string_view>

#include "publish/cells.hpp"
#include "publish/text_table.hpp"
#include "text/dates.hpp"
#include "text/terminal.hpp"

namespace mingdan {
namespace {

struct Column {
  std::string_view heading;
  std::size_t widest;  ///< in terminal columns
};

constexpr std::array<Column, 7> kColumns{{{"batch", 28},
                                          {"kind", 24},
                                          {"no", 6},
                                          {"name", 60},
                                          {"annotation", 30},
                                          {"published", 10},
                                          {"account or site", 28}}};

std::string kind_cell(const Notice& notice) {
  std::string kind(name_of(notice.kind));
  if (notice.event == NoticeEvent::remove) kind += " (removed)";
  return kind;
}

/// What stands in the place of names that are not on the page as text.
std::string unlisted_cell(const Notice& notice) {
  std::string text = "(";
  if (notice.announced_count) text += std::to_string(notice.announced_count->value) + " names ";
  switch (notice.list.carrier) {
    case Carrier::image:
      return text + "in a picture)";
    case Carrier::attachment:
      return text + "in an attachment)";
    default:
      return text + "not listed here)";
  }
}

std::vector<std::string> line_for(const PageSummary& page, const Notice& notice, const Entry* entry) {
  const std::string where = page.account && !page.account->empty() ? *page.account : std::string(name_of(page.site));
  return {notice.batch ? notice.batch->value.label : std::string(),
          kind_cell(notice),
          entry ? cell(entry->no) : std::string(),
          entry ? entry->name : unlisted_cell(notice),
          entry ? cell(entry->annotation) : std::string(),
          page.published_at ? std::string(day_of(*page.published_at)) : std::string(),
          where};
}

std::string nothing_found(const std::map<PageState, std::size_t>& pages) {
  std::size_t all = 0;
  std::string states;
  for (const auto& [state, count] : pages) {
    all += count;
    states.append(states.empty() ? "" : ", ").append(name_of(state));
    if (pages.size() > 1) states.append(" ").append(std::to_string(count));
  }
  if (all == 0) return {};
  return "no notice in " + std::to_string(all) + (all == 1 ? " page" : " pages") + ": " + states + "\n";
}

}  // namespace

void add_lines(ListingTable& table, const Record& record) {
  if (!record.page) return;
  if (record.notices.empty()) ++table.without_notice[record.page->state];
  const auto add = [&](std::vector<std::string> line) {
    for (std::size_t i = 0; i < line.size(); ++i)
      line[i] = cut_to_width(escaped_for_terminal(line[i]), kColumns[i].widest);
    table.lines.push_back(std::move(line));
  };
  for (const Notice& notice : record.notices) {
    for (const Entry& entry : notice.list.entries) add(line_for(*record.page, notice, &entry));
    if (notice.list.entries.empty()) add(line_for(*record.page, notice, nullptr));
  }
}

std::string table_text(const ListingTable& table) {
  if (table.lines.empty()) return nothing_found(table.without_notice);
  std::vector<std::vector<std::string>> lines(1);
  for (const Column& column : kColumns) lines.front().emplace_back(column.heading);
  lines.insert(lines.end(), table.lines.begin(), table.lines.end());
  return aligned_text(lines);
}

}  // namespace mingdan
