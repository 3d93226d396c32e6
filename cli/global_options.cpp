#include "cli/global_options.hpp"

#include <cstdlib>

namespace mingdan {
namespace {

/// Nothing when it is empty.
std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

}  // namespace

bool environment_names_data() { return environment("MINGDAN_DATA").has_value(); }

Result<std::string> data_folder(const GlobalOptions& options) {
  if (options.data && options.data->empty())
    return std::unexpected(Error{"no_data_folder", "--data is empty; name a folder"});
  if (options.data) return *options.data;
  if (auto data = environment("MINGDAN_DATA")) return *data;
  if (const auto shared = environment("XDG_DATA_HOME")) return *shared + "/mingdan";
  if (const auto home = environment("HOME")) return *home + "/.local/share/mingdan";
  return std::unexpected(Error{"no_data_folder", "no data folder is known; name one with --data DIR"});
}

}  // namespace mingdan
