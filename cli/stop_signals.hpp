#pragma once

#include <optional>

#include "cli/exit_code.hpp"

namespace mingdan {

/// From now on SIGINT and SIGTERM only ask the program to stop: waiting system calls return with EINTR, again and again
/// until the process ends, and stop_requested() tells. SIGPIPE is ignored, so that writing to a closed pipe is an error.
void watch_stop_signals();

/// interrupted (SIGINT) or terminated (SIGTERM) once a signal came.
std::optional<ExitCode> stop_requested();

}  // namespace mingdan
