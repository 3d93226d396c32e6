#include "extract/chain_parts.hpp"

#include <algorithm>
#include <array>

#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/numerals.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kEnumerationComma = "、";
constexpr std::size_t kLongestLead = 600;  // bytes before the first name in which its sentence may lead to it
constexpr std::size_t kLongestPair = 1200;  // bytes of two names with 和 between; longer text is prose

// Groups of P::inline_tail: 等 with a number and that number, 等 alone, the numbers behind 共 and alone. The pattern looks
// at the character before 等, so that 高等教育 is no tail.
constexpr std::array<std::size_t, 2> kAndSoOnGroups{0, 2};
constexpr std::array<std::size_t, 3> kNumberGroups{1, 3, 4};

Tail tail_from(const Words& words, std::string_view text, const Match& match) {
  Tail tail{match.from, match.to, false, std::nullopt};
  for (const auto index : kAndSoOnGroups) {
    if (!match.groups[index]) continue;
    tail.from = match.groups[index]->from;
    tail.and_so_on = true;
  }
  for (const auto index : kNumberGroups) {
    const auto& group = match.groups[index];
    const auto value = group ? number_from(group->text) : std::nullopt;
    if (!value) continue;
    const auto counter = text.substr(group->to, match.to - group->to);
    const bool approximate =
        counter.find("余") != std::string_view::npos || counter.find("多") != std::string_view::npos;
    const auto unit =
        std::min({counter.find("家"), counter.find("个"), counter.find("起"), counter.find("例"), counter.find("间")});
    const auto end = unit == std::string_view::npos ? match.to : group->to + unit + 3;
    tail.count =
        CountHit{*value, approximate, CountBinding::chain, {words.line, words.from + group->from, words.from + end}};
  }
  return tail;
}

bool is_separator(std::string_view text, std::size_t at) {
  return text[at] == ',' || text.substr(at).starts_with(kEnumerationComma);
}

// A comma beside another separator is a damaged 、.
bool is_damaged_comma(std::string_view text, std::size_t at) {
  if (text[at] != ',') return false;
  const bool before = at > 0 && (text[at - 1] == ',' || text.substr(0, at).ends_with(kEnumerationComma));
  return before || (at + 1 < text.size() && is_separator(text, at + 1));
}

// Names of one clause parted by blanks alone, three or more: a name itself may be broken by one.
std::vector<Words> parted_by_blanks(const Lines& lines, const Words& clause) {
  constexpr std::size_t kFewest = 3;
  std::vector<Words> parts;
  const auto text = folded_words(lines, clause);
  for (std::size_t from = 0; from < text.size();) {
    const auto blank = std::min(text.find(' ', from), text.size());
    const auto part = text.substr(from, blank - from);
    if (!part.empty() && !(looks_like_organisation(part) && matches(P::organisation_suffix, part))) return {};
    if (!part.empty()) parts.push_back({clause.line, clause.from + from, clause.from + blank});
    from = blank + 1;
  }
  if (parts.size() < kFewest) return {};
  return parts;
}

}  // namespace

// The name stands behind the last lead whose rest looks like a name.
Words without_lead(const Lines& lines, Words piece, bool& had_lead) {
  const auto near = window_before(folded_words(lines, piece), piece.to - piece.from, kLongestLead);
  piece.from = piece.to - near.size();
  const auto text = near.substr(0, near.find('('));
  std::size_t best = 0;
  bool found = false;
  for (std::size_t from = 0; from < text.size();) {
    const auto lead = find_from(P::inline_lead, text, from);
    if (!lead) break;
    const auto rest = trimmed(near.substr(lead->to));  // a bracket may stand inside the name
    const bool strong = lead->to - lead->from > 3;  // more than one character
    if (rest.size() >= 9 && (matches(P::known_prefix, rest) || (strong && looks_like_organisation(rest)))) {
      best = lead->to;
      found = true;
    }
    from = lead->to;
  }
  had_lead = found && matches(P::list_lead, text.substr(0, best));
  piece.from += best;
  const auto opening = find(P::object_lead, folded_words(lines, piece));
  if (opening) piece.from += opening->groups[0]->to;
  return piece;
}

std::optional<Tail> tail_in(const Words& words, std::string_view text, bool behind_quotes) {
  for (const auto& match : find_all(P::inline_tail, text)) {
    auto tail = tail_from(words, text, match);
    const auto before = trimmed(text.substr(0, tail.from));
    const bool behind_name = before.ends_with(")") || before.ends_with("”") || matches(P::organisation_suffix, before);
    if (behind_quotes || tail.and_so_on || behind_name) return tail;
  }
  return std::nullopt;
}

