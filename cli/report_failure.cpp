#include "cli/report_failure.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "cli/log.hpp"
#include "cli/stop_signals.hpp"

namespace mingdan {
namespace {

/// What a person set wrongly: another option or another folder is the remedy. A file is the list of --files0-from here:
/// pages that can't be read are no failure of the run.
constexpr std::array<std::string_view, 15> kUsageCodes{
    "usage",          "bad_config",    "bad_pattern",     "bad_url",     "bad_url_list",
    "bad_path_list",  "file_missing",  "file_unreadable", "not_a_file",  "output_exists",
    "no_data_folder", "store_missing", "store_foreign",   "store_newer", "store_older"};

}  // namespace

ExitCode report_failure(const Error& error) {
  if (error.code == "interrupted") return stop_requested().value_or(ExitCode::failed);
  if (error.code == "output_closed") return ExitCode::failed;
  log_error(error.message);
  if (error.code == "store_locked") return ExitCode::locked;
  return std::ranges::find(kUsageCodes, error.code) != kUsageCodes.end() ? ExitCode::usage : ExitCode::failed;
}

}  // namespace mingdan
