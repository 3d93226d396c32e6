#include "fetch/title_filter.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("a title filter takes what is wanted and not refused") {
  const auto filter = TitleFilter::make("非法社会组织|取缔", "年检|线索征集");
  REQUIRE(filter);
  CHECK(filter->takes("民政部公布2023年第一批涉嫌非法社会组织名单"));
  CHECK(filter->takes("关于取缔某研究会的公告"));
  CHECK_FALSE(filter->takes("关于开展社会组织活动的通知"));
  CHECK_FALSE(filter->takes("非法社会组织线索征集公告"));
  const auto open = TitleFilter::make(std::nullopt, std::nullopt);
  REQUIRE(open);
  CHECK(open->takes(""));
  CHECK(open->takes("\xff\xfe"));
}

TEST_CASE("a title filter that is no regular expression is refused with the reason") {
  const auto filter = TitleFilter::make(std::nullopt, "[");
  REQUIRE_FALSE(filter);
  CHECK(filter.error() == Error{"bad_pattern", "not a regular expression of RE2: missing ]: ["});
}
