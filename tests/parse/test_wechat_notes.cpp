#include "parse/parse_page.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

/// State of a page that holds nothing but a note in WeChat's frame, and whether it is taken for one of WeChat.
std::pair<PageState, bool> read_note(const std::string& words) {
  Page page;
  page.input = "page.html";
  page.sha256 = std::string(64, 'b');
  page.body =
      "<html><body><div class=\"weui-msg\"><h2 class=\"weui-msg__title warn\">" + words + "</h2></div></body></html>";
  page.bytes = page.body.size();
  page.media_type = MediaType::html;
  const auto parsed = parse_page(page);
  REQUIRE(parsed.document);
  return {parsed.document->page.state, parsed.document->page.site == Site::wechat};
}

}  // namespace

TEST_CASE("Words that WeChat alone says need no other mark, words of any site do") {
  using Read = std::pair<PageState, bool>;
  CHECK(read_note("该内容已被发布者删除") == Read{PageState::deleted, true});
  CHECK(read_note("The content has been deleted by the author.") == Read{PageState::deleted, true});
  CHECK(read_note("此内容因违规无法查看") == Read{PageState::violation, true});
  CHECK(read_note("该公众号已迁移") == Read{PageState::migrated, true});
  for (const std::string words : {"参数错误", "链接已过期", "系统出错"}) CHECK_FALSE(read_note(words).second);
}
