#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "extract/list_candidate.hpp"
#include "extract/names.hpp"
#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/numerals.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

struct Columns {
  std::vector<std::size_t> names;
  std::vector<std::size_t> numbers;  // as many as names, or none
  std::optional<std::size_t> authority;
  std::optional<std::size_t> note;
  std::optional<std::size_t> measure;
  std::optional<std::size_t> counterpart;
};

// A cell's range in the folded line.
Words cell_words(const Line& line, std::size_t index, const Cell& cell) {
  const auto& begin = line.folded.begin;
  const auto first = std::ranges::lower_bound(begin, cell.text_offset);
  const auto last = std::ranges::lower_bound(begin, cell.text_offset + cell.text_length);
  return {index, static_cast<std::size_t>(first - begin.begin()), static_cast<std::size_t>(last - begin.begin())};
}

std::vector<Words> row_words(const Lines& lines, std::size_t index) {
  std::vector<Words> cells;
  const auto& line = lines.body[index];
  for (const auto& cell : line.block.cells) cells.push_back(cell_words(line, index, cell));
  return cells;
}

std::string_view cell_text(const Lines& lines, const Words& cell) { return trimmed(folded_words(lines, cell)); }

// Headers are spread to fill their cells: 名 称.
std::string header_text(const Lines& lines, const Words& cell) {
  constexpr std::size_t kLongest = 40;  // bytes
  std::string text(cell_text(lines, cell));
  if (text.size() <= kLongest) std::erase(text, ' ');
  return text;
}

// The columns that a header row names; nothing when the row is no header.
std::optional<Columns> header_columns(const Lines& lines, const std::vector<Words>& cells) {
  Columns columns;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto text = header_text(lines, cells[i]);
    if (matches(P::table_number_header, text))
      columns.numbers.push_back(i);
    else if (matches(P::table_counterpart_header, text) && !columns.counterpart)
      columns.counterpart = i;
    else if (matches(P::table_authority_header, text) && !columns.authority)
      columns.authority = i;
    else if (matches(P::table_name_header, text))
      columns.names.push_back(i);
    else if (matches(P::table_measure_header, text) && !columns.measure)
      columns.measure = i;
    else if (matches(P::table_note_header, text) && !columns.note)
      columns.note = i;
  }
  if (columns.names.empty()) return std::nullopt;
  if (columns.numbers.size() != columns.names.size()) columns.numbers.clear();
  return columns;
}

// A row of headers of which none is that of the names.
bool is_other_header(const Lines& lines, const std::vector<Words>& cells) {
  const auto headers = std::ranges::count_if(cells, [&](const Words& cell) {
    const auto text = header_text(lines, cell);
    return matches(P::table_number_header, text) || matches(P::table_other_header, text) ||
           matches(P::table_note_header, text);
  });
  return headers >= 2;
}

bool is_title_row(const Lines& lines, const std::vector<Words>& cells) {
  std::set<std::string_view> texts;
  for (const auto& cell : cells) texts.insert(cell_text(lines, cell));
  if (cells.size() == 1) return matches(P::list_heading, cell_text(lines, cells.front()));
  return cells.size() > 1 && texts.size() == 1;
}

// Without a header: the columns whose cells look like organisations, departments aside.
std::optional<Columns> guessed_columns(const Lines& lines, std::size_t first, std::size_t last) {
  std::map<std::size_t, std::size_t> names;
  std::map<std::size_t, std::size_t> numbers;
  std::map<std::size_t, std::size_t> departments;
  std::size_t rows = 0;
  for (std::size_t line = first; line <= last; ++line) {
    const auto cells = row_words(lines, line);
    if (is_title_row(lines, cells)) continue;
    ++rows;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto text = cell_text(lines, cells[i]);
      if (number_from(text)) ++numbers[i];
      if (is_department(text))
        ++departments[i];
      else if (looks_like_organisation(text) && could_be_name(text))
        ++names[i];
    }
  }
  Columns columns;
  for (const auto& [column, count] : names)
    if (rows > 0 && count * 2 > rows) columns.names.push_back(column);
  for (const auto& [column, count] : departments)
    if (count * 2 > rows && !columns.authority) columns.authority = column;
  for (const auto name : columns.names)
    if (name > 0 && numbers[name - 1] * 2 > rows) columns.numbers.push_back(name - 1);
  if (columns.names.empty()) return std::nullopt;
  if (columns.numbers.size() != columns.names.size()) columns.numbers.clear();
  return columns;
}

std::optional<std::string> shown(const Lines& lines, const std::vector<Words>& cells,
                                 std::optional<std::size_t> column) {
  if (!column || *column >= cells.size()) return std::nullopt;
  const auto text = std::string(trimmed(printed(lines, cells[*column])));
  return text.empty() || text == "-" || text == "—" || text == "无" ? std::nullopt : std::optional(text);
}

std::optional<NoticeKind> measure_in(const Lines& lines, const std::vector<Words>& cells,
                                     std::optional<std::size_t> column) {
  if (!column || *column >= cells.size()) return std::nullopt;
  const auto text = cell_text(lines, cells[*column]);
  if (matches(P::act_banned, text)) return NoticeKind::banned;
  if (matches(P::act_dissuaded, text)) return NoticeKind::dissuaded;
  return std::nullopt;
}

// What the column of measures says of all bodies, or of those that were not let off with less.
std::optional<KindAndEvent> kind_of_measures(const std::vector<ListItem>& items) {
  std::optional<KindAndEvent> kind;
  for (const auto& item : items)
    if (item.measure && (!kind || item.measure == NoticeKind::banned)) kind = {*item.measure, NoticeEvent::add};
  return kind;
}

