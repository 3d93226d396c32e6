#include "cli/record_format.hpp"

#include <utility>
#include <vector>

#include "publish/csv.hpp"
#include "publish/listing_rows.hpp"
#include "publish/listing_table.hpp"
#include "publish/record_line.hpp"

namespace mingdan {
namespace {

class RecordLines : public RecordFormat {
 public:
  std::string add(const ReadPage& page) override { return page.line + "\n"; }
};

class Csv : public RecordFormat {
 public:
  explicit Csv(const CsvChoices& choices) : guard_(!choices.raw) {
    if (choices.bom) head_ = kUtf8Mark;
    append_csv_row(head_, std::vector<std::string>(kListingColumns.begin(), kListingColumns.end()), guard_);
  }

  std::string add(const ReadPage& page) override {
    auto text = take_head();
    if (const auto record = read_record_line(page.line))
      for (const auto& row : listing_rows(*record)) append_csv_row(text, row, guard_);
    return text;
  }
  std::string finish() override { return take_head(); }

 private:
  std::string take_head() { return std::exchange(head_, {}); }

  bool guard_;
  std::string head_;
};

class Table : public RecordFormat {
 public:
  std::string add(const ReadPage& page) override {
    if (const auto record = read_record_line(page.line)) add_lines(table_, *record);
    return {};
  }
  std::string finish() override { return table_text(table_); }

 private:
  ListingTable table_;
};

}  // namespace

std::unique_ptr<RecordFormat> record_format(std::string_view name, const CsvChoices& csv) {
  if (name == "csv") return std::make_unique<Csv>(csv);
  if (name == "table") return std::make_unique<Table>();
  return std::make_unique<RecordLines>();
}

}  // namespace mingdan
