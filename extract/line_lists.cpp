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

}  // namespace

std::vector<ListCandidate> line_lists(const Lines& lines) {
  std::vector<ListCandidate> found;
  for (std::size_t heading = 0; heading + 1 < lines.body.size(); ++heading) {
    const auto text = trimmed(lines.body[heading].text());
    const bool leads = matches(P::list_heading, text) || (text.ends_with(":") && kind_of(text));
    if (lines.body[heading].is_row() || lines.body[heading].is_image() || !leads) continue;
    ListCandidate candidate;
    candidate.carrier = Carrier::lines;
    auto line = heading + 1;
    for (; line < lines.body.size(); ++line) {
      if (lines.body[line].is_image()) continue;
      if (!is_name_line(lines, line)) break;
      for (const auto& words : names_in_line(lines, line))
        candidate.items.push_back({words, std::nullopt, std::nullopt, std::nullopt});
      candidate.last_line = line;
    }
    while (!candidate.items.empty() &&
           !looks_like_organisation(folded_words(lines, bare(lines, candidate.items.back().words))))
      candidate.items.pop_back();
    if (candidate.items.size() < 2) continue;
    candidate.last_line = candidate.items.back().words.line;
    candidate.first_line = candidate.items.front().words.line;
    candidate.heading = heading_over(lines, candidate.first_line);
    if (candidate.heading) candidate.own_kind = kind_of_heading(folded_words(lines, *candidate.heading));
    if (!is_list_of_organisations(lines, candidate)) continue;
    heading = candidate.last_line;
    found.push_back(std::move(candidate));
  }
  return found;
}

}  // namespace mingdan
