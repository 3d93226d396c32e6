#include "text/charset_tables.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

#include <array>
#include <memory>
#include <span>
#include <utility>

namespace mingdan {
namespace {

constexpr std::size_t kGbPairs = 126 * 190;
constexpr std::size_t kGbQuads = 39420;
constexpr std::size_t kBig5Pairs = 126 * 157;

// Where the standard's index differs from ICU's table: GB18030-2022 took these out of the private use area, and
// A3 A0 is a blank on deployed pages.
constexpr std::pair<unsigned, char16_t> kGbCorrections[] = {
    {0xA3A0, 0x3000}, {0xA6D9, 0xFE10}, {0xA6DA, 0xFE12}, {0xA6DB, 0xFE11}, {0xA6DC, 0xFE13},
    {0xA6DD, 0xFE14}, {0xA6DE, 0xFE15}, {0xA6DF, 0xFE16}, {0xA6EC, 0xFE17}, {0xA6ED, 0xFE18},
    {0xA6F3, 0xFE19}, {0xA8BC, 0x1E3F}, {0xFE59, 0x9FB4}, {0xFE61, 0x9FB5}, {0xFE66, 0x9FB6},
    {0xFE67, 0x9FB7}, {0xFE6D, 0x9FB8}, {0xFE7E, 0x9FB9}, {0xFE90, 0x9FBA}, {0xFEA0, 0x9FBB}};

// Codes of two code points, by pointer (Encoding standard, "Big5 decoder").
constexpr std::pair<std::size_t, Big5Entry> kBig5Sequences[] = {
    {1133, {0x00CA, 0x0304}}, {1135, {0x00CA, 0x030C}}, {1164, {0x00EA, 0x0304}}, {1166, {0x00EA, 0x030C}}};

class Converter {
 public:
  explicit Converter(const char* name) : converter_(ucnv_open(name, &status_)) {
    if (converter_ != nullptr)
      ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status_);
  }

  /// UTF-16 for one code; the count is 0 when ICU has no character for it.
  std::size_t read(std::span<const char> code, std::array<char16_t, 4>& units) {
    if (converter_ == nullptr) return 0;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_reset(converter_.get());
    const auto count = ucnv_toUChars(converter_.get(), units.data(), static_cast<std::int32_t>(units.size()),
                                     code.data(), static_cast<std::int32_t>(code.size()), &status);
    return U_FAILURE(status) ? 0 : static_cast<std::size_t>(count);
  }

 private:
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  UErrorCode status_ = U_ZERO_ERROR;
  std::unique_ptr<UConverter, Close> converter_;
};

char byte(std::size_t value) { return static_cast<char>(static_cast<unsigned char>(value)); }

std::vector<char16_t> read_gb_pairs() {
  std::vector<char16_t> table(kGbPairs);
  Converter converter("gb18030");
  std::array<char16_t, 4> units{};
  for (std::size_t pointer = 0; pointer < kGbPairs; ++pointer) {
    const auto trail = pointer % 190;
    const std::array<char, 2> code{byte(0x81 + pointer / 190), byte(trail + (trail < 0x3F ? 0x40 : 0x41))};
    if (converter.read(code, units) == 1) table[pointer] = units[0];
  }
  for (const auto& [code, point] : kGbCorrections) {
    const auto trail = code & 0xFF;
    table[((code >> 8) - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)] = point;
  }
  return table;
}

std::vector<char16_t> read_gb_quads() {
  std::vector<char16_t> table(kGbQuads);
  Converter converter("gb18030");
  std::array<char16_t, 4> units{};
  for (std::size_t pointer = 0; pointer < kGbQuads; ++pointer) {
    const std::array<char, 4> code{byte(0x81 + pointer / 12600), byte(0x30 + pointer / 1260 % 10),
                                   byte(0x81 + pointer / 10 % 126), byte(0x30 + pointer % 10)};
    if (converter.read(code, units) == 1) table[pointer] = units[0];
  }
  table[7457] = 0xE7C7;
  return table;
}

std::vector<Big5Entry> read_big5() {
  std::vector<Big5Entry> table(kBig5Pairs);
  Converter converter("Big5-HKSCS");
  std::array<char16_t, 4> units{};
  for (std::size_t pointer = 0; pointer < kBig5Pairs; ++pointer) {
    const auto trail = pointer % 157;
    const std::array<char, 2> code{byte(0x81 + pointer / 157), byte(trail + (trail < 0x3F ? 0x40 : 0x62))};
    const auto count = converter.read(code, units);
    if (count == 1 && units[0] >= 0xE000 && units[0] <= 0xF8FF) continue;  // the standard's index has no private use
    if (count == 1) {
      table[pointer].first = units[0];
    } else if (count == 2 && U16_IS_LEAD(units[0])) {
      table[pointer].first = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[0], units[1]));
    }
  }
  for (const auto& [pointer, entry] : kBig5Sequences) table[pointer] = entry;
  return table;
}

}  // namespace

const std::vector<char16_t>& gb18030_pairs() {
  static const auto kTable = read_gb_pairs();
  return kTable;
}

const std::vector<char16_t>& gb18030_quads() {
  static const auto kTable = read_gb_quads();
  return kTable;
}

const std::vector<Big5Entry>& big5_pairs() {
  static const auto kTable = read_big5();
  return kTable;
}

}  // namespace mingdan
