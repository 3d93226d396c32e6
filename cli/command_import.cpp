#include "cli/command_import.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "cli/import_run.hpp"
#include "cli/page_stream.hpp"
#include "cli/read_inputs.hpp"
#include "cli/report_failure.hpp"
#include "store/sqlite_store.hpp"

namespace mingdan {
namespace {

constexpr unsigned kMostJobs = 256;

constexpr const char* kFooter =
    "Input: what `mingdan parse` takes, and record lines that it wrote (of the same version of mingdan). A page that "
    "the\n"
    "store has already changes nothing; a newer copy becomes a new version beside the old. The order of the inputs\n"
    "does not matter. The store is the file mingdan.db in the data folder.\n"
    "\n"
    "Exit codes: 0 done, also when nothing was new; 1 failed; 2 wrong usage; 3 some pages failed or are unrecognised,\n"
    "each named on stderr; 5 with --strict, findings of severity error; 75 another run writes into the store;\n"
    "130 or 143 interrupted.\n"
    "\n"
    "Examples:\n"
    "  mingdan import pages/\n"
    "  mingdan parse pages/ | mingdan --data ./data import -";

}  // namespace

void set_up_import(CLI::App& verb, ImportOptions& options) {
  verb.add_option("PATH", options.paths, "Files and folders to read, - for standard input")->type_name("");
  verb.add_option("--files0-from", options.files0_from,
                  "Read paths from FILE (- for standard input), each ended by NUL")
      ->type_name("FILE");
  verb.add_flag("--strict", options.strict, "Exit with 5 when a page has findings of severity error");
  verb.add_option("-j,--jobs", options.jobs, "Worker processes; default: one for each core")
      ->check(CLI::Range(1U, kMostJobs).description(""))
      ->type_name("N");
  verb.footer(kFooter);
}

ExitCode run_import(const ImportOptions& options, const GlobalOptions& global) {
  const auto inputs = inputs_of(options.paths, options.files0_from, "import");
  if (!inputs) return report_failure(inputs.error());
  const auto folder = data_folder(global);
  if (!folder) return report_failure(folder.error());
  // Before the store is opened: workers must not inherit it.
  PageStream pages({options.jobs > 0 ? options.jobs : global.jobs, true, !global.no_progress && !global.quiet});
  auto store = open_sqlite_store(*folder);
  if (!store) return report_failure(store.error());
  ImportRun run(**store, "import", options.strict);
  if (run.begin()) pages.run(*inputs, [&](const ReadPage& page) { return run.take(page); });
  return run.finish();
}

}  // namespace mingdan