std::vector<Words> clauses_of(const Lines& lines, const Words& sentence) {
  std::vector<Words> clauses;
  const auto text = folded_words(lines, sentence);
  std::size_t from = 0;
  int depth = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const bool end = at == text.size();
    if (!end && text[at] == '(') ++depth;
    if (!end && text[at] == ')' && depth > 0) --depth;
    if (!end && (depth > 0 || (text[at] != ',' && text[at] != ':') || is_damaged_comma(text, at))) continue;
    if (at > from) clauses.push_back({sentence.line, sentence.from + from, sentence.from + at});
    from = at + 1;
  }
  return clauses;
}

std::vector<Words> pieces_of(const Lines& lines, const Words& clause) {
  std::vector<Words> pieces;
  const auto text = folded_words(lines, clause);
  std::size_t from = 0;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && depth > 0) --depth;
    if (depth > 0 || !is_separator(text, at)) continue;
    pieces.push_back({clause.line, clause.from + from, clause.from + at});
    from = at + (text[at] == ',' ? 1 : kEnumerationComma.size());
  }
  pieces.push_back({clause.line, clause.from + from, clause.from + text.size()});
  std::erase_if(pieces, [&](const Words& piece) { return trimmed(folded_words(lines, piece)).empty(); });
  return pieces;
}

void append_split(const Lines& lines, const Words& last, std::vector<Words>& names) {
  const auto text = folded_words(lines, last);
  if (text.size() > kLongestPair) return names.push_back(last);
  for (const auto& joiner : find_all(P::name_joiner, text)) {
    const Words left{last.line, last.from, last.from + joiner.from};
    const Words right{last.line, last.from + joiner.to, last.to};
    const auto is_whole = [&](const Words& side) {
      const auto name = folded_words(lines, bare(lines, side));
      return name.size() >= 12 && matches(P::organisation_suffix, name);
    };
    if (is_whole(left) && is_whole(right)) {
      names.push_back(left);
      names.push_back(right);
      return;
    }
  }
  names.push_back(last);
}

bool holds_names(const Lines& lines, const std::vector<Words>& names) {
  const auto departments =
      std::ranges::count_if(names, [&](const Words& name) { return is_department(folded_words(lines, name)); });
  const bool possible = std::ranges::all_of(names, [&](const Words& name) {
    const auto text = folded_words(lines, bare(lines, name));
    return could_be_name(text.substr(0, text.find('(')));
  });
  const bool branches = std::ranges::all_of(
      names, [&](const Words& name) { return matches(P::place_branch, folded_words(lines, bare(lines, name))); });
  if (names.size() == 1 && !matches(P::organisation_suffix, folded_words(lines, bare(lines, names.front()))))
    return false;
  return possible && !branches && departments * 2 < static_cast<std::ptrdiff_t>(names.size()) &&
         organisation_share(lines, names) >= 0.6;
}

void cut_tails(const Lines& lines, std::vector<Words>& names) {
  for (auto& name : names) {
    const auto text = folded_words(lines, name);
    const auto site = find(P::site_of_name, text);
    if (site && matches(P::organisation_suffix, text.substr(0, site->from))) name.to = name.from + site->from;
  }
  if (names.empty()) return;
  if (const auto note = find(P::note_on_list, folded_words(lines, names.back())))
    names.back().to = names.back().from + note->from;
}

ListCandidate candidate_from(const Words& clause, const std::vector<Words>& names, Carrier carrier,
                             const std::optional<Tail>& tail) {
  ListCandidate found;
  found.carrier = carrier;
  for (const auto& name : names) found.items.push_back({name, std::nullopt, std::nullopt, std::nullopt});
  found.first_line = found.last_line = clause.line;
  if (tail) {
    found.says_and_so_on = tail->and_so_on;
    found.count = tail->count;
  }
  return found;
}

std::optional<ListCandidate> plain_chain(const Lines& lines, const Words& clause, bool single_allowed) {
  const auto tail = tail_in(clause, folded_words(lines, clause), false);
  auto body = clause;
  if (tail) body.to = clause.from + tail->from;
  auto pieces = parted_by_blanks(lines, body);
  if (pieces.empty()) pieces = pieces_of(lines, body);
  if (pieces.empty() || pieces.size() > kMostNames || (pieces.size() < 2 && !single_allowed && !(tail && tail->count)))
    return std::nullopt;
  bool had_lead = false;
  pieces.front() = without_lead(lines, pieces.front(), had_lead);
  std::vector<Words> names(pieces.begin(), pieces.end() - 1);
  append_split(lines, pieces.back(), names);
  std::erase_if(names, [&](const Words& name) { return trimmed(folded_words(lines, bare(lines, name))).empty(); });
  cut_tails(lines, names);
  if (names.empty() || !holds_names(lines, names)) return std::nullopt;
  auto found = candidate_from(clause, names, Carrier::inline_sentence, tail);
  found.has_lead = had_lead;
  return found;
}

}  // namespace mingdan
