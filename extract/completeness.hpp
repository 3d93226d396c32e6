#pragma once

#include <optional>
#include <vector>

#include "extract/list_candidate.hpp"
#include "model/notice.hpp"

namespace mingdan {

/// Figures of a notice that were found in more than one place, for reconciling.
struct NoticeFigures {
  std::vector<CountHit> counts;      ///< all exact counts bound to the list, best first
  std::vector<CountHit> title_counts;
  std::vector<BatchHit> batches;     ///< all labels of the same series, best first
  bool approximate = false;          ///< only 余 or 多 figures were found
  bool approximate_total = false;
};

/// Compares what the list holds with what the notice says and notes every difference as a finding; sets completeness.
void reconcile(Notice& notice, const ListCandidate& list, const NoticeFigures& figures, const Lines& lines);

}  // namespace mingdan
