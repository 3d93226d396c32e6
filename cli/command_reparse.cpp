#include "cli/command_reparse.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "archive/warc_writer.hpp"
#include "cli/import_run.hpp"
#include "cli/page_stream.hpp"
#include "cli/report_failure.hpp"
#include "store/sqlite_store.hpp"

namespace mingdan {
namespace {

constexpr unsigned kMostJobs = 256;

constexpr const char* kFooter =
    "Reads every answer in DATA/archive again with the patterns of this version of mingdan, and updates the store "
    "where\n"
    "it reads something else than before. Asks no server; pages that were imported from files are not in the archive:\n"
    "import those again.\n"
    "\n"
    "Exit codes: as those of `mingdan import`.";

}  // namespace

void set_up_reparse(CLI::App& verb, ReparseOptions& options) {
  verb.add_flag("--strict", options.strict, "Exit with 5 when a page has findings of severity error");
  verb.add_option("-j,--jobs", options.jobs, "Worker processes; default: one for each core")
      ->check(CLI::Range(1U, kMostJobs))
      ->type_name("N");
  verb.footer(kFooter);
}

ExitCode run_reparse(const ReparseOptions& options, const GlobalOptions& global) {
  const auto folder = data_folder(global);
  if (!folder) return report_failure(folder.error());
  const auto archive = *folder + "/archive";
  std::vector<InputPath> inputs;
  for (const auto& file : warc_files_in(archive)) inputs.push_back({archive + "/" + file, std::nullopt});
  if (inputs.empty())
    return report_failure(
        {"usage", archive + ": no archive here; `mingdan fetch` makes one, or name another data folder"});
  // Before the store is opened: workers must not inherit it.
  PageStream pages({options.jobs > 0 ? options.jobs : global.jobs, false, !global.no_progress && !global.quiet});
  auto store = open_sqlite_store(*folder);
  if (!store) return report_failure(store.error());
  ImportRun run(**store, "reparse", options.strict);
  if (run.begin()) pages.run(inputs, [&](const ReadPage& page) { return run.take(page); });
  return run.finish();
}

}  // namespace mingdan
