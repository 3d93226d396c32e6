#include <algorithm>

#include "extract/list_candidate.hpp"
#include "extract/names.hpp"
#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/numerals.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

// X非法活动案 is a case of X.
Words without_deed(const Lines& lines, Words name) {
  const auto text = folded_words(lines, name);
  std::size_t from = 0;
  while (const auto deed = find_from(P::case_deed, text, from)) {
    if (matches(P::organisation_suffix, trimmed(text.substr(0, deed->from)))) {
      name.to = name.from + deed->from;
      return name;
    }
    from = deed->from + 1;
    while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  }
  return name;
}

// The name in a case's heading: the first quoted organisation, else the heading without number, actor and 案.
std::optional<Words> name_in_case(const Lines& lines, std::size_t line) {
  const auto heading = find(P::case_heading, lines.body[line].text());
  const auto text = lines.body[line].text().substr(0, heading ? heading->to : std::string_view::npos);
  std::size_t from = 0;
  while (true) {
    const auto open = text.find("“", from);
    const auto close = text.find("”", open == std::string_view::npos ? text.size() : open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const Words quoted{line, open + 3, close};
    if (looks_like_organisation(folded_words(lines, quoted))) return quoted;
    from = close + 3;
  }
  const auto number = find(P::case_numbered, text);
  Words rest{line, number ? number->to : 0, text.size()};
  auto shown = folded_words(lines, rest);
  if (const auto lead = find(P::inline_lead, shown)) {
    const auto behind = shown.substr(lead->to);
    if (looks_like_organisation(trimmed(behind.substr(0, behind.rfind("案"))))) rest.from += lead->to;
    shown = folded_words(lines, rest);
  }
  if (const auto tail = find(P::inline_tail, shown); tail && tail->from > 0) {
    rest.to = rest.from + tail->from;
    shown = folded_words(lines, rest);
  }
  const auto end = shown.rfind("案");
  if (end != std::string_view::npos && end + 9 >= shown.size()) rest.to = rest.from + end;
  rest = without_deed(lines, rest);
  if (!could_be_name(folded_words(lines, rest))) return std::nullopt;
  return bare(lines, rest);
}

// Who enforced: named in the heading, else in the case's own text before the next heading.
std::optional<std::string> authority_in_case(const Lines& lines, std::size_t from, std::size_t to) {
  for (std::size_t line = from; line < to; ++line) {
    const auto text = lines.body[line].text();
    const auto match = find(P::enforcement_in_case, text);
    if (!match) continue;
    auto name = match->groups[0]->text;
    for (const std::string_view lead : {"后,", "日,", "由", "经", "被"}) {
      const auto at = name.rfind(lead);
      if (at != std::string_view::npos) name.remove_prefix(at + lead.size());
    }
    const auto offset = static_cast<std::size_t>(name.data() - text.data());
    if (is_department(name)) return printed(lines, {line, offset, offset + name.size()});
  }
  return std::nullopt;
}

std::optional<int> case_number(std::string_view text) {
  const auto number = find(P::case_numbered, text);
  return number && number->groups[0] ? number_from(number->groups[0]->text) : std::nullopt;
}

// A heading that is nothing but a name, over a paragraph that tells of it.
bool is_name_over_prose(const Lines& lines, std::size_t line) {
  const auto& block = lines.body[line].block;
  if ((block.kind != BlockKind::heading && !block.emphasis) || lines.body[line].is_row()) return false;
  const auto name = folded_words(lines, bare(lines, {line, 0, lines.body[line].text().size()}));
  if (!looks_like_organisation(name) || !matches(P::organisation_suffix, name) || !could_be_name(name)) return false;
  if (is_department(name) || line + 1 == lines.body.size() || lines.body[line + 1].is_image()) return false;
  const auto next = lines.body[line + 1].text();
  return matches(P::case_prose, next) && matches(P::sentence_end, next);
}

std::vector<ListCandidate> named_headings(const Lines& lines) {
  ListCandidate candidate;
  candidate.carrier = Carrier::cases;
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    if (!is_name_over_prose(lines, line) || marker_at(lines.body[line].text(), 0)) continue;
    if (candidate.items.empty()) candidate.first_line = line;
    candidate.last_line = line;
    candidate.items.push_back({bare(lines, {line, 0, lines.body[line].text().size()}), std::nullopt,
                               authority_in_case(lines, line, line + 2), std::nullopt});
  }
  if (candidate.items.size() < 2) return {};
  return {candidate};
}

// In the heading itself, or as its label on the line above: 案例一.
std::optional<int> number_of_case(const Lines& lines, std::size_t heading) {
  const auto own = case_number(lines.body[heading].text());
  if (own || heading == 0 || !matches(P::case_label_alone, lines.body[heading - 1].text())) return own;
  return case_number(lines.body[heading - 1].text());
}

}  // namespace

std::vector<ListCandidate> case_lists(const Lines& lines) {
  std::vector<std::size_t> headings;
  for (std::size_t line = 0; line < lines.body.size(); ++line)
    if (!lines.body[line].is_image() && !lines.body[line].is_row() && matches(P::case_heading, lines.body[line].text()))
      headings.push_back(line);
  ListCandidate candidate;
  candidate.carrier = Carrier::cases;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const auto name = name_in_case(lines, headings[i]);
    if (!name) continue;
    const auto next = i + 1 < headings.size() ? headings[i + 1] : lines.body.size();
    candidate.items.push_back(
        {*name, number_of_case(lines, headings[i]), authority_in_case(lines, headings[i], next), std::nullopt});
  }
  if (candidate.items.size() < 2) return named_headings(lines);
  candidate.first_line = headings.front();
  candidate.last_line = headings.back();
  if (!is_list_of_organisations(lines, candidate)) return {};
  return {candidate};
}

}  // namespace mingdan
