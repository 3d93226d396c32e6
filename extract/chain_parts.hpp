#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/list_candidate.hpp"

namespace mingdan {

inline constexpr std::size_t kMostNames = 5000;  ///< of a chain; the longest real one has some two hundred
inline constexpr std::size_t kTailReach = 120;   ///< bytes before and behind quotes that tell of them

/// What ends a chain: 等7家, 3家上榜, 在列. Offsets count from the start of the searched text.
struct Tail {
  std::size_t from = 0;
  std::size_t to = 0;
  bool and_so_on = false;
  std::optional<CountHit> count;
};

/// The first tail of `words`, whose folded text is `text`, that stands behind a name: 被关停 at the head of a sentence is
/// none.
std::optional<Tail> tail_in(const Words& words, std::string_view text, bool behind_quotes);
/// The first name of a chain without the sentence's own words before it; `had_lead` when those claim the list to be whole.
Words without_lead(const Lines& lines, Words piece, bool& had_lead);
/// Clauses of a sentence, cut at commas and colons outside brackets.
std::vector<Words> clauses_of(const Lines& lines, const Words& sentence);
/// What stands between 、 and damaged commas outside brackets.
std::vector<Words> pieces_of(const Lines& lines, const Words& clause);
/// Appends the last piece of a chain: “A和B” are two names when both sides look whole.
void append_split(const Lines& lines, const Words& last, std::vector<Words>& names);
/// The first name of a chain without the sentence's own words before it, behind the last lead whose rest looks like a
/// name; `had_lead` tells whether these words claim that the whole list follows.
Words without_lead(const Lines& lines, Words piece, bool& had_lead);
/// Cuts off what is no part of the names of a chain: 网站 behind each, a note on the whole list behind the last.
void cut_tails(const Lines& lines, std::vector<Words>& names);
/// True when the words as a whole may be names of organisations: no departments, branches or parts of sentences.
bool holds_names(const Lines& lines, const std::vector<Words>& names);
ListCandidate candidate_from(const Words& clause, const std::vector<Words>& names, Carrier carrier,
                             const std::optional<Tail>& tail);

/// The chain A、B和C of a clause; one of a single name when `single_allowed` or a count says so.
std::optional<ListCandidate> plain_chain(const Lines& lines, const Words& clause, bool single_allowed);
/// Chains of quoted names in a sentence, one name alone included.
std::vector<ListCandidate> quoted_chains(const Lines& lines, const Words& sentence);

}  // namespace mingdan
