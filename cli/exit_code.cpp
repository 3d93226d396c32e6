#include "cli/exit_code.hpp"

#include <algorithm>
#include <array>

namespace mingdan {
namespace {

constexpr std::array<ExitCode, 10> kWorstFirst{ExitCode::interrupted,
                                               ExitCode::terminated,
                                               ExitCode::locked,
                                               ExitCode::usage,
                                               ExitCode::failed,
                                               ExitCode::blocked,
                                               ExitCode::every_source_failed,
                                               ExitCode::some_pages_failed,
                                               ExitCode::quality_gate,
                                               ExitCode::done};

}  // namespace

ExitCode worse_of(ExitCode left, ExitCode right) {
  return std::ranges::find(kWorstFirst, left) <= std::ranges::find(kWorstFirst, right) ? left : right;
}

}  // namespace mingdan
