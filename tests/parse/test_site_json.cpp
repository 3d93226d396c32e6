#include "parse/site_json.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

std::optional<Document> read(const std::string& text) {
  Page page;
  PageSummary summary;
  summary.sha256 = "00ff";
  summary.url = "https://www.cac.gov.cn/cms/JsonList";
  return read_site_json(text, page, summary);
}

}  // namespace

TEST_CASE("a saved JSON list gives one block an entry with its link") {
  const std::string text =
      R"({"totalRec":2,"list":[{"topic":"关于<b>某名单</b>的公告","infourl":"//www.cac.gov.cn/2022-10/26/c_12.htm","pubtime":"2022-10-26 09:30:00"},)"
      R"({"topic":"另一份公告","infourl":"//www.cac.gov.cn/2022-10/27/c_13.htm","pubtime":"2022-10-27"}]})";
  const auto document = read(text);
  REQUIRE(document);
  CHECK(document->page.state == PageState::list_page);
  CHECK(document->page.site == Site::cac);
  REQUIRE(document->blocks.size() == 2);
  CHECK(document->blocks[0].text == "关于某名单的公告 2022-10-26 09:30:00");
  CHECK(document->blocks[0].links.at(0).href == "//www.cac.gov.cn/2022-10/26/c_12.htm");
  REQUIRE(document->blocks[1].runs.size() == 1);
  const auto& run = document->blocks[1].runs[0];
  CHECK(text.substr(run.source_offset, run.source_length) == "另一份公告");
}

TEST_CASE("a JSON list without entries is an empty list") {
  const auto document = read(R"({"list":[]})");
  REQUIRE(document);
  CHECK(document->page.state == PageState::empty_list);
}

TEST_CASE("what is no JSON list is refused") {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  for (const std::string& text :
       {std::string(), std::string("<html></html>"), std::string("{\"a\":1}"), std::string("{\"list\":1}"),
        std::string("{\"list\":[1,2]}"), std::string("{\"list\":["), std::string("\"text\""), deep,
        std::string("{\"list\":[{\"topic\":\"a\"}]}")}) {
    CAPTURE(text.substr(0, 40));
    CHECK_FALSE(read(text).has_value());
  }
}
