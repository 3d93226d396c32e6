#include "cli/command_parse.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <utility>

#include "cli/log.hpp"
#include "cli/output_file.hpp"
#include "cli/page_stream.hpp"
#include "cli/read_inputs.hpp"
#include "cli/record_format.hpp"
#include "cli/report_failure.hpp"
#include "cli/stop_signals.hpp"

namespace mingdan {
namespace {

constexpr unsigned kMostJobs = 256;

constexpr const char* kFooter =
    "Input: HTML, MHTML, Markdown with front matter, plain text, WARC (.warc, .warc.gz) and JSON Lines with \"url\"\n"
    "and \"body_base64\". A folder is read recursively, in the order of its paths: files that end in .html .htm "
    ".shtml\n"
    ".mht .mhtml .md .txt .warc .warc.gz .jsonl; a file named by itself is read whatever its name.\n"
    "\n"
    "Exit codes: 0 done; 1 failed; 2 wrong usage; 3 some pages failed or are unrecognised, each named on stderr;\n"
    "5 with --strict, findings of severity error; 130 or 143 interrupted.\n"
    "\n"
    "Examples:\n"
    "  mingdan parse page.html\n"
    "  mingdan parse --format csv -o listings.csv pages/\n"
    "  find pages -name '*.html' -print0 | mingdan parse --files0-from - > records.jsonl";

/// Takes pages as they come and keeps what decides the exit code.
class ParseRun {
 public:
  ParseRun(const ParseOptions& options, const std::string& format, OutputFile output)
      : strict_(options.strict),
        format_(record_format(format, {options.bom, options.csv_raw})),
        output_(std::move(output)) {}

  bool take(const ReadPage& page) {
    code_ = worse_of(code_, report_page(page));
    if (strict_ && page.error_findings > 0) {
      log_error(page.input + ": " + std::to_string(page.error_findings) +
                (page.error_findings == 1 ? " finding" : " findings") + " of severity error [strict]");
      code_ = worse_of(code_, ExitCode::quality_gate);
    }
    return keep(output_.write(format_->add(page)));
  }

  ExitCode finish() {
    if (const auto stopped = stop_requested()) return *stopped;
    if (!failed_ && keep(output_.write(format_->finish()))) keep(output_.commit());
    return code_;
  }

 private:
  bool keep(const Result<void>& written) {
    if (written) return true;
    failed_ = true;
    code_ = worse_of(code_, report_failure(written.error()));
    return false;
  }

  bool strict_;
  bool failed_ = false;
  std::unique_ptr<RecordFormat> format_;
  OutputFile output_;
  ExitCode code_ = ExitCode::done;
};

/// What is written when --format says nothing: a table for people, lines for programs.
std::string format_of(const ParseOptions& options) {
  if (!options.format.empty()) return options.format;
  return options.output == "-" && isatty(STDOUT_FILENO) == 1 ? "table" : "jsonl";
}

}  // namespace

void set_up_parse(CLI::App& verb, ParseOptions& options) {
  verb.add_option("PATH", options.paths, "Files and folders to read, - for standard input")->type_name("");
  verb.add_option("--files0-from", options.files0_from,
                  "Read paths from FILE (- for standard input), each ended by NUL")
      ->type_name("FILE");
  verb.add_option("--format", options.format, "jsonl, csv or table; default: table on a terminal, else jsonl")
      ->check(CLI::IsMember({"jsonl", "csv", "table"}).description(""))
      ->type_name("FORMAT");
  verb.add_option("-o,--output", options.output, "Write to FILE instead of standard output")->type_name("FILE");
  verb.add_flag("--overwrite", options.overwrite, "Replace FILE when it exists");
  verb.add_flag("--bom", options.bom, "csv: begin with a byte order mark, for Excel");
  verb.add_flag("--csv-raw", options.csv_raw, "csv: leave cells as they are that a spreadsheet would run as a formula");
  verb.add_flag("--strict", options.strict, "Exit with 5 when a page has findings of severity error");
  verb.add_option("-j,--jobs", options.jobs, "Worker processes; default: one for each core")
      ->check(CLI::Range(1U, kMostJobs).description(""))
      ->type_name("N");
  verb.footer(kFooter);
}

ExitCode run_parse(const ParseOptions& options, const GlobalOptions& global) {
  const auto format = format_of(options);
  if (format != "csv" && (options.bom || options.csv_raw))
    return report_failure({"usage", "--bom and --csv-raw are for --format csv; see `mingdan parse --help`"});
  const auto inputs = inputs_of(options.paths, options.files0_from, "parse");
  if (!inputs) return report_failure(inputs.error());
  PageStream pages({options.jobs > 0 ? options.jobs : global.jobs, false, !global.no_progress && !global.quiet});
  auto output = OutputFile::open(options.output, options.overwrite);
  if (!output) return report_failure(output.error());
  ParseRun run(options, format, std::move(*output));
  pages.run(*inputs, [&](const ReadPage& page) { return run.take(page); });
  return run.finish();
}

}  // namespace mingdan
