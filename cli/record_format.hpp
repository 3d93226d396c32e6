#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cli/page_stream.hpp"

namespace mingdan {

/// How records are written to people or programs. The user chooses at run time.
class RecordFormat {
 public:
  RecordFormat() = default;
  RecordFormat(const RecordFormat&) = delete;
  RecordFormat& operator=(const RecordFormat&) = delete;
  virtual ~RecordFormat() = default;

  /// Bytes to write for this page, in input order.
  virtual std::string add(const ReadPage& page) = 0;
  /// Bytes to write after the last page.
  virtual std::string finish() { return {}; }
};

struct CsvChoices {
  bool bom = false;
  bool raw = false;
};

/// `name`: jsonl, csv or table.
std::unique_ptr<RecordFormat> record_format(std::string_view name, const CsvChoices& csv);

}  // namespace mingdan
