#include "cli/command_import.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "cli/log.hpp"
#include "cli/page_stream.hpp"
#include "cli/read_inputs.hpp"
#include "cli/report_failure.hpp"
#include "cli/stop_signals.hpp"
#include "extract/extract_notices.hpp"
#include "publish/record_line.hpp"
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

std::string counted(std::uint64_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

std::string summary(const RunCounts& counts) {
  std::string text = "imported " + counted(counts.added + counts.replaced + counts.unchanged, "page") + ": " +
                     std::to_string(counts.added) + " new";
  if (counts.replaced > 0) text += ", " + std::to_string(counts.replaced) + " updated";
  text += ", " + std::to_string(counts.unchanged) + " unchanged; " + counted(counts.notices, "notice");
  if (counts.failed > 0) text += "; " + std::to_string(counts.failed) + " failed";
  return text;
}

/// Takes pages as they come into the store and keeps what decides the exit code.
class ImportRun {
 public:
  ImportRun(Store& store, bool strict) : store_(store), strict_(strict) {}

  bool begin() {
    const auto run = store_.begin_run("import", MINGDAN_VERSION);
    if (run) run_ = *run;
    return keep(run ? Result<void>() : std::unexpected(run.error()));
  }

  bool take(const ReadPage& page) {
    code_ = worse_of(code_, report_page(page));
    if (strict_ && page.error_findings > 0) {
      log_error(page.input + ": " + counted(page.error_findings, "finding") + " of severity error [strict]");
      code_ = worse_of(code_, ExitCode::quality_gate);
    }
    auto record = read_record_line(page.line);
    if (!record) return fail_page({page.input, page.record, {}, {}, {}, page.error.value_or(record.error())});
    if (!record->page) return fail_page(*record);
    const auto outcome = store_.import_record(*record, kExtractorVersion);
    if (outcome) return count(*outcome, record->notices.size());
    if (outcome.error().code != "bad_record") return keep(std::unexpected(outcome.error()));
    log_error(outcome.error().message + " [bad_record]");
    code_ = worse_of(code_, ExitCode::some_pages_failed);
    record->error = outcome.error();
    return fail_page(*record);
  }

  ExitCode finish() {
    if (!failed_ && !stop_requested()) keep(store_.finish_run(run_, counts_));
    const auto closed = store_.close();
    if (!failed_) keep(closed);
    if (!failed_) log_summary(summary(counts_));
    return stop_requested().value_or(code_);
  }

 private:
  bool count(ImportOutcome outcome, std::size_t notices) {
    counts_.added += outcome == ImportOutcome::added ? 1 : 0;
    counts_.replaced += outcome == ImportOutcome::replaced ? 1 : 0;
    counts_.unchanged += outcome == ImportOutcome::unchanged ? 1 : 0;
    counts_.notices += notices;
    return true;
  }

  bool fail_page(const Record& record) {
    ++counts_.failed;
    return keep(store_.note_failure(run_, record));
  }

  bool keep(const Result<void>& done) {
    if (done) return true;
    failed_ = true;
    code_ = worse_of(code_, report_failure(done.error()));
    return false;
  }

  Store& store_;
  bool strict_;
  bool failed_ = false;
  std::int64_t run_ = 0;
  RunCounts counts_;
  ExitCode code_ = ExitCode::done;
};

}  // namespace

void set_up_import(CLI::App& verb, ImportOptions& options) {
  verb.add_option("PATH", options.paths, "Files and folders to read, - for standard input")->type_name("");
  verb.add_option("--files0-from", options.files0_from,
                  "Read paths from FILE (- for standard input), each ended by NUL")
      ->type_name("FILE");
  verb.add_flag("--strict", options.strict, "Exit with 5 when a page has findings of severity error");
  verb.add_option("-j,--jobs", options.jobs, "Worker processes; default: one for each core")
      ->check(CLI::Range(1U, kMostJobs))
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
  ImportRun run(**store, options.strict);
  if (run.begin()) pages.run(*inputs, [&](const ReadPage& page) { return run.take(page); });
  return run.finish();
}

}  // namespace mingdan
