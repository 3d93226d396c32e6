#pragma once

#include "cli/exit_code.hpp"
#include "cli/global_options.hpp"

namespace CLI {
class App;
}

namespace mingdan {

struct VerifyOptions {};

void set_up_verify(CLI::App& verb, VerifyOptions& options);
/// Whether archive and store are whole: everything is read again, nothing is changed. failed when something is damaged.
ExitCode run_verify(const VerifyOptions& options, const GlobalOptions& global);

}  // namespace mingdan
