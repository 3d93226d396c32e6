#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/error.hpp"
#include "model/finding.hpp"
#include "model/notice.hpp"

namespace mingdan {

/// What one page gave: the content of one record line (schema mingdan.page/1).
/// `page` is empty when the input could not be read; both `page` and `error` are set when only the text fall-back
/// could read it. `findings` are those of the page; each notice carries its own.
struct Record {
  std::string input;
  std::uint64_t record = 0;
  std::optional<PageSummary> page;
  std::vector<Notice> notices;
  std::vector<Finding> findings;
  std::optional<Error> error;

  bool operator==(const Record&) const = default;
};

}  // namespace mingdan