// A cell of one bureau may hold several whole names, parted by marks or line breaks; a name may be broken as well.
std::vector<Words> names_in_cell(const Lines& lines, const Words& cell) {
  constexpr std::size_t kShortest = 12;  // bytes
  std::vector<Words> names;
  const auto text = folded_words(lines, cell);
  for (std::size_t from = 0; from < text.size();) {
    const auto mark = find_from(P::cell_separator, text, from);
    const auto to = mark ? mark->from : text.size();
    const auto part = trimmed(text.substr(from, to - from));
    const bool whole = part.size() >= kShortest && matches(P::organisation_suffix, part) && could_be_name(part);
    if (!part.empty() && !whole) return {cell};
    if (!part.empty()) names.push_back({cell.line, cell.from + from, cell.from + to});
    from = mark ? mark->to : text.size();
  }
  if (names.empty()) return {cell};
  return names;
}

void append_row(const Lines& lines, const Columns& columns, const std::vector<Words>& cells,
                std::vector<ListItem>& items) {
  for (std::size_t i = 0; i < columns.names.size(); ++i) {
    const auto column = columns.names[i];
    if (column >= cells.size() || cell_text(lines, cells[column]).empty()) continue;
    ListItem item;
    item.words = cells[column];
    if (i < columns.numbers.size() && columns.numbers[i] < cells.size())
      item.number = number_from(cell_text(lines, cells[columns.numbers[i]]));
    if (const auto marker = marker_at(folded_words(lines, item.words), 0); marker && !item.number) {
      item.number = marker->number;
      item.words.from += marker->to;
    }
    item.authority = shown(lines, cells, columns.authority);
    item.annotation = shown(lines, cells, columns.note);
    item.measure = measure_in(lines, cells, columns.measure);
    item.counterpart = shown(lines, cells, columns.counterpart);
    for (const auto& name : names_in_cell(lines, item.words)) {
      item.words = name;
      items.push_back(item);
    }
  }
}

// Two or more names a row are read down the columns or along the rows: the printed numbers decide.
void order_by_number(std::vector<ListItem>& items) {
  if (std::ranges::all_of(items, [](const ListItem& item) { return item.number.has_value(); }))
    std::ranges::stable_sort(items, [](const ListItem& a, const ListItem& b) { return *a.number < *b.number; });
}

std::optional<ListCandidate> list_in_rows(const Lines& lines, std::size_t first, std::size_t last) {
  std::optional<Columns> columns;
  ListCandidate found;
  for (std::size_t line = first; line <= last; ++line) {
    const auto cells = row_words(lines, line);
    if (is_title_row(lines, cells)) {
      if (found.items.empty() && !found.heading) found.heading = bare(lines, cells.front());
      continue;
    }
    if (const auto header = header_columns(lines, cells)) {
      columns = header;
      continue;
    }
    if (!columns && is_other_header(lines, cells)) continue;
    if (!columns) columns = guessed_columns(lines, line, last);
    if (!columns) return std::nullopt;
    append_row(lines, *columns, cells, found.items);
  }
  if (columns && columns->names.size() > 1) order_by_number(found.items);
  found.carrier = Carrier::table;
  found.first_line = first;
  found.last_line = last;
  return found;
}

// The place or bureau between two tables, over the second one's part of the list.
std::optional<std::string> bureau_over(const Lines& lines, std::size_t first) {
  if (first == 0 || lines.body[first - 1].is_row() || lines.body[first - 1].is_image()) return std::nullopt;
  const auto text = trimmed(lines.body[first - 1].text());
  const auto name = std::string(trimmed(text.substr(0, text.find_first_of("(:"))));
  return matches(P::section_place, text) && is_department(name) ? std::optional(name) : std::nullopt;
}

// A table that goes on: nothing but pictures and places stands between, and places part it or the numbers run on.
bool goes_on(const Lines& lines, const ListCandidate& list, const ListCandidate& next) {
  bool places = false;
  for (auto line = list.last_line + 1; line < next.first_line; ++line) {
    const auto& between = lines.body[line];
    if (between.is_image()) continue;
    if (between.is_row() || !matches(P::section_place, trimmed(between.text()))) return false;
    places = true;
  }
  const auto& last = list.items.back().number;
  const auto& first = next.items.front().number;
  return places || (last && first && *first == *last + 1);
}

void append_table(const Lines& lines, ListCandidate next, std::vector<ListCandidate>& found) {
  if (const auto bureau = bureau_over(lines, next.first_line))
    for (auto& item : next.items)
      if (!item.authority) item.authority = bureau;
  if (found.empty() || !goes_on(lines, found.back(), next)) return found.push_back(std::move(next));
  auto& list = found.back();
  list.items.insert(list.items.end(), next.items.begin(), next.items.end());
  list.last_line = next.last_line;
}

}  // namespace

std::vector<ListCandidate> table_lists(const Lines& lines) {
  std::vector<ListCandidate> found;
  for (std::size_t first = 0; first < lines.body.size(); ++first) {
    if (!lines.body[first].is_row()) continue;
    auto last = first;
    while (last + 1 < lines.body.size() && lines.body[last + 1].is_row() &&
           lines.body[last + 1].block.container == lines.body[first].block.container)
      ++last;
    if (auto candidate = list_in_rows(lines, first, last)) {
      if (!candidate->heading) candidate->heading = heading_over(lines, first);
      if (candidate->heading) candidate->own_kind = kind_of_heading(folded_words(lines, *candidate->heading));
      if (!candidate->own_kind) candidate->own_kind = kind_of_measures(candidate->items);
      if (is_list_of_organisations(lines, *candidate)) append_table(lines, std::move(*candidate), found);
    }
    first = last;
  }
  return found;
}

}  // namespace mingdan
