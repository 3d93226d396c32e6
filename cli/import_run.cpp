#include "cli/import_run.hpp"

#include "cli/log.hpp"
#include "cli/report_failure.hpp"
#include "cli/stop_signals.hpp"
#include "extract/extract_notices.hpp"
#include "publish/record_line.hpp"

namespace mingdan {
namespace {

std::string counted(std::uint64_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

/// `done`: what was done to the pages, "imported".
std::string summary(const std::string& done, const RunCounts& counts) {
  std::string text = done + " " + counted(counts.added + counts.replaced + counts.unchanged, "page") + ": " +
                     std::to_string(counts.added) + " new";
  if (counts.replaced > 0) text += ", " + std::to_string(counts.replaced) + " updated";
  text += ", " + std::to_string(counts.unchanged) + " unchanged; " + counted(counts.notices, "notice");
  if (counts.failed > 0) text += "; " + std::to_string(counts.failed) + " failed";
  return text;
}

}  // namespace

bool ImportRun::begin() {
  const auto run = store_.begin_run(command_, MINGDAN_VERSION);
  if (run) run_ = *run;
  return keep(run ? Result<void>() : std::unexpected(run.error()));
}

bool ImportRun::take(const ReadPage& page) {
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

ExitCode ImportRun::finish() {
  if (!failed_ && !stop_requested()) keep(store_.finish_run(run_, counts_));
  const auto closed = store_.close();
  if (!failed_) keep(closed);
  if (!failed_) log_summary(summary(command_ == "import" ? "imported" : "read", counts_));
  return stop_requested().value_or(code_);
}

bool ImportRun::count(ImportOutcome outcome, std::size_t notices) {
  counts_.added += outcome == ImportOutcome::added ? 1 : 0;
  counts_.replaced += outcome == ImportOutcome::replaced ? 1 : 0;
  counts_.unchanged += outcome == ImportOutcome::unchanged ? 1 : 0;
  counts_.notices += notices;
  return true;
}

bool ImportRun::fail_page(const Record& record) {
  ++counts_.failed;
  return keep(store_.note_failure(run_, record));
}

bool ImportRun::keep(const Result<void>& done) {
  if (done) return true;
  failed_ = true;
  code_ = worse_of(code_, report_failure(done.error()));
  return false;
}

}  // namespace mingdan
