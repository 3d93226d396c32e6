#include "cli/config_file.hpp"

#include <toml++/toml.h>

#include "cli/toml_file.hpp"

namespace mingdan {
namespace {

constexpr std::int64_t kMostJobs = 256;

/// Sets the member that `key` names; empty when all is well, else what was expected.
std::string set_member(ConfigFile& config, std::string_view key, const toml::node& value) {
  const auto flag = [&](std::optional<bool>& member) -> std::string {
    member = value.value_exact<bool>();
    return member ? "" : "true or false";
  };
  if (key == "data") {
    config.data = value.value_exact<std::string>();
    return config.data ? "" : "a text";
  }
  if (key == "quiet") return flag(config.quiet);
  if (key == "verbose") return flag(config.verbose);
  if (key == "no-progress") return flag(config.no_progress);
  if (key == "log-format") {
    const auto name = value.value_exact<std::string>().value_or("");
    if (name == "text") config.log_format = LogFormat::text;
    if (name == "json") config.log_format = LogFormat::json;
    return config.log_format ? "" : R"("text" or "json")";
  }
  const auto jobs = value.value_exact<std::int64_t>().value_or(0);
  if (jobs < 1 || jobs > kMostJobs) return "a number from 1 to 256";
  config.jobs = static_cast<unsigned>(jobs);
  return "";
}

bool is_known(std::string_view key) {
  for (const std::string_view known : {"data", "quiet", "verbose", "log-format", "no-progress", "jobs"})
    if (key == known) return true;
  return false;
}

}  // namespace

Result<ConfigFile> read_config_file(const std::string& path) {
  const auto text = toml_text_of(path);
  if (!text) return std::unexpected(text.error());
  ConfigFile config;
  try {
    const auto table = toml::parse(*text, path);
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      const auto line = key.source().begin.line;
      if (!is_known(name))
        return std::unexpected(bad_config(
            path, line, "unknown key " + name + "; known are data, quiet, verbose, log-format, no-progress, jobs"));
      if (const auto expected = set_member(config, name, value); !expected.empty())
        return std::unexpected(bad_config(path, line, name + " must be " + expected));
    }
  } catch (const toml::parse_error& error) {
    return std::unexpected(bad_config(path, error.source().begin.line, std::string(error.description())));
  }
  return config;
}

}  // namespace mingdan
