#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/global_options.hpp"

namespace CLI {
class App;
}

namespace mingdan {

/// What `mingdan import` was asked to do. Filled by set_up_import from the command line; touches no file.
struct ImportOptions {
  std::vector<std::string> paths;
  std::optional<std::string> files0_from;
  bool strict = false;  ///< findings of severity error set the exit code
  unsigned jobs = 0;    ///< 0: as configured, else one for each core
};

/// Declares the verb's arguments on `verb`; they are written into `options` when the command line is parsed.
void set_up_import(CLI::App& verb, ImportOptions& options);
/// Saved pages and record lines into the store of the data folder. Never throws for what the world does.
ExitCode run_import(const ImportOptions& options, const GlobalOptions& global);

}  // namespace mingdan
