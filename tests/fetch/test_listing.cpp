#include "fetch/listing.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

Block entry(const std::string& before, const std::string& linked, const std::string& behind, const std::string& href,
            const std::string& title = {}) {
  Block block;
  block.kind = BlockKind::list_item;
  block.text = before + linked + behind;
  block.links.push_back(
      {static_cast<std::uint32_t>(before.size()), static_cast<std::uint32_t>(linked.size()), href, title});
  return block;
}

Document list_of(std::vector<Block> blocks,
                 const std::string& address = "https://www.mca.gov.cn/n152/n165/index.html") {
  Document document;
  document.page.state = PageState::list_page;
  document.page.url = address;
  document.blocks = std::move(blocks);
  return document;
}

using Pages = std::vector<ListedPage>;

}  // namespace

TEST_CASE("a list leads to its entries, each with its whole title and its day") {
  const auto listing = listing_of(list_of({
      entry("", "民政部公布2021年第三批涉…", " 2021-04-19", "/article/202104/1.shtml",
            "民政部公布2021年第三批涉嫌非法社会组织名单"),
      entry("· ", "关停网站", " [2021/04/14]", "../../n152/n165/c17/content.html#top"),
      entry("", "无日期", "", "https://other.example/x"),
      entry("", "首页", "", "javascript:void(0)"),
      entry("", "本页", "", "#"),
  }));
  CHECK(listing.pages == Pages{{"https://www.mca.gov.cn/article/202104/1.shtml",
                                "民政部公布2021年第三批涉嫌非法社会组织名单", "2021-04-19"},
                               {"https://www.mca.gov.cn/n152/n165/c17/content.html", "关停网站", "2021-04-14"},
                               {"https://other.example/x", "无日期", std::nullopt}});
}

TEST_CASE("an entry whose title and day are links of their own is one entry") {
  const auto listing = listing_of(list_of({entry("", "名单公布", "", "./a.html"),
                                           entry("", "2026-07-24", "", "./a.html"), entry("", "图", "", "./a.html")}));
  CHECK(listing.pages == Pages{{"https://www.mca.gov.cn/n152/n165/a.html", "名单公布", "2026-07-24"}});
}

TEST_CASE("a day inside a title is no date of publication unless the title ends with it") {
  const auto listing = listing_of(list_of({entry("", "自2021年3月20日以来取缔的非法社会组织名单公布", "", "./a.html"),
                                           entry("", "名单公布 2026-07-24", "", "./b.html")}));
  REQUIRE(listing.pages.size() == 2);
  CHECK(listing.pages[0].published == std::nullopt);
  CHECK(listing.pages[1].published == "2026-07-24");
}

TEST_CASE("the signature of a WeChat address is kept") {
  const std::string signed_address =
      "http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1&sn=0123&chksm=8b5e#rd";
  const auto listing =
      listing_of(list_of({entry("", "名单", "", signed_address)}, "https://mp.weixin.qq.com/mp/appmsgalbum"));
  REQUIRE(listing.pages.size() == 1);
  CHECK(listing.pages[0].url == signed_address);
}

TEST_CASE("pages that are no lists lead nowhere but where they send the reader") {
  auto stub = list_of({entry("", "名单", "", "./a.html")});
  stub.page.state = PageState::shell;
  stub.sent_to = "https://www.mca.gov.cn/b.html";
  const auto listing = listing_of(stub);
  CHECK(listing.pages.empty());
  CHECK(listing.sent_to == "https://www.mca.gov.cn/b.html");
}

TEST_CASE("a source wants listed pages by title and day") {
  Source source;
  source.since = "2021-03-20";
  const auto titles = TitleFilter::make("非法社会组织", "征集");
  REQUIRE(titles);
  const auto wanted = [&](const std::string& title, std::optional<std::string> published) {
    return is_wanted({"https://a.example/", title, std::move(published)}, source, *titles);
  };
  CHECK(wanted("涉嫌非法社会组织名单", "2021-03-20"));
  CHECK(wanted("涉嫌非法社会组织名单", "2022-01-01T09:30:00+08:00"));
  CHECK(wanted("涉嫌非法社会组织名单", std::nullopt));
  CHECK_FALSE(wanted("涉嫌非法社会组织名单", "2021-03-19T23:59:00+08:00"));
  CHECK_FALSE(wanted("非法社会组织线索征集", "2021-03-20"));
  CHECK_FALSE(wanted("年度检查", "2021-03-20"));
}
