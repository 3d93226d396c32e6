#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "extract/chain_parts.hpp"
#include "extract/names.hpp"
#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/numerals.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostChains = 500;  // of one sentence; real ones hold a dozen
constexpr std::size_t kPlaceReach = 300;  // bytes before a name in which its place may stand

Words part_of(const Words& whole, const Match::Group& group) {
  return {whole.line, whole.from + group.from, whole.from + group.to};
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

// The title says the same number, so that it is the page's own list: 北京取缔19家非法社会组织.
bool title_counts(const Lines& lines, int value) {
  const auto counts = counts_in(lines, {kTitleLine, 0, lines.title.text().size()}, CountBinding::title);
  return !is_report_of_totals(lines.title.text()) &&
         std::ranges::any_of(counts, [&](const CountHit& hit) { return hit.value == value; });
}

// What a sentence says of its chains: their kind, whether it tells of earlier batches. Read once for all of them.
void read_sentence(const Lines& lines, const Words& sentence, std::vector<ListCandidate>& chains) {
  if (chains.empty()) return;
  const auto text = folded_words(lines, sentence);
  const auto kind = kind_of(text);
  const bool several = tells_several_totals(text);
  const bool running = is_running_total(text) && !matches(P::batch_label, text);
  for (auto& chain : chains) {
    const bool counted = chain.count && (static_cast<std::size_t>(chain.count->value) <= chain.items.size() ||
                                         title_counts(lines, chain.count->value));
    chain.own_kind = kind;
    chain.of_a_total = several || (running && !counted);
    const auto before = text.substr(0, chain.items.front().words.from - sentence.from);
    if (!matches(P::part_lead, window_before(before, before.size(), kPlaceReach))) continue;
    chain.says_and_so_on = true;
    chain.has_lead = false;
  }
}

Words without_ordinal(const Lines& lines, Words name) {
  if (const auto ordinal = find(P::ordinal_words, folded_words(lines, name))) name.from += ordinal->to;
  return name;
}

std::vector<Words> names_between(const Lines& lines, const Words& words) {
  std::vector<Words> names;
  const auto text = folded_words(lines, words);
  for (std::size_t from = 0; from < text.size();) {
    const auto mark = find_from(P::name_separator, text, from);
    const auto to = mark ? mark->from : text.size();
    if (!trimmed(text.substr(from, to - from)).empty())
      append_split(lines, without_ordinal(lines, {words.line, words.from + from, words.from + to}), names);
    from = mark ? mark->to : text.size();
  }
  return names;
}

// A line that holds nothing but names, whatever marks part them, behind a lead or not: 甲会，乙会；丙会。
std::optional<ListCandidate> line_of_names(const Lines& lines, std::size_t line) {
  const auto text = lines.at(line).text();
  const auto colon = text.find(':');
  const auto from = colon == std::string_view::npos ? 0 : colon + 1;
  const auto lead = text.substr(0, from);
  const bool has_lead = from > 0 && matches(P::list_lead, lead);
  // What follows the names behind a lead is another sentence: …：甲会；乙会。请公众注意。
  const bool semicolons = from > 0 && (has_lead || kind_of(lead)) && text.find(';', from) != std::string_view::npos;
  if ((from > 0 && !has_lead && !semicolons) || speaks_of_lawful_bodies(lead)) return std::nullopt;
  const auto stop = semicolons ? text.find("。", from) : std::string_view::npos;
  auto names = names_between(lines, {line, from, std::min(stop, text.size())});
  bool leads_within = false;  // 名单为甲会、乙会
  if (from == 0 && !names.empty()) names.front() = without_lead(lines, names.front(), leads_within);
  cut_tails(lines, names);
  const std::size_t fewest = semicolons ? 2 : 3;
  const bool all_names =
      names.size() >= fewest && names.size() <= kMostNames && std::ranges::all_of(names, [&](const Words& name) {
        const auto words = folded_words(lines, bare(lines, name));
        return matches(P::organisation_suffix, words) && could_be_name(words.substr(0, words.find('(')));
      });
  if (!all_names || !holds_names(lines, names)) return std::nullopt;
  auto found = candidate_from(names.front(), names, Carrier::inline_sentence, std::nullopt);
  found.has_lead = from > 0 || leads_within;
  return found;
}

struct Act {
  P pattern;
  std::optional<KindAndEvent> kind;  ///< nothing for lawful bodies
};

const std::array<Act, 4>& acts() {
  static const std::array<Act, 4> table{{
      {P::act_banned, KindAndEvent{NoticeKind::banned, NoticeEvent::add}},
      {P::act_dissuaded, KindAndEvent{NoticeKind::dissuaded, NoticeEvent::add}},
      {P::act_registers, std::nullopt},
      {P::lawful_sanction, KindAndEvent{NoticeKind::lawful_sanction, NoticeEvent::add}},
  }};
  return table;
}

// The act nearest to a chain: the last one before it in its clause, else the first one behind it in its clause.
const Act* act_beside(std::string_view before, std::string_view behind) {
  constexpr std::string_view kCuts = ",;:";
  if (const auto cut = before.find_last_of(kCuts); cut != std::string_view::npos) before.remove_prefix(cut + 1);
  behind = behind.substr(0, behind.find_first_of(kCuts));
  const Act* nearest = nullptr;
  std::size_t reach = 0;
  for (const auto& act : acts())
    for (const auto& match : find_all(act.pattern, before))
      if (!nearest || match.to > reach) {
        nearest = &act;
        reach = match.to;
      }
  if (nearest) return nearest;
  const auto around = std::string(before) + std::string(behind);  // 责令“A”解散 has its words on both sides
  for (const auto& act : acts())
    if (const auto match = find(act.pattern, around); match && (!nearest || match->from < reach)) {
      nearest = &act;
      reach = match->from;
    }
  return nearest;
}

// Each clause with its own act: 取缔“A”“B”，劝散“C”，引导“D”登记. Chains of one act stay as they are.
bool part_by_acts(const Lines& lines, const Words& sentence, std::vector<ListCandidate>& chains) {
  const auto text = folded_words(lines, sentence);
  if (chains.size() < 2 || !tells_several_acts(text)) return false;
  std::vector<const Act*> found;
  for (std::size_t i = 0; i < chains.size(); ++i) {
    const auto floor = i == 0 ? 0 : chains[i - 1].items.back().words.to - sentence.from;
    const auto ceiling = i + 1 == chains.size() ? text.size() : chains[i + 1].items.front().words.from - sentence.from;
    const auto from = chains[i].items.front().words.from - sentence.from;
    const auto to = chains[i].items.back().words.to - sentence.from;
    if (from < floor || ceiling < to) return false;
    const auto* act = act_beside(text.substr(floor, from - floor), text.substr(to, ceiling - to));
    found.push_back(!act && !found.empty() ? found.back() : act);
  }
  if (std::ranges::all_of(found, [&](const Act* act) { return act == found.front(); })) return false;
  std::vector<ListCandidate> parted;
  for (std::size_t i = 0; i < chains.size(); ++i) {
    if (!found[i] || !found[i]->kind) continue;
    chains[i].own_kind = found[i]->kind;
    parted.push_back(std::move(chains[i]));
  }
  chains = std::move(parted);
  return true;
}

// 取缔3家（A、B、C）: the number directly before a bracket counts what it holds.
std::optional<CountHit> count_before_bracket(const Words& sentence, std::string_view before) {
  const auto match = find(P::count_before_bracket, before);
  const auto value = match ? number_from(match->groups[0]->text) : std::nullopt;
  if (!value) return std::nullopt;
  const auto number = static_cast<std::size_t>(match->groups[0]->text.data() - before.data());
  const auto to = sentence.from + number + match->groups[0]->text.size() + std::string_view("家").size();
  return CountHit{*value, false, CountBinding::chain, {sentence.line, sentence.from + number, to}};
}

// 名单（A、B、C）: a bracket behind a noun of lists that holds them.
void append_bracketed(const Lines& lines, const Words& sentence, std::vector<ListCandidate>& chains) {
  const auto text = folded_words(lines, sentence);
  for (auto open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    const auto close = text.find(')', open);
    if (close == std::string_view::npos || chains.size() >= kMostChains) return;
    if (!matches(P::before_list_in_brackets, window_before(text, open, kTailReach))) continue;
    const auto count = count_before_bracket(sentence, text.substr(0, open));
    const bool one = count && count->value == 1;
    auto chain = plain_chain(lines, {sentence.line, sentence.from + open + 1, sentence.from + close}, one);
    if (!chain || overlaps(*chain, chains)) continue;
    if (!chain->count) chain->count = count;
    chain->has_lead = true;
    chains.push_back(std::move(*chain));
  }
}

// 甲会，乙会，丙会等3家: commas instead of 、 before the last name, as many names as the count has.
void prepend_clauses(const Lines& lines, const std::vector<Words>& clauses, std::size_t last, ListCandidate& chain) {
  const auto wanted = static_cast<std::size_t>(std::max(chain.count->value, 0));
  while (last-- > 0 && chain.items.size() < wanted) {
    const auto before = plain_chain(lines, clauses[last], true);
    if (!before || before->items.size() != 1 || before->says_and_so_on || before->count) return;
    chain.items.insert(chain.items.begin(), before->items.front());
  }
}

// 甲会、乙会，以及丙会和丁会: the chain goes on behind the comma.
bool continues_chain(std::string_view clause, const Words& before, const std::vector<ListCandidate>& chains) {
  if (chains.empty() || !(clause.starts_with("以及") || clause.starts_with("还有") || clause.starts_with("和")))
    return false;
  const auto& last = chains.back();
  const auto& name = last.items.back().words;
  return last.carrier == Carrier::inline_sentence && !last.says_and_so_on && !last.count && name.line == before.line &&
         before.from <= name.from && name.to == before.to;
}

// 取缔2家：A、B: the act as a label, with its own count.
struct ActLabel {
  std::optional<CountHit> count;
};

std::optional<ActLabel> act_label(const Lines& lines, const Words& clause) {
  const auto label = find(P::act_alone, folded_words(lines, clause));
  if (!label) return std::nullopt;
  const auto& number = label->groups[0];
  const auto value = number ? number_from(number->text) : std::nullopt;
  if (!value) return ActLabel{};
  const auto unit = clause.from + number->to + std::string_view("家").size();
  return ActLabel{CountHit{*value, false, CountBinding::chain, {clause.line, clause.from + number->from, unit}}};
}

// `several_acts`: the line tells of several acts, so that a clause of one name may be one of them.
void append_plain(const Lines& lines, const Words& sentence, bool several_acts, std::vector<ListCandidate>& chains) {
  const auto text = folded_words(lines, sentence);
  std::optional<Words> place;
  std::optional<ActLabel> act;
  bool after_lead = false;
  const auto clauses = clauses_of(lines, sentence);
  for (std::size_t i = 0; i < clauses.size() && chains.size() < kMostChains; ++i) {
    const auto& clause = clauses[i];
    const auto words = folded_words(lines, clause);
    const bool acts_here = act || matches(P::department_acts, words) || matches(P::decision_sentence, words) ||
                           (several_acts && matches(P::act_leads, words));
    auto chain = plain_chain(lines, clause, place || acts_here);
    if (chain && !overlaps(*chain, chains) && i > 0 && continues_chain(words, clauses[i - 1], chains)) {
      auto& list = chains.back();
      list.items.insert(list.items.end(), chain->items.begin(), chain->items.end());
      list.says_and_so_on = chain->says_and_so_on;
      list.count = chain->count;
    } else if (chain && !overlaps(*chain, chains)) {
      chain->has_lead = chain->has_lead || after_lead;
      chain->place = place;
      if (chain->count) prepend_clauses(lines, clauses, i, *chain);
      if (act && !chain->count) chain->count = act->count;
      chains.push_back(std::move(*chain));
    }
    const auto section = find(P::section_place, words);
    place = section ? std::optional(part_of(clause, *section->groups[0])) : std::nullopt;
    const bool colon = text.substr(clause.to - sentence.from).starts_with(":");
    after_lead = colon && matches(P::list_lead, std::string(words) + ":");
    act = colon ? act_label(lines, clause) : std::nullopt;
  }
}

// 北京：“A”“B”: the place before quoted names.
std::optional<Words> place_before(const Lines& lines, const Words& sentence, const ListCandidate& chain) {
  const auto text = folded_words(lines, sentence);
  const auto at = chain.items.front().words.from - sentence.from;
  const auto before = window_before(text, at, kPlaceReach);
  const auto skipped = at - before.size();
  const auto colon = before.rfind(':');
  if (colon == std::string_view::npos || !trimmed(before.substr(colon + 1)).starts_with("“")) return std::nullopt;
  const auto cut = before.find_last_of(",:", colon - std::min<std::size_t>(colon, 1));
  const auto from = cut == std::string_view::npos || cut >= colon ? 0 : cut + 1;
  const auto section = find(P::section_place, before.substr(from, colon - from));
  if (!section) return std::nullopt;
  return part_of({sentence.line, sentence.from + skipped + from, sentence.from + skipped + colon}, *section->groups[0]);
}

std::vector<ListCandidate> chains_in(const Lines& lines, const Words& sentence, bool several_acts) {
  const auto text = folded_words(lines, sentence);
  // Bodies leave a list because they are lawful now: 甲会、乙会已依法登记.
  const bool leaves_list = matches(P::removal, lines.title.text()) && kind_of(lines.title.text());
  if (!leaves_list && speaks_of_lawful_bodies(without_brackets(text))) return {};
  if (matches(P::disowns, text)) return {};
  auto chains = quoted_chains(lines, sentence);
  if (chains.size() > kMostChains) chains.resize(kMostChains);
  for (auto& chain : chains) chain.place = place_before(lines, sentence, chain);
  append_bracketed(lines, sentence, chains);
  append_plain(lines, sentence, several_acts, chains);
  read_sentence(lines, sentence, chains);
  std::ranges::sort(chains, {}, [](const ListCandidate& chain) { return chain.items.front().words.from; });
  if (part_by_acts(lines, sentence, chains)) return chains;
  std::erase_if(chains, [](const ListCandidate& chain) {
    return chain.carrier == Carrier::quoted && chain.items.size() < 2 && !chain.count && !chain.place;
  });
  return chains;
}

}  // namespace

