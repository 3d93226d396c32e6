#pragma once

#include <optional>
#include <string>

#include "cli/exit_code.hpp"
#include "cli/global_options.hpp"

namespace CLI {
class App;
}

namespace mingdan {

struct StatusOptions {
  std::optional<std::string> sources;  ///< sources.toml, for when its sources are due next
};

void set_up_status(CLI::App& verb, StatusOptions& options);
/// What the data folder knows: sources, hosts, addresses, batches, runs. Reads only, also while another run works.
ExitCode run_status(const StatusOptions& options, const GlobalOptions& global);

}  // namespace mingdan
