#include "parse/next_page.hpp"
#include "parse/parse_page.hpp"
#include "tests/catch.hpp"
#include "text/url.hpp"

using namespace mingdan;

namespace {

using Address = std::optional<std::string>;

Address next_in(const std::string& markup, const std::string& address) {
  const std::string source = "<html><body>" + markup + "</body></html>";
  const auto tree = HtmlTree::parse(source);
  REQUIRE(tree);
  return next_html_page(*tree, address);
}

Document parsed(const std::string& body, const std::string& url, MediaType type) {
  Page page;
  page.input = "page";
  page.url = url;
  page.media_type = type;
  page.body = body;
  page.sha256 = std::string(64, '0');
  auto read = parse_page(page);
  REQUIRE(read.document);
  return std::move(*read.document);
}

constexpr const char* kColumn = "http://www.mca.gov.cn/article/xw/tzgg/";

}  // namespace

TEST_CASE("a list goes on where its pager's link leads") {
  struct Case {
    std::string markup;
    Address next;
  };
  const std::string base = kColumn;
  for (const auto& [markup, next] : std::vector<Case>{
           {R"(共31页 <a href="?2">下一页</a>)", base + "?2"},
           {R"(<a href="index_3497341_74.html">下一页&gt;</a>)", base + "index_3497341_74.html"},
           {R"(<a class="next" href="./index_2.shtml"><img src="n.png"></a>)", base + "index_2.shtml"},
           {R"(<a href="/list?p=3" rel="next">3</a>)", std::string("http://www.mca.gov.cn/list?p=3")},
           {R"(<a title="下一页" href="b.html">»</a>)", base + "b.html"},
           {R"~(<a href="javascript:void(0)">下一页</a>)~", std::nullopt},
           {R"(<a href="#">下一页</a>)", std::nullopt},
           {R"(<a href="">下一页</a>)", std::nullopt},
           {R"(<a class="next disabled" href="?9">下一页</a>)", std::nullopt},
           {R"(<a href="http://other.example/?2">下一页</a>)", std::nullopt},
           {R"(首页 <a href="../">通知公告</a> > <a href="c1/content.html">下一步工作安排</a>)", std::nullopt},
       }) {
    CAPTURE(markup);
    CHECK(next_in(markup, kColumn) == next);
  }
}

TEST_CASE("the pages of a TRS column are computed as its own script does") {
  const std::string call = R"(<script>createPageHTML(17, 0, "index", "html");</script>)";
  const std::string by_id = R"(<script>createPageHTML('page-div',3, 0,'index','shtml',100);</script>)";
  const std::string counted = R"html(<script>var currentPage = 0;//所在页从0开始
var countPage = 3//共多少页
document.write("<a href=\"index"+"_" + nextPage + "."+"html\">下一页</a>");</script>)html";
  const std::string column = "https://mzt.example.gov.cn/tzgg/";
  CHECK(next_in(call, column) == column + "index_1.html");
  CHECK(next_in(call, column + "index.html") == column + "index_1.html");
  CHECK(next_in(call, column + "index_15.html") == column + "index_16.html");
  CHECK(next_in(call, column + "index_16.html") == std::nullopt);
  CHECK(next_in(by_id, column) == column + "index_1.shtml");
  CHECK(next_in(by_id, column + "index_2.shtml") == std::nullopt);
  CHECK(next_in(counted, column) == column + "index_1.html");
  CHECK(next_in(counted, column + "index_2.html") == std::nullopt);
  CHECK(next_in("<script>var countPage = 9; var page = 1;</script>", column) == std::nullopt);
  CHECK(next_in(R"(<script>createPageHTML(999999999999, 0);</script>)", column) == std::nullopt);
}

TEST_CASE("a JSON list that is asked for by number has the next number") {
  CHECK(next_numbered_page("https://www.cac.gov.cn/cms/JsonList?channelCode=A093702&perPage=20&pageno=1") ==
        "https://www.cac.gov.cn/cms/JsonList?channelCode=A093702&perPage=20&pageno=2");
  CHECK(next_numbered_page("http://www.gd.gov.cn/gkmlpt/api/all/5?page=9&sid=2") ==
        "http://www.gd.gov.cn/gkmlpt/api/all/5?page=10&sid=2");
  CHECK(next_numbered_page("https://www.cac.gov.cn/cms/JsonList") == std::nullopt);
  CHECK(next_numbered_page("https://www.cac.gov.cn/cms/JsonList?pageno=x") == std::nullopt);
  const auto list = parsed(R"({"list":[{"topic":"公告","infourl":"//www.cac.gov.cn/2022-10/26/c_12.htm"}]})",
                           "https://www.cac.gov.cn/cms/JsonList?pageno=1", MediaType::json);
  CHECK(list.next_page == "https://www.cac.gov.cn/cms/JsonList?pageno=2");
  const auto last = parsed(R"({"list":[]})", "https://www.cac.gov.cn/cms/JsonList?pageno=2", MediaType::json);
  CHECK(last.next_page == std::nullopt);
}

TEST_CASE("an album goes on behind its last article while its answer says so") {
  const std::string address =
      "https://mp.weixin.qq.com/mp/appmsgalbum?__biz=MzA5MzE5MDAzOA==&action=getalbum&album_id=3329839945947119000"
      "&count=10&f=json";
  const auto page = [](const std::string& list, const std::string& flag) {
    return R"({"base_resp":{"ret":0},"getalbum_resp":{"article_list":)" + list + R"(,"continue_flag":")" + flag +
           R"("}})";
  };
  const std::string first =
      R"({"title":"甲","url":"http://mp.weixin.qq.com/s?a=1","msgid":"2664100019","itemidx":"1"})";
  const std::string second =
      R"({"title":"乙","url":"http://mp.weixin.qq.com/s?a=2","msgid":"2664100018","itemidx":"2"})";
  const auto next = [&](const std::string& body) { return parsed(body, address, MediaType::json).next_page; };
  const auto behind = [&](const std::string& message, const std::string& item) {
    return address + "&begin_msgid=" + message + "&begin_itemidx=" + item;
  };
  CHECK(next(page("[" + first + "," + second + "]", "1")) == behind("2664100018", "2"));
  CHECK(next(page(first, "1")) == behind("2664100019", "1"));
  CHECK(next(page("[" + first + "," + second + "]", "0")) == std::nullopt);
  CHECK(next(R"({"base_resp":{"ret":0},"getalbum_resp":{"continue_flag":"1"}})") == std::nullopt);
}

