#pragma once

#include <string>

#include "cli/exit_code.hpp"
#include "cli/fetch_run.hpp"
#include "model/error.hpp"
#include "store/store.hpp"

namespace mingdan {

/// Writes what a run did for Prometheus' text file collector: aside, then renamed, so that a scrape sees a whole file.
/// Errors: output_unwritable, output_failed. Source: Prometheus exposition format 0.0.4.
Result<void> write_fetch_metrics(const std::string& path, const FetchCounts& counts, ExitCode code, Store& store,
                                 Instant now);

}  // namespace mingdan
