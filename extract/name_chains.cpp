#include <algorithm>
#include <string>

#include "extract/chain_parts.hpp"
#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

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
