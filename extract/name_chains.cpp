#include <algorithm>
#include <array>
#include <string>

#include "extract/list_candidate.hpp"
#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/numerals.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kEnumerationComma = "、";
constexpr std::string_view kOpenQuote = "“";
constexpr std::string_view kCloseQuote = "”";
constexpr std::size_t kLongestLead = 600;        // bytes before the first name in which its sentence may lead to it
constexpr std::size_t kTailReach = 120;          // bytes before and behind quotes that tell of them
constexpr std::size_t kMostNames = 5000;         // names of a chain; the longest real one has some two hundred
constexpr std::size_t kShortestQuotedName = 4 * 3;  // “协会”, “中国” are parts of names

struct Tail {
  std::size_t from = 0;
  std::size_t to = 0;
  bool and_so_on = false;
  std::optional<CountHit> count;
};

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
    const auto unit = std::min({counter.find("家"), counter.find("个"), counter.find("起"), counter.find("例")});
    const auto end = unit == std::string_view::npos ? match.to : group->to + unit + 3;
    tail.count =
        CountHit{*value, approximate, CountBinding::chain, {words.line, words.from + group->from, words.from + end}};
  }
  return tail;
}

// The first tail that stands behind a name: 被关停 at the head of a sentence is none.
std::optional<Tail> tail_in(const Words& words, std::string_view text, bool behind_quotes) {
  for (const auto& match : find_all(P::inline_tail, text)) {
    auto tail = tail_from(words, text, match);
    const auto before = trimmed(text.substr(0, tail.from));
    const bool behind_name = before.ends_with(")") || before.ends_with("”") || matches(P::organisation_suffix, before);
    if (behind_quotes || tail.and_so_on || behind_name) return tail;
  }
  return std::nullopt;
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

// Clauses of a sentence, cut at commas and colons outside brackets.
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

// The first name of a chain stands behind the sentence's own words: behind the last lead whose rest looks like a name.
Words without_lead(const Lines& lines, Words piece, bool& had_lead) {
  const auto near = window_before(folded_words(lines, piece), piece.to - piece.from, kLongestLead);
  piece.from = piece.to - near.size();
  const auto text = near.substr(0, near.find('('));
  std::size_t best = 0;
  bool found = false;
  for (std::size_t from = 0; from < text.size();) {
    const auto lead = find_from(P::inline_lead, text, from);
    if (!lead) break;
    const auto rest = text.substr(lead->to);
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

// “A和B” at the end of a chain are two names when both sides look whole.
void append_split(const Lines& lines, const Words& last, std::vector<Words>& names) {
  const auto text = folded_words(lines, last);
  for (const auto& joiner : find_all(P::name_joiner, text)) {
    const auto left = text.substr(0, joiner.from);
    const auto right = text.substr(joiner.to);
    if (matches(P::organisation_suffix, left) && matches(P::organisation_suffix, right) && right.size() >= 12 &&
        left.size() >= 12) {
      names.push_back({last.line, last.from, last.from + joiner.from});
      names.push_back({last.line, last.from + joiner.to, last.to});
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
  auto pieces = pieces_of(lines, body);
  if (pieces.empty() || pieces.size() > kMostNames || (pieces.size() < 2 && !single_allowed && !(tail && tail->count)))
    return std::nullopt;
  bool had_lead = false;
  pieces.front() = without_lead(lines, pieces.front(), had_lead);
  std::vector<Words> names(pieces.begin(), pieces.end() - 1);
  append_split(lines, pieces.back(), names);
  std::erase_if(names, [&](const Words& name) { return trimmed(folded_words(lines, bare(lines, name))).empty(); });
  if (names.empty() || !holds_names(lines, names)) return std::nullopt;
  auto found = candidate_from(clause, names, Carrier::inline_sentence, tail);
  found.has_lead = had_lead;
  return found;
}

struct Quote {
  Words inside;
  std::size_t open = 0;
  std::size_t close = 0;  // behind the closing quote
};

std::vector<Quote> quotes_in(const Words& sentence, std::string_view text) {
  std::vector<Quote> quotes;
  std::size_t from = 0;
  while (true) {
    const auto open = text.find(kOpenQuote, from);
    if (open == std::string_view::npos) break;
    const auto close = text.find(kCloseQuote, open);
    if (close == std::string_view::npos) break;
    quotes.push_back({{sentence.line, sentence.from + open + 3, sentence.from + close}, open, close + 3});
    from = close + 3;
  }
  return quotes;
}

bool joins_quotes(std::string_view between) {
  if (between.size() > 60) return false;
  if (const auto open = between.find('('); open != std::string_view::npos) {
    const auto close = between.rfind(')');
    if (close == std::string_view::npos || close < open) return false;
    return joins_quotes(between.substr(0, open)) && joins_quotes(between.substr(close + 1));
  }
  const auto gap = trimmed(between);
  return gap.empty() || gap == "、" || gap == "," || gap == "和" || gap == "及" || gap == "与" || gap == "以及" ||
         gap == ",、";
}

// One pair of quotes may hold two names: “合肥市大成拳研究会、合肥市大成拳协会”.
void append_quoted(const Lines& lines, const Words& inside, std::vector<Words>& names) {
  const auto parts = pieces_of(lines, inside);
  if (parts.size() > 1 && organisation_share(lines, parts) == 1.0)
    names.insert(names.end(), parts.begin(), parts.end());
  else
    names.push_back(with_annotation(lines, inside));
}

bool is_quoted_name(const Lines& lines, const Words& inside) {
  const auto text = folded_words(lines, inside);
  return text.size() >= kShortestQuotedName && could_be_name(text) && !is_department(text);
}

std::vector<ListCandidate> quoted_chains(const Lines& lines, const Words& sentence) {
  std::vector<ListCandidate> found;
  const auto text = folded_words(lines, sentence);
  const auto quotes = quotes_in(sentence, text);
  for (std::size_t first = 0; first < quotes.size();) {
    if (!is_quoted_name(lines, quotes[first].inside)) {
      ++first;
      continue;
    }
    std::vector<Words> names;
    auto last = first;
    append_quoted(lines, quotes[first].inside, names);
    while (last + 1 < quotes.size() && is_quoted_name(lines, quotes[last + 1].inside) &&
           joins_quotes(text.substr(quotes[last].close, quotes[last + 1].open - quotes[last].close)))
      append_quoted(lines, quotes[++last].inside, names);
    const auto near = window_behind(text, quotes[last].close, kTailReach);
    const auto behind_from = sentence.from + quotes[last].close;
    const Words behind{sentence.line, behind_from, behind_from + near.size()};
    auto tail = tail_in(behind, folded_words(lines, behind), true);
    if (tail && tail->from > 3 * 3) tail.reset();
    if (holds_names(lines, names)) {
      auto chain = candidate_from(sentence, names, Carrier::quoted, tail);
      chain.has_lead = matches(P::list_lead, window_before(text, quotes[first].open, kTailReach));
      found.push_back(std::move(chain));
    }
    first = last + 1;
  }
  return found;
}

bool overlaps(const ListCandidate& chain, const std::vector<ListCandidate>& others) {
  const auto from = chain.items.front().words.from;
  const auto to = chain.items.back().words.to;
  return std::ranges::any_of(others, [&](const ListCandidate& other) {
    return other.items.front().words.from < to && from < other.items.back().words.to;
  });
}

std::string without_brackets(std::string_view text) {
  std::string rest;
  int depth = 0;
  for (const char byte : text) {
    if (byte == '(') ++depth;
    if (depth == 0) rest.push_back(byte);
    if (byte == ')' && depth > 0) --depth;
  }
  return rest;
}

// 北京：A、B。天津：C。 are parts of one list, parted by places.
void join_places(std::vector<ListCandidate>& chains, const std::vector<bool>& under_place) {
  std::vector<ListCandidate> joined;
  bool open = false;
  for (std::size_t i = 0; i < chains.size(); ++i) {
    if (under_place[i] && open && joined.back().last_line == chains[i].first_line) {
      auto& list = joined.back();
      list.items.insert(list.items.end(), chains[i].items.begin(), chains[i].items.end());
      list.says_and_so_on = list.says_and_so_on || chains[i].says_and_so_on;
      continue;
    }
    open = under_place[i];
    joined.push_back(chains[i]);
  }
  chains = std::move(joined);
}

// What a sentence says of its chain: its kind, whether it tells of earlier batches.
void read_sentence(const Lines& lines, const Words& sentence, ListCandidate& chain) {
  const auto text = folded_words(lines, sentence);
  chain.own_kind = kind_of(text);
  chain.of_a_total =
      tells_several_totals(text) || (is_running_total(text) && !matches(P::batch_label, text) && !chain.count);
}

// A line that holds nothing but names, whatever marks part them: 甲会，乙会；丙会。
std::optional<ListCandidate> line_of_names(const Lines& lines, std::size_t line) {
  constexpr std::size_t kFewestNames = 3;
  const auto text = lines.at(line).text();
  std::vector<Words> names;
  std::size_t from = text.find(':') == std::string_view::npos ? 0 : text.find(':') + 1;
  const bool has_lead = from > 0 && matches(P::list_lead, text.substr(0, from));
  if (from > 0 && !has_lead) return std::nullopt;
  while (from < text.size()) {
    const auto mark = find_from(P::name_separator, text, from);
    const auto to = mark ? mark->from : text.size();
    if (!trimmed(text.substr(from, to - from)).empty()) names.push_back({line, from, to});
    from = mark ? mark->to : text.size();
  }
  const bool all_names =
      names.size() >= kFewestNames && names.size() <= kMostNames && std::ranges::all_of(names, [&](const Words& name) {
        const auto words = folded_words(lines, bare(lines, name));
        return matches(P::organisation_suffix, words) && could_be_name(words.substr(0, words.find('(')));
      });
  if (!all_names || !holds_names(lines, names)) return std::nullopt;
  auto found = candidate_from(names.front(), names, Carrier::inline_sentence, std::nullopt);
  found.has_lead = has_lead;
  return found;
}

}  // namespace

std::vector<ListCandidate> name_chains(const Lines& lines, std::size_t line) {
  std::vector<ListCandidate> found;
  std::vector<bool> under_place;
  if (line != kTitleLine && (lines.at(line).is_row() || lines.at(line).is_image())) return found;
  if (auto whole = line_of_names(lines, line)) {
    whole->own_kind = kind_of(lines.at(line).text());
    return {*whole};
  }
  for (const auto& sentence : sentences_of(lines, line)) {
    const auto text = folded_words(lines, sentence);
    if (speaks_of_lawful_bodies(without_brackets(text))) continue;
    auto chains = quoted_chains(lines, sentence);
    std::erase_if(chains, [](const ListCandidate& chain) { return chain.items.size() < 2 && !chain.count; });
    std::vector<bool> places(chains.size(), false);
    bool after_place = false;
    bool after_lead = false;
    for (const auto& clause : clauses_of(lines, sentence)) {
      const bool acts = matches(P::department_acts, folded_words(lines, clause));
      auto chain = plain_chain(lines, clause, after_place || acts);
      if (chain && !overlaps(*chain, chains)) {
        chain->has_lead = chain->has_lead || after_lead;
        chains.push_back(std::move(*chain));
        places.push_back(after_place);
      }
      const auto words = folded_words(lines, clause);
      after_place = matches(P::section_place, words);
      after_lead =
          text.substr(clause.to - sentence.from).starts_with(":") && matches(P::list_lead, std::string(words) + ":");
    }
    for (std::size_t i = 0; i < chains.size(); ++i) {
      read_sentence(lines, sentence, chains[i]);
      found.push_back(std::move(chains[i]));
      under_place.push_back(places[i]);
    }
  }
  join_places(found, under_place);
  return found;
}

}  // namespace mingdan
