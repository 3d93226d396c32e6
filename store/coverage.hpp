#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/notice.hpp"

namespace mingdan {

/// How many findings are open, by severity.
struct FindingCounts {
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  std::uint64_t infos = 0;

  bool operator==(const FindingCounts&) const = default;
};

/// What one site says of one batch. A page with several batches counts in each; notices without a batch, by label, year
/// and ordinal unknown, are together.
struct BatchCoverage {
  NoticeKind kind = NoticeKind::suspected;
  NoticeEvent event = NoticeEvent::add;
  std::optional<int> year;
  std::optional<int> ordinal;  ///< by year and ordinal a batch that is missing between two others shows
  std::optional<std::string> label;
  Site site = Site::unknown;
  std::uint64_t pages = 0;
  std::uint64_t notices = 0;
  std::optional<std::string> latest_published;  ///< of its pages, record form
  FindingCounts findings;  ///< of these notices, without those of their pages as a whole

  bool operator==(const BatchCoverage&) const = default;
};

/// What the store holds of one site.
struct SiteCoverage {
  Site site = Site::unknown;
  std::uint64_t pages = 0;
  std::uint64_t pages_with_notices = 0;
  std::uint64_t unrecognised = 0;  ///< pages that no reader knows
  std::optional<std::string> latest_published;
  FindingCounts findings;  ///< of its pages and of their notices

  bool operator==(const SiteCoverage&) const = default;
};

/// What the store covers. Only current versions of pages count, as in exports.
struct Coverage {
  std::vector<BatchCoverage> batches;  ///< by name of the kind, of the event, year, ordinal, label, name of the site;
      ///< unknown first
  std::vector<SiteCoverage> sites;  ///< by name

  bool operator==(const Coverage&) const = default;
};

}  // namespace mingdan
