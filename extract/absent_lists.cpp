#include <algorithm>
#include <set>
#include <string>

#include "extract/absent_lists.hpp"
#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kPictureReach = 3;  // text lines between a heading and the picture that stands for its list

bool leads_to_pictures(const Lines& lines, std::size_t heading) {
  std::size_t texts = 0;
  for (std::size_t line = heading + 1; line < lines.body.size() && texts < kPictureReach; ++line) {
    if (lines.body[line].is_image()) return true;
    ++texts;
  }
  return false;
}

bool has_attachment_link(const Line& line) {
  return std::ranges::any_of(line.block.links, [](const Link& link) { return matches(P::attachment_file, link.href); });
}

ListCandidate at_line(Carrier carrier, std::size_t line) {
  ListCandidate found;
  found.carrier = carrier;
  found.first_line = found.last_line = line;
  return found;
}

Words bare_quoted(const Lines& lines, Words name) {
  const auto text = folded_words(lines, name);
  name.to = name.from + std::min(text.find("”"), text.size());
  return name;
}

// Quoted organisations of a line, each with the bracket behind it that tells of it; aliases in brackets are left out.
std::vector<Words> quoted_in_line(const Lines& lines, std::size_t line) {
  std::vector<Words> found;
  if (lines.at(line).is_image()) return found;
  for (const auto& sentence : sentences_of(lines, line)) {
    const auto text = folded_words(lines, sentence);
    if (speaks_of_lawful_bodies(text)) continue;
    for (const auto& quoted : find_all(P::quoted, text)) {
      const auto before = text.substr(0, quoted.from);
      const bool in_bracket =
          std::count(before.begin(), before.end(), '(') > std::count(before.begin(), before.end(), ')');
      const auto name = quoted.groups[0]->text;
      if (in_bracket || name.size() < 12 || !could_be_name(name) || !matches(P::organisation_suffix, name) ||
          is_department(name))
        continue;
      found.push_back(
          with_annotation(lines, {line, sentence.from + quoted.groups[0]->from, sentence.from + quoted.groups[0]->to}));
    }
  }
  return found;
}

std::optional<CountHit> count_behind_quotes(const Lines& lines) {
  for (auto& chain : name_chains(lines, kTitleLine))
    if (chain.count) return chain.count;
  const Words title{kTitleLine, 0, lines.title.text().size()};
  const auto counts = counts_in(lines, title, CountBinding::title);
  return counts.empty() ? std::nullopt : std::optional(counts.front());
}

// The same name in the body, whose bytes can be cited; else where it was found.
Words place_in_body(const Lines& lines, const Words& name) {
  const auto wanted = folded_words(lines, bare_quoted(lines, name));
  if (name.line != kTitleLine) return name;
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    const auto at = lines.body[line].text().find(wanted);
    if (!lines.body[line].is_image() && at != std::string_view::npos)
      return with_annotation(lines, {line, at, at + wanted.size()});
  }
  return name;
}

// A body that decides on quoted organisations in its first lines, under a title that does not explain or warn.
std::optional<ListCandidate> decision_in_body(const Lines& lines) {
  constexpr std::size_t kDecisionLines = 12;
  if (matches(P::explains, lines.title.text()) || is_report_of_totals(lines.title.text())) return std::nullopt;
  auto found = at_line(Carrier::quoted, 0);
  std::set<std::string_view> seen;
  for (std::size_t line = 0; line < std::min(kDecisionLines, lines.body.size()); ++line) {
    for (const auto& sentence : sentences_of(lines, line)) {
      const auto text = folded_words(lines, sentence);
      const auto kind = kind_of(text);
      if (!kind || kind->kind == NoticeKind::lawful_sanction || is_running_total(text)) continue;
      if (const auto decided = find(P::decision_sentence, text)) {
        const auto name =
            bare(lines, {line, sentence.from + decided->groups[0]->from, sentence.from + decided->groups[0]->to});
        if (looks_like_organisation(folded_words(lines, name)) && could_be_name(folded_words(lines, name)) &&
            seen.insert(folded_words(lines, name)).second) {
          found.carrier = Carrier::inline_sentence;
          if (!found.own_kind) found.own_kind = kind;
          found.items.push_back({name, std::nullopt, std::nullopt, std::nullopt});
        }
      }
      if (!matches(P::single_decision, text)) continue;
      if (!found.own_kind) found.own_kind = kind;
      for (const auto& name : quoted_in_line(lines, line))
        if (name.from >= sentence.from && name.to <= sentence.to &&
            seen.insert(folded_words(lines, bare_quoted(lines, name))).second)
          found.items.push_back({name, std::nullopt, std::nullopt, std::nullopt});
    }
  }
  if (found.items.empty()) return std::nullopt;
  return found;
}

}  // namespace

std::optional<ListCandidate> picture_list(const Lines& lines) {
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    const auto& candidate = lines.body[line];
    if (candidate.is_image() || candidate.is_row()) continue;
    const auto text = trimmed(candidate.text());
    const bool heading = matches(P::list_heading, text) && leads_to_pictures(lines, line);
    const bool lead = matches(P::list_heading_noun, text) && kind_of(text) && line + 1 < lines.body.size() &&
                      lines.body[line + 1].is_image();
    if (!heading && !lead) continue;
    auto found = at_line(Carrier::image, line);
    found.heading = heading_over(lines, line + 1);
    found.own_kind = kind_of(text);
    return found;
  }
  return std::nullopt;
}

std::optional<ListCandidate> attached_list(const Lines& lines) {
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    const auto& candidate = lines.body[line];
    if (candidate.is_image()) continue;
    if (!matches(P::list_in_attachment, candidate.text()) && !has_attachment_link(candidate)) continue;
    auto found = at_line(Carrier::attachment, line);
    found.own_kind = kind_of(candidate.text());
    return found;
  }
  return std::nullopt;
}

std::optional<ListCandidate> single_decision(const Lines& lines) {
  const auto text = lines.title.text();
  const auto kind = kind_of(text);
  if (!kind || kind->kind == NoticeKind::lawful_sanction || matches(P::explains, text)) return decision_in_body(lines);
  auto found = at_line(Carrier::quoted, 0);
  found.own_kind = kind;
  std::vector<Words> names;
  if (matches(P::single_decision, text)) {
    names = quoted_in_line(lines, kTitleLine);
    found.count = count_behind_quotes(lines);
    const auto everywhere = quoted_organisations(lines);
    if (found.count && static_cast<std::size_t>(found.count->value) == everywhere.size()) names = everywhere;
  } else if (const auto title = find(P::decision_title, text); title && title->groups[0]) {
    found.carrier = Carrier::inline_sentence;
    const Words name{kTitleLine, title->groups[0]->from, title->groups[0]->to};
    if (looks_like_organisation(folded_words(lines, name))) names.push_back(name);
  }
  for (const auto& name : names)
    found.items.push_back({place_in_body(lines, name), std::nullopt, std::nullopt, std::nullopt});
  if (found.items.empty()) return decision_in_body(lines);
  return found;
}

std::vector<Words> quoted_organisations(const Lines& lines) {
  std::vector<Words> found;
  std::set<std::string_view> seen;
  for (std::size_t line = 0; line < lines.body.size(); ++line)
    for (const auto& name : quoted_in_line(lines, line))
      if (seen.insert(folded_words(lines, bare_quoted(lines, name))).second) found.push_back(name);
  return found;
}

}  // namespace mingdan
