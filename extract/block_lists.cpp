#include <algorithm>
#include <cstddef>

#include "extract/list_candidate.hpp"

namespace mingdan {

std::vector<ListCandidate> block_lists(const Lines& lines) {
  std::vector<ListCandidate> chosen;
  std::vector<bool> taken(lines.body.size(), false);
  for (auto& found :
       {case_lists(lines), labelled_lists(lines), table_lists(lines), numbered_lists(lines), line_lists(lines)})
    for (const auto& candidate : found) {
      const auto first = taken.begin() + static_cast<std::ptrdiff_t>(candidate.first_line);
      const auto last = taken.begin() + static_cast<std::ptrdiff_t>(candidate.last_line) + 1;
      if (std::find(first, last, true) != last) continue;
      std::fill(first, last, true);
      chosen.push_back(candidate);
    }
  std::ranges::sort(chosen, [](const auto& a, const auto& b) { return a.first_line < b.first_line; });
  return chosen;
}

}  // namespace mingdan
