#pragma once

#include <string>

#include "cli/exit_code.hpp"
#include "cli/fetch_run.hpp"

namespace mingdan {

/// `mingdan fetch --dry-run`: prints what a run would begin with at `now`, one line each; asks no server and writes
/// nothing. In: `folder`, the data folder, which need not exist.
ExitCode preview_fetch(const FetchPlan& plan, const std::string& folder, Instant now);

}  // namespace mingdan
