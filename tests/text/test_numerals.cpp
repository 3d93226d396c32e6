#include <optional>
#include <string>

#include "tests/catch.hpp"
#include "text/numerals.hpp"

namespace mingdan {

TEST_CASE("numbers are read") {
  const auto [text, number] = GENERATE(table<std::string, int>({
      {"7", 7},          {"165", 165},       {"1,135", 1135},    {"一", 1},           {"十", 10},
      {"十三", 13},      {"二十", 20},       {"二十一", 21},     {"九十九", 99},      {"一百", 100},
      {"一百零三", 103}, {"一百一十", 110},  {"两百", 200},      {"三百二十一", 321}, {"一千二百", 1200},
      {"一万", 10000},   {"九十万", 900000}, {"二〇二一", 2021}, {"二零一九", 2019},  {"一六五", 165},
  }));
  INFO(text);
  CHECK(number_from(text) == number);
}

TEST_CASE("what is no number is refused") {
  const auto text = GENERATE(as<std::string>{}, "", "0", "零", "家", "十家", "1000000", "3.5", "-1", "一1", "1,13",
                             "第四", "二〇二一年");
  INFO(text);
  CHECK(number_from(text) == std::nullopt);
}

}  // namespace mingdan
