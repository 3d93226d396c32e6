#include "cli/csv_folder.hpp"

#include <array>
#include <filesystem>
#include <functional>
#include <numeric>
#include <system_error>

#include "publish/listing_rows.hpp"
#include "publish/notice_rows.hpp"
#include "text/terminal.hpp"

namespace mingdan {
namespace {

namespace fs = std::filesystem;

struct FileKind {
  std::string_view name;
  std::span<const std::string_view> columns;
};

constexpr std::array<FileKind, 5> kCsvFiles{{{"listings.csv", kListingColumns},
                                             {"notices.csv", kNoticeColumns},
                                             {"findings.csv", kFindingColumns},
                                             {"batches.csv", kBatchColumns},
                                             {"organisations.csv", kOrganisationColumns}}};

Result<void> make_folder(const std::string& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (!failed) return {};
  return std::unexpected(
      Error{"output_unwritable", escaped_for_terminal(folder) + ": can't make the folder: " + failed.message()});
}

}  // namespace

Result<void> CsvFile::write_header(std::span<const std::string_view> columns) {
  std::string text(look_.bom ? kUtf8Mark : "");
  append_csv_row(text, TableRow(columns.begin(), columns.end()), look_.guard);
  return output_.write(text);
}

Result<void> CsvFile::write(const std::vector<TableRow>& rows) {
  std::string text;
  for (const TableRow& row : rows) guarded_ += append_csv_row(text, row, look_.guard);
  return output_.write(text);
}

Result<CsvFolder> CsvFolder::open(const std::string& folder, bool overwrite, CsvLook look) {
  if (auto made = make_folder(folder); !made) return std::unexpected(made.error());
  CsvFolder opened;
  for (const FileKind& kind : kCsvFiles) {
    auto output = OutputFile::open((fs::path(folder) / kind.name).string(), overwrite);
    if (!output) return std::unexpected(output.error());
    opened.files_.emplace_back(std::move(*output), look);
    if (auto written = opened.files_.back().write_header(kind.columns); !written)
      return std::unexpected(written.error());
  }
  return opened;
}

Result<void> CsvFolder::add(const Record& record) {
  add_batches(batches_, record);
  add_organisations(organisations_, record);
  if (auto done = files_[0].write(listing_rows(record)); !done) return done;
  if (auto done = files_[1].write(notice_rows(record)); !done) return done;
  return files_[2].write(finding_rows(record));
}

Result<void> CsvFolder::write_summaries() {
  if (auto done = files_[3].write(batch_rows(batches_)); !done) return done;
  return files_[4].write(organisation_rows(organisations_));
}

Result<void> CsvFolder::finish() {
  if (auto done = write_summaries(); !done) return done;
  for (CsvFile& file : files_)
    if (auto settled = file.settle(); !settled) return settled;
  for (CsvFile& file : files_)
    if (auto committed = file.commit(); !committed) return committed;
  return {};
}

std::size_t CsvFolder::guarded() const {
  return std::accumulate(files_.begin(), files_.end(), std::size_t{0},
                         [](std::size_t sum, const CsvFile& file) { return sum + file.guarded(); });
}

}  // namespace mingdan
