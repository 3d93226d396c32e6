#include "store/saved_instant.hpp"

#include <array>
#include <string_view>

#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("saved times of different zones and forms compare") {
  struct Case {
    std::string_view text;
    std::int64_t microseconds;
  };
  constexpr std::array cases{
      Case{"1970-01-01T00:00:00Z", 0},
      Case{"1970-01-01T08:00:00+08:00", 0},
      Case{"1970-01-01", -8LL * 3600 * 1000000},
      Case{"1970-01-01T08:00", 0},
      Case{"1970-01-01 08:00:01", 1000000},
      Case{"1970-01-01T00:00:00.25Z", 250000},
      Case{"1969-12-31T16:00:00-0800", 0},
      Case{"2022-10-26T09:30:00+08:00", 1666747800000000},
      Case{"2022-10-26T01:30:00.1234567Z", 1666747800123456},
  };
  for (const auto& [text, microseconds] : cases) {
    INFO(text);
    CHECK(saved_instant(text) == microseconds);
  }
}

TEST_CASE("what is no saved time is unknown") {
  for (const std::string_view text :
       {"", "yesterday", "2022", "2022-13-01", "2022-02-30", "2022-10-26T", "2022-10-26T9", "2022-10-26T25:00",
        "2022-10-26T09:30:00+8", "2022-10-26T09:30:00.Z", "2022-10-26T09:30:00Z ", "20221026"}) {
    INFO(text);
    CHECK_FALSE(saved_instant(text));
  }
}
