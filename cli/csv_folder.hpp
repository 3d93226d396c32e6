#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/output_file.hpp"
#include "model/error.hpp"
#include "model/record.hpp"
#include "publish/summaries.hpp"

namespace mingdan {

struct CsvLook {
  bool bom = false;    ///< begin each file with a byte order mark
  bool guard = true;   ///< as append_csv_row()
};

/// One CSV file that is written row by row.
class CsvFile {
 public:
  CsvFile(OutputFile output, CsvLook look) : output_(std::move(output)), look_(look) {}

  Result<void> write_header(std::span<const std::string_view> columns);
  Result<void> write(const std::vector<TableRow>& rows);
  /// All bytes on disk, not yet at their place.
  Result<void> settle() { return output_.settle(); }
  Result<void> commit() { return output_.commit(); }
  [[nodiscard]] std::size_t guarded() const { return guarded_; }

 private:
  OutputFile output_;
  CsvLook look_;
  std::size_t guarded_ = 0;
};

/// The files of `export csv -o FOLDER/`. They take their places together at the end, when all of them are on disk.
class CsvFolder {
 public:
  /// Makes the folder when it is missing. Errors: as OutputFile::open().
  static Result<CsvFolder> open(const std::string& folder, bool overwrite, CsvLook look);

  Result<void> add(const Record& record);
  Result<void> finish();
  [[nodiscard]] std::size_t guarded() const;

 private:
  CsvFolder() = default;
  Result<void> write_summaries();

  std::vector<CsvFile> files_;  ///< in the order of kCsvFiles
  BatchSummaries batches_;
  OrganisationSummaries organisations_;
};

}  // namespace mingdan