TEST_CASE("an album's HTML page goes on as JSON when it shows fewer articles than it has") {
  const auto page = [](const std::string& count) {
    return R"(<html><head><script>window.PAGE_MID='mmbizwap:pages/album.html';</script></head><body class="wx_wap_page">
<ul class="album__list js_album_list"><li class="album__list-item js_album_item" data-msgid="2664100018" data-itemidx="1"
data-link="http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&amp;mid=2664100018&amp;idx=1&amp;sn=0123456789abcdef0123456789abcdef"
data-title="公布名单"><span class="album__item-title-wrp">公布名单</span></li></ul>
<script>window.cgiData = { albumId: '3329839945947119000', title: '名单', article_count: ')" +
           count + R"(' * 1, articleList: [] };</script></body></html>)";
  };
  const std::string address = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&album_id=3329839945947119000";
  CHECK(parsed(page("30"), address, MediaType::html).next_page ==
        address + "&count=20&begin_msgid=2664100018&begin_itemidx=1&f=json");
  CHECK(parsed(page("1"), address, MediaType::html).next_page == std::nullopt);
}

TEST_CASE("a page that only sends the reader on says where") {
  const auto stub =
      parsed("<html><head><script>window.location.href=\"202104/20210400033217.shtml\";</script></head></html>",
             kColumn, MediaType::html);
  CHECK(stub.page.state == PageState::shell);
  CHECK(stub.sent_to == std::string(kColumn) + "202104/20210400033217.shtml");
}

TEST_CASE("a query parameter is set at its place or behind the others") {
  CHECK(with_query_value("http://a.example/x", "p", "2") == "http://a.example/x?p=2");
  CHECK(with_query_value("http://a.example/x?p=1&q=3#top", "p", "2") == "http://a.example/x?p=2&q=3#top");
  CHECK(with_query_value("http://a.example/x?q=3", "p", "甲 &") == "http://a.example/x?q=3&p=%E7%94%B2%20%26");
  CHECK(with_query_value("http://a.example/x?p=1&p=4", "p", "2") == "http://a.example/x?p=2");
}
