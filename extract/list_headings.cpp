#include <algorithm>

#include "extract/list_candidate.hpp"
#include "extract/names.hpp"
#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kHeadingReach = 4;           // lines above a list
constexpr std::size_t kLongestHeading = 60 * 3;    // bytes

// 附：, 附件1： are labels in front of a heading, no part of it.
Words without_label(const Lines& lines, Words words) {
  const auto text = folded_words(lines, words);
  constexpr std::string_view kLabels[] = {"附件", "附表", "附录", "附"};
  for (const auto label : kLabels) {
    if (!text.starts_with(label)) continue;
    const auto colon = text.find(':');
    const bool short_label = colon != std::string_view::npos && colon <= label.size() + 3;
    if (short_label) return bare(lines, {words.line, words.from + colon + 1, words.to});
  }
  return words;
}

Words whole_line(const Lines& lines, std::size_t line) {
  const auto text = lines.at(line).text();
  const auto body = trimmed(text);
  const auto from = static_cast<std::size_t>(body.data() - text.data());
  return {line, from, from + body.size()};
}

// The last sentence of a long paragraph can lead a list: 具体名单如下：
Words last_sentence(const Lines& lines, std::size_t line) {
  const auto sentences = sentences_of(lines, line);
  if (sentences.empty()) return whole_line(lines, line);
  auto words = sentences.back();
  while (words.from < words.to && lines.at(line).text()[words.from] == ' ') ++words.from;
  return words;
}

// The line above `line` is a list's heading, whose second line this one is.
bool is_list_heading(const Lines& lines, std::size_t line) {
  return line > 0 && matches(P::list_heading, trimmed(lines.body[line - 1].text()));
}

bool ends_with_colon(std::string_view text) { return trimmed(text).ends_with(":"); }

}  // namespace

std::optional<Words> heading_over(const Lines& lines, std::size_t first) {
  std::size_t seen = 0;
  for (std::size_t line = first; line-- > 0 && seen < kHeadingReach;) {
    const auto& candidate = lines.body[line];
    if (candidate.is_image()) continue;
    ++seen;
    const auto text = trimmed(candidate.text());
    if (matches(P::list_heading, text)) {
      const auto words = text.size() <= kLongestHeading ? whole_line(lines, line) : last_sentence(lines, line);
      return without_label(lines, words);
    }
    if (seen == 1 && ends_with_colon(text)) return without_label(lines, last_sentence(lines, line));
    const bool short_title = text.size() <= kLongestHeading && find(P::sentence_end, text) == std::nullopt;
    const auto marker = marker_at(text, 0);
    const bool section = !marker || marker->style == MarkerStyle::han || marker->style == MarkerStyle::han_brackets;
    const bool place = matches(P::section_place, text);
    if (seen == 1 && short_title && kind_of_heading(text) && section && !place)
      return without_label(lines, whole_line(lines, line));
    if (seen == 1 && matches(P::batch_label_alone, text) && !text.starts_with("(") && !is_list_heading(lines, line))
      return whole_line(lines, line);
    const bool passes = place || text.size() < 30;
    if (!passes) return std::nullopt;
  }
  return std::nullopt;
}

bool is_list_of_organisations(const Lines& lines, const ListCandidate& candidate) {
  std::vector<Words> items;
  std::size_t possible = 0;
  for (const auto& item : candidate.items) {
    items.push_back(item.words);
    const auto entry = entry_from(lines, item.words, item.number);
    if (entry && could_be_name(fold(entry->name).text)) ++possible;
  }
  if (items.empty()) return false;
  const auto possible_share = static_cast<double>(possible) / static_cast<double>(items.size());
  const bool under_heading = candidate.heading && candidate.own_kind;
  return possible_share >= 0.8 && organisation_share(lines, items) >= (under_heading ? 0.4 : 0.6);
}

}  // namespace mingdan
