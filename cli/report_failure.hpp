#pragma once

#include "cli/exit_code.hpp"
#include "model/error.hpp"

namespace mingdan {

/// Tells on stderr why a verb could not do its work and says what that does to the exit code. Silent for a reader of
/// our output that is gone and for a signal, which has its own exit code.
ExitCode report_failure(const Error& error);

}  // namespace mingdan
