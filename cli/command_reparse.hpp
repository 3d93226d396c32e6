#pragma once

#include "cli/exit_code.hpp"
#include "cli/global_options.hpp"

namespace CLI {
class App;
}

namespace mingdan {

struct ReparseOptions {
  bool strict = false;  ///< findings of severity error set the exit code
  unsigned jobs = 0;    ///< 0: as configured, else one for each core
};

void set_up_reparse(CLI::App& verb, ReparseOptions& options);
/// The archive of the data folder again through today's extractor, into the store.
ExitCode run_reparse(const ReparseOptions& options, const GlobalOptions& global);

}  // namespace mingdan
