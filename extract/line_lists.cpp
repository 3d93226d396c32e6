#include <algorithm>

#include "extract/list_candidate.hpp"
#include "extract/names.hpp"
#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLongestLine = 40 * 3;  // bytes of a line that is a name

// Several names in one line, parted by blanks only: all parts must look like organisations.
std::vector<Words> names_in_line(const Lines& lines, std::size_t line) {
  const auto text = lines.body[line].text();
  std::vector<Words> parts;
  std::size_t from = 0;
  while (from < text.size()) {
    const auto blank = std::min(text.find(' ', from), text.size());
    if (blank > from) parts.push_back({line, from, blank});
    from = blank + 1;
  }
  const bool all_names = parts.size() > 1 && std::ranges::all_of(parts, [&](const Words& part) {
                           const auto words = folded_words(lines, part);
                           return matches(P::organisation_suffix, words) && could_be_name(words);
                         });
  if (all_names) return parts;
  return {Words{line, 0, text.size()}};
}

bool is_name_line(const Lines& lines, std::size_t index) {
  const auto& line = lines.body[index];
  if (line.is_row() || line.is_image()) return false;
  if (trimmed(line.text()).ends_with(":")) return false;
  const auto text = folded_words(lines, bare(lines, {index, 0, line.text().size()}));
  if (text.size() > kLongestLine && names_in_line(lines, index).size() == 1) return false;
  if (text.find("、") != std::string_view::npos || matches(P::list_heading, text) || marker_at(text, 0)) return false;
  const auto bracket = text.find('(');
  return could_be_name(text.substr(0, bracket)) && !is_department(text) && !matches(P::source_label, text);
}

std::string_view place_of(const Line& line) {
  const auto text = trimmed(line.text());
  return trimmed(text.substr(0, text.find_first_of("(:")));
}

// 北京市（2家）, 天津市民政局: over a part of the list. 中国茶业联盟 is a name though it ends like a place.
bool is_place_line(const Line& line) {
  if (line.is_row() || !matches(P::section_place, trimmed(line.text()))) return false;
  return is_department(place_of(line)) || !matches(P::organisation_suffix, place_of(line));
}

std::optional<std::string> bureau_of(const Line& line) {
  return is_department(place_of(line)) ? std::optional(std::string(place_of(line))) : std::nullopt;
}

// The names that stand one a line from `line` on, none when there are none.
ListCandidate names_from(const Lines& lines, std::size_t line) {
  ListCandidate candidate;
  candidate.carrier = Carrier::lines;
  std::optional<std::string> authority;
  for (; line < lines.body.size(); ++line) {
    if (lines.body[line].is_image()) continue;
    if (is_place_line(lines.body[line])) {
      authority = bureau_of(lines.body[line]);
      continue;
    }
    if (!is_name_line(lines, line)) break;
    for (const auto& words : names_in_line(lines, line))
      candidate.items.push_back({words, std::nullopt, authority, std::nullopt});
  }
  while (!candidate.items.empty() &&
         !looks_like_organisation(folded_words(lines, bare(lines, candidate.items.back().words))))
    candidate.items.pop_back();
  if (candidate.items.empty()) return candidate;
  candidate.last_line = candidate.items.back().words.line;
  candidate.first_line = candidate.items.front().words.line;
  return candidate;
}

// A page that begins with its names: the title is their heading.
std::optional<ListCandidate> names_under_title(const Lines& lines) {
  constexpr std::size_t kFewest = 3;
  const auto title = trimmed(lines.title.text());
  if (!matches(P::list_heading_noun, title) || matches(P::explains, title) || !kind_of_heading(title))
    return std::nullopt;
  const auto first =
      static_cast<std::size_t>(std::ranges::find_if_not(lines.body, &Line::is_image) - lines.body.begin());
  // The account's name may stand above the names.
  const bool begins = first < lines.body.size() && matches(P::organisation_suffix, trimmed(lines.body[first].text()));
  auto candidate = names_from(lines, begins ? first : first + 1);
  const bool all_names = std::ranges::all_of(candidate.items, [&](const ListItem& item) {
    return looks_like_organisation(folded_words(lines, bare(lines, item.words)));
  });
  if (candidate.items.size() < kFewest || candidate.first_line > first + 1 || !all_names) return std::nullopt;
  candidate.own_kind = kind_of_heading(title);
  return candidate;
}

}  // namespace

std::vector<ListCandidate> line_lists(const Lines& lines) {
  std::vector<ListCandidate> found;
  if (auto candidate = names_under_title(lines)) found.push_back(std::move(*candidate));
  for (std::size_t heading = 0; heading + 1 < lines.body.size(); ++heading) {
    const auto text = trimmed(lines.body[heading].text());
    const bool leads = matches(P::list_heading, text) || (text.ends_with(":") && kind_of(text));
    if (lines.body[heading].is_row() || lines.body[heading].is_image() || !leads) continue;
    const bool label = matches(P::batch_label_alone, lines.body[heading + 1].text());  // the heading's second line
    auto candidate = names_from(lines, heading + (label ? 2 : 1));
    if (candidate.items.size() < 2) continue;
    candidate.heading = heading_over(lines, candidate.first_line);
    if (candidate.heading) candidate.own_kind = kind_of_heading(folded_words(lines, *candidate.heading));
    if (!is_list_of_organisations(lines, candidate)) continue;
    heading = candidate.last_line;
    found.push_back(std::move(candidate));
  }
  return found;
}

}  // namespace mingdan
