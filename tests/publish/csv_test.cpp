#include "publish/csv.hpp"

#include <array>
#include <random>

#include "tests/catch.hpp"
#include "tests/publish/csv_reader.hpp"

using namespace mingdan;
using test::read_csv;

namespace {

std::string csv_of(const TableRow& row, bool guard) {
  std::string out;
  append_csv_row(out, row, guard);
  return out;
}

}  // namespace

TEST_CASE("cells are quoted only where RFC 4180 or a reader needs it") {
  struct Case {
    TableRow row;
    std::string csv;
  };
  const std::array cases{
      Case{{"a", "名单", "", "1"}, "a,名单,,1\n"},
      Case{{"a,b", "say \"x\""}, "\"a,b\",\"say \"\"x\"\"\"\n"},
      Case{{"a\nb", "c\r"}, "\"a\nb\",\"c\r\"\n"},
      Case{{" a", "b ", "c d"}, "\" a\",\"b \",c d\n"},
      Case{{"\x1b[31m", "\x7f"}, "\"\x1b[31m\",\"\x7f\"\n"},
      Case{{std::string("a\0b", 3)},
           "\"a\uFFFD"
           "b\"\n"},
      Case{{"a; b", "甲、乙"}, "a; b,甲、乙\n"},
      Case{{""}, "\"\"\n"},
  };
  for (const auto& [row, csv] : cases) {
    CHECK(csv_of(row, false) == csv);
    CHECK(csv_of(row, true) == csv);
  }
}

TEST_CASE("cells that a spreadsheet would run are guarded and only those") {
  const std::array<std::string, 15> runs{"=1+1",  "+1",  "-1",       "@SUM(A1)", "\t=1",
                                         "\rx",   "\nx", " =1",      "＝1+1",    "＋86 10",
                                         "－cmd", "＠x", "\u3000=1", "\u200b=1", "=\"a\",b"};
  for (const auto& cell : runs) {
    INFO(cell);
    std::string out;
    CHECK(append_csv_row(out, TableRow{cell, "x"}, true) == 1);
    CHECK(read_csv(out).at(0).at(0) == "'" + cell);
    out.clear();
    CHECK(append_csv_row(out, TableRow{cell, "x"}, false) == 0);
    CHECK(read_csv(out).at(0).at(0) == cell);
  }
  for (const std::string cell : {"a=1", "1-2", "甲@乙", "（-1）", "'x"}) {
    INFO(cell);
    std::string out;
    CHECK(append_csv_row(out, TableRow{cell}, true) == 0);
  }
  std::string hidden;
  CHECK(append_csv_row(hidden, TableRow{std::string("\0=1", 3)}, true) == 1);
}

TEST_CASE("an own leading apostrophe is doubled so that the guard can be undone") {
  CHECK(csv_of({"'=1", "'", "''a"}, true) == "''=1,'','''a\n");
  CHECK(csv_of({"'=1", "'", "''a"}, false) == "'=1,',''a\n");
  CHECK(unguarded_cell("''=1") == "'=1");
  CHECK(unguarded_cell("'=1") == "=1");
  CHECK(unguarded_cell("a'") == "a'");
  CHECK(unguarded_cell("").empty());
}

TEST_CASE("every cell is read back as it was for two thousand generated rows") {
  constexpr std::array<std::string_view, 18> kPieces{"甲", "a", ",",  "\"", "\n", "\r", "'",    "=",  "+",
                                                     "-",  "@", "＝", "＠", "\t", " ",  "\x01", "; ", "\u3000"};
  std::mt19937 engine(7);
  for (int round = 0; round < 2000; ++round) {
    TableRow row(1 + engine() % 4);
    for (auto& cell : row)
      for (auto count = engine() % 5; count > 0; --count) cell += kPieces[engine() % kPieces.size()];
    const auto raw = read_csv(csv_of(row, false));
    REQUIRE(raw == std::vector<std::vector<std::string>>{row});
    auto guarded = read_csv(csv_of(row, true)).at(0);
    REQUIRE(guarded.size() == row.size());
    for (std::size_t i = 0; i < row.size(); ++i) CHECK(unguarded_cell(guarded[i]) == row[i]);
  }
}
