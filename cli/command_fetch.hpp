#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/global_options.hpp"

namespace CLI {
class App;
}

namespace mingdan {

struct FetchOptions {
  std::vector<std::string> urls;
  std::optional<std::string> sources;     ///< sources.toml
  std::optional<std::string> input_file;  ///< URLs, one a line
  std::optional<std::uint64_t> max_pages;
  std::optional<double> delay;            ///< seconds
  std::vector<std::string> own_hosts;
  bool allow_private = false;
  bool refetch = false;
  bool dry_run = false;
  std::optional<std::string> metrics;     ///< Prometheus text file
};

void set_up_fetch(CLI::App& verb, FetchOptions& options);
ExitCode run_fetch(const FetchOptions& options, const GlobalOptions& global);

}  // namespace mingdan
