#pragma once

#include <string>

#include "cli/exit_code.hpp"
#include "cli/global_options.hpp"

namespace CLI {
class App;
}

namespace mingdan {

/// What `mingdan export` was asked to do. Filled by set_up_export from the command line; touches no file.
struct ExportOptions {
  std::string format;        ///< csv or jsonl
  std::string output = "-";  ///< for csv also a folder: one that exists, or a path that ends in /
  bool overwrite = false;
  bool bom = false;
  bool csv_raw = false;
};

/// Declares the verb's arguments on `verb`; they are written into `options` when the command line is parsed.
void set_up_export(CLI::App& verb, ExportOptions& options);
/// The current version of every page in the store, as files. Never throws for what the world does.
ExitCode run_export(const ExportOptions& options, const GlobalOptions& global);

}  // namespace mingdan