std::vector<ListCandidate> name_chains(const Lines& lines, std::size_t line) {
  if (line != kTitleLine && (lines.at(line).is_row() || lines.at(line).is_image())) return {};
  std::vector<ListCandidate> found;
  std::size_t read = 0;
  if (auto whole = line_of_names(lines, line)) {
    read = whole->items.back().words.to;
    whole->own_kind = kind_of(lines.at(line).text().substr(0, read));
    found.push_back(std::move(*whole));
  }
  const auto marker = marker_at(lines.at(line).text(), 0);
  const bool several_acts = tells_several_acts(lines.at(line).text());
  for (auto sentence : sentences_of(lines, line)) {
    if (sentence.to <= read) continue;
    if (marker && sentence.from < marker->to && marker->to < sentence.to) sentence.from = marker->to;
    auto chains = chains_in(lines, sentence, several_acts);
    std::ranges::move(chains, std::back_inserter(found));
  }
  return found;
}

bool tells_several_acts(std::string_view text) {
  return std::ranges::count_if(acts(), [&](const Act& act) { return matches(act.pattern, text); }) >= 2;
}

std::vector<ListCandidate> join_places(const Lines& lines, std::vector<ListCandidate> chains) {
  std::vector<ListCandidate> joined;
  for (auto& chain : chains) {
    if (chain.place)
      for (auto& item : chain.items)
        if (const auto bureau = bare(lines, *chain.place); is_department(folded_words(lines, bureau)))
          item.authority = printed(lines, bureau);
    const bool goes_on =
        chain.place && !joined.empty() && joined.back().place && joined.back().last_line + 1 >= chain.first_line;
    if (!goes_on) {
      joined.push_back(std::move(chain));
      continue;
    }
    auto& list = joined.back();
    list.items.insert(list.items.end(), chain.items.begin(), chain.items.end());
    list.says_and_so_on = list.says_and_so_on || chain.says_and_so_on;
    list.last_line = chain.last_line;
  }
  return joined;
}

}  // namespace mingdan
