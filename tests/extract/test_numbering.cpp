#include <string>
#include <tuple>

#include "extract/numbering.hpp"
#include "tests/catch.hpp"
#include "text/fold.hpp"

namespace mingdan {

TEST_CASE("item numbers are read in every style") {
  const auto [line, style, number, rest] = GENERATE(table<std::string, MarkerStyle, int, std::string>({
      {"1.中国雷锋基金会", MarkerStyle::separated, 1, "中国雷锋基金会"},
      {"１．中国雷锋基金会", MarkerStyle::separated, 1, "中国雷锋基金会"},
      {"1、中国雷锋基金会", MarkerStyle::separated, 1, "中国雷锋基金会"},
      {"01、中国美学研究会", MarkerStyle::separated, 1, "中国美学研究会"},
      {"12. 中华旗袍博物馆", MarkerStyle::separated, 12, "中华旗袍博物馆"},
      {"3)中国报商联合会", MarkerStyle::separated, 3, "中国报商联合会"},
      {"8.80后养老服务联盟", MarkerStyle::separated, 8, "80后养老服务联盟"},
      {"（4）中国国宾馆协会", MarkerStyle::brackets, 4, "中国国宾馆协会"},
      {"5 中国无障碍协会", MarkerStyle::blank, 5, "中国无障碍协会"},
      {"⑥中国教师发展研究会", MarkerStyle::circled, 6, "中国教师发展研究会"},
      {"㉑中国教师发展研究会", MarkerStyle::circled, 21, "中国教师发展研究会"},
      {"七、中华诵读联合会", MarkerStyle::han, 7, "中华诵读联合会"},
      {"二十一、中华诵读联合会", MarkerStyle::han, 21, "中华诵读联合会"},
      {"（十）中国室内装修协会", MarkerStyle::han_brackets, 10, "中国室内装修协会"},
  }));
  const auto folded = fold(line).text;
  const auto marker = marker_at(folded, 0);
  INFO(line);
  REQUIRE(marker.has_value());
  CHECK(marker->style == style);
  CHECK(marker->number == number);
  CHECK(folded.substr(marker->to) == rest);
}

TEST_CASE("decimals and dates and years are no item numbers") {
  const auto line = GENERATE(as<std::string>{}, "1.5亿元", "2021.03.20", "2021年第二批", "10:30开始", "中国雷锋基金会",
                             "第四批名单", "一带一路国际联盟", "12家涉嫌非法社会组织", "1 12家涉嫌非法社会组织遭曝光");
  INFO(line);
  CHECK_FALSE(marker_at(fold(line).text, 0).has_value());
}

TEST_CASE("the next item inside a line has the same style and the next number") {
  const auto folded = fold("01、中国美学研究会 02、中国区块链委员会（未登记） 03、80后养老服务联盟").text;
  const auto first = marker_at(folded, 0);
  REQUIRE(first.has_value());
  const auto second = next_marker(folded, first->to, *first);
  REQUIRE(second.has_value());
  CHECK(second->number == 2);
  const auto third = next_marker(folded, second->to, *second);
  REQUIRE(third.has_value());
  CHECK(folded.substr(third->to) == "80后养老服务联盟");
  CHECK_FALSE(next_marker(folded, third->to, *third).has_value());
}

}  // namespace mingdan
