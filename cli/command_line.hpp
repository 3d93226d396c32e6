#pragma once

#include "cli/exit_code.hpp"

namespace mingdan {

/// Reads the command line, then the configuration file that it names, and runs the verb. Wrong usage is one line on
/// stderr that names what is wrong and the remedy, and exit code 2.
ExitCode run_command_line(int argc, const char* const* argv);

}  // namespace mingdan
