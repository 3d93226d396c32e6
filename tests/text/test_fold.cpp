#include <string>
#include <tuple>

#include "tests/catch.hpp"
#include "text/fold.hpp"

namespace mingdan {

TEST_CASE("text is folded for matching") {
  const auto [source, folded] = GENERATE(table<std::string, std::string>({
      {"２０２２年第４批（７家）：", "2022年第4批(7家):"},
      {"關停網站的非法社會組織名單", "关停网站的非法社会组织名单"},
      {"中國教師繼續教育協會(hui)", "中国教师继续教育协会"},
      {"聯(lián)盟，發(fa)(fa)布", "联盟,发布"},
      {"全国房地产(CIO)联盟", "全国房地产(CIO)联盟"},
      {"联盟(cio)与协会(hui)", "联盟(cio)与协会"},
      {"「一」『二』\"三\"", "“一”“二”“三”"},
      {"中\u200b国\ufeff", "中国"},
      {"二○二一年\u3000第二批", "二〇二一年 第二批"},
  }));
  CHECK(fold(source).text == folded);
}

TEST_CASE("folded words lead back to what was printed without the noise") {
  const std::string source = "1、中國(guó)智慧教育聯合(he)會；";
  const auto folded = fold(source);
  const auto from = folded.text.find("中国");
  const auto to = folded.text.find(";");
  CHECK(as_printed(folded, source, from, to) == "中國智慧教育聯合會");
  CHECK(folded.pinyin_brackets == 2);
  CHECK(folded.begin.size() == folded.text.size());
  CHECK(folded.end.size() == folded.text.size());
}

TEST_CASE("folding survives text that is cut in a character") {
  const std::string source = "中国\xe8\x81";
  CHECK(fold(source).text.size() == source.size());
}

}  // namespace mingdan
