#include "cli/command_export.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <memory>

#include "cli/csv_folder.hpp"
#include "cli/log.hpp"
#include "cli/output_file.hpp"
#include "cli/report_failure.hpp"
#include "cli/stop_signals.hpp"
#include "publish/listing_rows.hpp"
#include "publish/record_line.hpp"
#include "store/sqlite_store.hpp"

namespace mingdan {
namespace {

constexpr const char* kFooter =
    "The current version of every page, in the order of the page keys: the same store gives the same bytes.\n"
    "csv    one row a listed name; into a folder: listings.csv, notices.csv, batches.csv, organisations.csv and\n"
    "       findings.csv. Cells that a spreadsheet would run as a formula get a leading apostrophe.\n"
    "jsonl  one record line a page, as `mingdan parse` writes them, with input null\n"
    "\n"
    "Exit codes: 0 done; 1 failed; 2 wrong usage, no store, or a file that exists without --overwrite; 130 or 143\n"
    "interrupted.\n"
    "\n"
    "Examples:\n"
    "  mingdan export csv -o listings.csv\n"
    "  mingdan export csv --bom -o tables/\n"
    "  mingdan export jsonl -o - | gzip > records.jsonl.gz";

/// Hands every current record to `write` until one fails.
Result<void> write_records(Store& store, const std::function<Result<void>(const Record&)>& write) {
  Result<void> written;
  std::size_t pages = 0;
  const auto read = store.for_each_current_record([&](Record&& record) {
    written = stop_requested() ? std::unexpected(Error{"interrupted", "interrupted"}) : write(record);
    ++pages;
    return written.has_value();
  });
  if (written && read)
    log_info("read " + std::to_string(pages) + (pages == 1 ? " page" : " pages") + " from the store");
  return written ? read : written;
}

void tell_guarded(std::size_t cells) {
  if (cells > 0) log_info(std::to_string(cells) + " cells that a spreadsheet would run as a formula are guarded");
}

Result<void> export_csv_folder(Store& store, const ExportOptions& options) {
  auto folder = CsvFolder::open(options.output, options.overwrite, {options.bom, !options.csv_raw});
  if (!folder) return std::unexpected(folder.error());
  const auto add = [&](const Record& record) { return folder->add(record); };
  if (auto written = write_records(store, add); !written) return written;
  tell_guarded(folder->guarded());
  return folder->finish();
}

Result<void> export_csv_file(Store& store, const ExportOptions& options) {
  auto output = OutputFile::open(options.output, options.overwrite);
  if (!output) return std::unexpected(output.error());
  CsvFile file(std::move(*output), {options.bom, !options.csv_raw});
  if (auto written = file.write_header(kListingColumns); !written) return written;
  const auto add = [&](const Record& record) { return file.write(listing_rows(record)); };
  if (auto written = write_records(store, add); !written) return written;
  tell_guarded(file.guarded());
  return file.commit();
}

Result<void> export_jsonl(Store& store, const ExportOptions& options) {
  auto output = OutputFile::open(options.output, options.overwrite);
  if (!output) return std::unexpected(output.error());
  const auto add = [&](const Record& record) { return output->write(record_line(record) + "\n"); };
  if (auto written = write_records(store, add); !written) return written;
  return output->commit();
}

bool names_folder(const std::string& path) {
  std::error_code ignored;
  return path.ends_with('/') || std::filesystem::is_directory(path, ignored);
}

Result<void> check(const ExportOptions& options) {
  if (options.format == "csv" || (!options.bom && !options.csv_raw)) return {};
  return std::unexpected(Error{"usage", "--bom and --csv-raw are for csv; see `mingdan export --help`"});
}

}  // namespace

void set_up_export(CLI::App& verb, ExportOptions& options) {
  verb.add_option("FORMAT", options.format, "csv or jsonl")
      ->required()
      ->check(CLI::IsMember({"csv", "jsonl"}).description(""))
      ->type_name("");
  verb.add_option("-o,--output", options.output, "Write to PATH; default: - for standard output; csv: also a folder")
      ->type_name("PATH");
  verb.add_flag("--overwrite", options.overwrite, "Replace files that exist");
  verb.add_flag("--bom", options.bom, "csv: begin with a byte order mark, for Excel");
  verb.add_flag("--csv-raw", options.csv_raw, "csv: leave cells as they are that a spreadsheet would run as a formula");
  verb.footer(kFooter);
}

ExitCode run_export(const ExportOptions& options, const GlobalOptions& global) {
  if (const auto checked = check(options); !checked) return report_failure(checked.error());
  const auto folder = data_folder(global);
  if (!folder) return report_failure(folder.error());
  auto store = open_sqlite_store_for_reading(*folder);
  if (!store) return report_failure(store.error());
  const auto written = options.format == "jsonl"      ? export_jsonl(**store, options)
                       : names_folder(options.output) ? export_csv_folder(**store, options)
                                                      : export_csv_file(**store, options);
  return written ? ExitCode::done : report_failure(written.error());
}

}  // namespace mingdan
