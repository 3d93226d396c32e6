#include <string>

#include "parse/wechat_json.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("Saved album answers are lists") {
  Page page;
  PageSummary summary;
  summary.sha256 = "0123";
  const std::string two = R"({"base_resp":{"ret":0},"getalbum_resp":{"article_list":[{"title":"一","url":
"http:\/\/mp.weixin.qq.com\/s?__biz=Mz&mid=1#rd"},{"title":"二","url":"http://mp.weixin.qq.com/s?mid=2"}]}})";
  const auto list = read_wechat_json(two, page, summary);
  REQUIRE(list);
  CHECK(list->page.state == PageState::list_page);
  CHECK(list->page.key == "sha256:0123");
  REQUIRE(list->blocks.size() == 2);
  CHECK(list->blocks[0].text == "一");
  CHECK(list->blocks[1].text == "二");
  CHECK(list->blocks[0].links[0].href == "http://mp.weixin.qq.com/s?__biz=Mz&mid=1");
  REQUIRE(list->blocks[1].runs.size() == 1);
  CHECK(two.substr(list->blocks[1].runs[0].source_offset, list->blocks[1].runs[0].source_length) == "二");
  const auto one = read_wechat_json(
      R"({"getalbum_resp":{"article_list":{"title":"一","url":"http://mp.weixin.qq.com/s"}}})", page, summary);
  REQUIRE(one);
  CHECK(one->blocks.size() == 1);
  const auto none =
      read_wechat_json(R"({"getalbum_resp":{"base_info":{"title":"曝光台"},"continue_flag":"0"}})", page, summary);
  REQUIRE(none);
  CHECK(none->page.state == PageState::empty_list);
  CHECK(none->page.title == "曝光台");
  CHECK_FALSE(read_wechat_json(R"({"name":"x"})", page, summary));
  CHECK_FALSE(read_wechat_json("[]", page, summary));
  CHECK_FALSE(read_wechat_json(std::string(100'000, '{'), page, summary));
}

TEST_CASE("A fetched album answer goes on behind its last article, of the address that it came from") {
  Page page;
  page.url = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&album_id=33&count=20&f=json";
  const auto list = read_wechat_json(
      R"({"getalbum_resp":{"article_list":[{"title":"一","url":"http://mp.weixin.qq.com/s?__biz=Mz==","msgid":"7","itemidx":"1"},)"
      R"({"title":"二","url":"http://mp.weixin.qq.com/s?__biz=Mz==","msgid":"8","itemidx":"2"}],"continue_flag":"1"}})",
      page, {});
  REQUIRE(list);
  CHECK(list->page.url == page.url);
  CHECK(list->next_page ==
        "https://mp.weixin.qq.com/mp/"
        "appmsgalbum?action=getalbum&album_id=33&count=20&f=json&begin_msgid=8&begin_itemidx=2");
}
