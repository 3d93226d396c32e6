#include "extract/numbering.hpp"

#include <array>
#include <string>

#include "extract/patterns.hpp"
#include "text/numerals.hpp"

namespace mingdan {
namespace {

struct MarkerForm {
  P pattern;
  MarkerStyle style;
};

constexpr std::array<MarkerForm, 6> kForms{{
    {P::marker_number, MarkerStyle::separated},
    {P::marker_brackets, MarkerStyle::brackets},
    {P::marker_circled, MarkerStyle::circled},
    {P::marker_han, MarkerStyle::han},
    {P::marker_han_brackets, MarkerStyle::han_brackets},
    {P::marker_blank, MarkerStyle::blank},
}};

// ① ⑴ ⒈ are runs of twenty in Unicode; ㉑ and ㊱ continue the circled ones to 50.
std::optional<int> enclosed_number(std::string_view character) {
  struct Range {
    std::string_view first;
    int number;
    int count;
  };
  constexpr std::array<Range, 6> kRanges{
      {{"①", 1, 20}, {"⑴", 1, 20}, {"⒈", 1, 20}, {"㉑", 21, 15}, {"㊱", 36, 15}, {"❶", 1, 10}}};
  if (character.size() != 3) return std::nullopt;
  const auto code = [](std::string_view text) {
    return (static_cast<int>(static_cast<unsigned char>(text[0])) << 12) +
           ((static_cast<int>(static_cast<unsigned char>(text[1])) & 0x3F) << 6) +
           (static_cast<int>(static_cast<unsigned char>(text[2])) & 0x3F);
  };
  for (const auto& range : kRanges) {
    const int distance = code(character) - code(range.first);
    if (distance >= 0 && distance < range.count) return range.number + distance;
  }
  return std::nullopt;
}

std::optional<int> marker_number(std::string_view digits) {
  if (const auto enclosed = enclosed_number(digits)) return enclosed;
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return number_from(digits);
}

// Patterns look at what follows the marker; their last group is the marker's own end.
std::size_t text_begin(const Match& match, std::string_view rest) {
  auto to = match.to;
  for (std::size_t i = 1; i < match.groups.size(); ++i)
    if (match.groups[i]) to = match.groups[i]->to;
  while (to < rest.size() && rest[to] == ' ') ++to;
  return to;
}

}  // namespace

std::optional<Marker> marker_at(std::string_view folded, std::size_t at) {
  const auto rest = folded.substr(at);
  for (const auto& form : kForms) {
    const auto match = find(form.pattern, rest);
    if (!match || match->from != 0 || !match->groups[0]) continue;
    const auto number = marker_number(match->groups[0]->text);
    if (!number) continue;
    const auto after_digits = match->groups[0]->to;
    return Marker{form.style, after_digits < rest.size() ? rest[after_digits] : '\0', *number,
                  at + match->groups[0]->from, at + text_begin(*match, rest)};
  }
  return std::nullopt;
}

std::optional<Marker> glued_marker_at(std::string_view folded) {
  const auto match = find(P::marker_glued, folded);
  if (!match) return std::nullopt;
  const auto& digits = *match->groups[0];
  const auto number = number_from(digits.text);
  if (!number) return std::nullopt;
  return Marker{MarkerStyle::glued, '\0', *number, digits.from, digits.to};
}

std::optional<Marker> next_marker(std::string_view folded, std::size_t from, const Marker& previous) {
  for (std::size_t at = from; at < folded.size(); ++at) {
    const auto byte = static_cast<unsigned char>(folded[at]);
    const bool continuation = (byte & 0xC0U) == 0x80U;
    const bool inside_number = at > 0 && folded[at - 1] >= '0' && folded[at - 1] <= '9';
    if (continuation || inside_number || folded[at] == ' ') continue;
    const auto marker = marker_at(folded, at);
    if (marker && marker->style == previous.style && marker->number == previous.number + 1 &&
        (marker->separator == previous.separator || marker->style == MarkerStyle::circled) &&
        (marker->style != MarkerStyle::blank || (at > 0 && folded[at - 1] == ' ')))
      return marker;
  }
  return std::nullopt;
}

}  // namespace mingdan
