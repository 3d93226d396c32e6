#pragma once

#include <vector>

#include "extract/list_candidate.hpp"

namespace mingdan {

/// A list that becomes a notice, with its kind settled and the names that the running text before it mentions.
struct ChosenList {
  ListCandidate list;
  KindAndEvent kind;
  std::vector<Words> mentions;
};

inline constexpr std::size_t kMostLists = 40;  ///< of one page; what is beyond is said by a finding

/// Decides which of the page's lists are lists of these notices. A list carried by numbers, a table, lines or cases goes
/// before chains of names in sentences, which then are mentions; without one the fullest chain is the list; without
/// any a picture, an attachment, or the page as a whole stands for it. Empty when the page only warns, explains,
/// digests or tells totals.
std::vector<ChosenList> choose_lists(const Lines& lines);

}  // namespace mingdan
