#pragma once

#include <optional>
#include <string>

#include "model/error.hpp"

namespace mingdan {

enum class LogFormat { text, json };

/// Options that every verb takes, before or behind its name; --config FILE gives the same by the same names.
struct GlobalOptions {
  std::optional<std::string> data;  ///< the data folder as given; see data_folder()
  bool quiet = false;               ///< errors only
  bool verbose = false;             ///< also what went well
  LogFormat log_format = LogFormat::text;
  bool no_progress = false;
  unsigned jobs = 0;                ///< worker processes, 0 means one for each core
};

/// `options.data`, else $MINGDAN_DATA, else $XDG_DATA_HOME/mingdan, else ~/.local/share/mingdan. The folder need not
/// exist. Errors: no_data_folder (no home folder is known, or an empty name).
Result<std::string> data_folder(const GlobalOptions& options);
/// Whether $MINGDAN_DATA is set and not empty.
bool environment_names_data();

}  // namespace mingdan
