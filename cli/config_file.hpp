#pragma once

#include <optional>
#include <string>

#include "cli/global_options.hpp"
#include "model/error.hpp"

namespace mingdan {

/// What a configuration file sets; what it leaves out is empty.
struct ConfigFile {
  std::optional<std::string> data;
  std::optional<bool> quiet;
  std::optional<bool> verbose;
  std::optional<LogFormat> log_format;
  std::optional<bool> no_progress;
  std::optional<unsigned> jobs;
};

/// Reads a TOML file whose keys are the options' names: data, quiet, verbose, log-format, no-progress, jobs.
/// Errors: bad_config, with file and line, for anything else; file_missing, file_unreadable.
Result<ConfigFile> read_config_file(const std::string& path);

}  // namespace mingdan
