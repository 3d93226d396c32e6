#pragma once

#include <string_view>

#include "cli/global_options.hpp"

namespace mingdan {

/// Begins logging to stderr: one line an event, text or JSON, control characters escaped. Call once, before the rest.
void start_log(const GlobalOptions& options);

/// Each writes one event. `message` is one sentence that names the file and the remedy.
void log_error(std::string_view message);
void log_warning(std::string_view message);
void log_info(std::string_view message);  ///< shown with -v
/// What a run did, at its end: shown unless -q.
void log_summary(std::string_view message);

}  // namespace mingdan
