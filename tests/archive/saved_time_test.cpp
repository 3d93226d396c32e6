#include "archive/saved_time.hpp"

#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("saved times in every form of archives become Beijing time") {
  const std::string moment = "2022-10-26T09:30:00+08:00";
  for (const auto* text : {"2022-10-26T01:30:00Z", "2022-10-26T01:30:00.123456Z", "2022-10-26T09:30:00+08:00",
                           "2022-10-26 09:30:00+0800", "2022-10-25T20:30:00-05:00", "Wed, 26 Oct 2022 01:30:00 -0000",
                           "26 Oct 2022 01:30:00 GMT", "Wed, 26 Oct 2022 09:30:00 +0800", "Wed, 26 Oct 22 01:30:00 UT",
                           "26 October 2022 01:30 Z", "Tue, 25 Oct 2022 21:30:00 EDT", "Wed, 26 Oct 2022 09:30:00 CST",
                           "2022-10-26T01:30Z", "2022-10-26 01:30:00 UTC", "26 Oct 2022 09:30:00 GMT+0800"}) {
    INFO(text);
    CHECK(saved_time(text) == moment);
  }
}

TEST_CASE("what is no moment gives none") {
  for (const auto* text :
       {"", "yesterday", "2022-10-26", "2022-10-26T01:30:00", "2022-02-30T01:30:00Z", "2022-13-01T00:00:00Z",
        "2022-10-26T25:00:00Z", "Wed, 26 Foo 2022 01:30:00 GMT", "2022-10-26T01:30:00+99:00", "Wed, 26 Oct 22 01:30:00",
        "Wed, 26 Oct 98 01:30:00 GMT", "26 Oct 2 01:30:00 GMT", "26 Oct 2022 01:30:00 XYZ"}) {
    INFO(text);
    CHECK(saved_time(text) == std::nullopt);
  }
}
