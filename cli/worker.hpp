#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cli/worker_limits.hpp"

namespace mingdan {

/// The work of a worker process: bytes in, bytes out. `earlier` is set when the item already ended another worker; the
/// work is then to be done in a simpler way.
using WorkFunction = std::function<std::string(std::string_view item, std::optional<WorkerFailure> earlier)>;

/// What goes through the pipe before an item's bytes; before a result's bytes only their number.
struct ItemHead {
  std::uint64_t length = 0;
  std::int32_t earlier = -1;  ///< a WorkerFailure, or -1
};

/// Runs in a forked process: takes items from one pipe and writes results to the other until the first is closed.
/// Bounds memory, CPU time and core dumps; stderr goes nowhere, since C libraries write there before they abort.
/// Never returns.
[[noreturn]] void serve_as_worker(int items, int results, const WorkFunction& work, const WorkerLimits& limits);

}  // namespace mingdan
