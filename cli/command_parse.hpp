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

/// What `mingdan parse` was asked to do. Filled by set_up_parse from the command line; touches no file.
struct ParseOptions {
  std::vector<std::string> paths;
  std::optional<std::string> files0_from;
  std::string format;        ///< jsonl, csv or table; empty: table on a terminal, else jsonl
  std::string output = "-";
  bool overwrite = false;
  bool bom = false;          ///< csv: begin with a byte order mark
  bool csv_raw = false;      ///< csv: cells as they are, no guard
  bool strict = false;       ///< findings of severity error set the exit code
  unsigned jobs = 0;         ///< 0: as configured, else one for each core
};

/// Declares the verb's arguments on `verb`; they are written into `options` when the command line is parsed.
void set_up_parse(CLI::App& verb, ParseOptions& options);
/// Saved pages in, records out. What the world refuses is told on stderr and by the exit code.
ExitCode run_parse(const ParseOptions& options, const GlobalOptions& global);

}  // namespace mingdan
