#include <string>

#include "parse/site_page.hpp"
#include "parse/wechat_page.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

/// Pages here are written for these tests; names and addresses in them are made up.

Document read(const std::string& html, const std::string& url = {}) {
  auto tree = HtmlTree::parse(html);
  REQUIRE(tree);
  Page page;
  PageSummary summary;
  summary.sha256 = "00ff";
  if (!url.empty()) page.url = summary.url = url;
  return read_site_page(*tree, page, summary);
}

const std::string kText =
    "<p>近日，某省民政厅依法对以下三家涉嫌非法社会组织进行了调查，现将名单予以公布，请社会公众提高警惕。</p>"
    "<p>1.中国蓝天试验协会</p><p>2.华夏云海研究会</p><p>3.东方星辰促进会</p>";

std::string page_with(const std::string& title, const std::string& body) {
  return "<html><head><title>" + title + "</title></head><body>" + body + "</body></html>";
}

std::string joined(const Document& document) {
  std::string text;
  for (const auto& block : document.blocks) text += (text.empty() ? "" : "|") + block.text;
  return text;
}

/// The bytes that the runs of the title lead to, one run after the other.
std::string cited_title(const std::string& html, const Document& document) {
  REQUIRE(document.title_block);
  std::string text;
  for (const auto& run : document.title_block->runs) text += html.substr(run.source_offset, run.source_length);
  return text;
}

const std::string kLines = "中国蓝天试验协会|2.华夏云海研究会|3.东方星辰促进会";

}  // namespace

TEST_CASE("without an address layout and wording together tell whose page it is") {
  const auto site = [](const std::string& title, const std::string& body) {
    return read(page_with(title, body)).page.site;
  };
  const std::string zoom = "<div id='zoom'>" + kText + "</div>";
  CHECK(site("某公告-中华人民共和国民政部", zoom) == Site::mca);
  CHECK(site("某公告_中央网络安全和信息化委员会办公室", "<div id='BodyLabel'>" + kText + "</div>") == Site::cac);
  CHECK(site("某公告", "<span id='pubtime'>2021-01-02</span><div id='BodyLabel'>" + kText + "</div>") == Site::cac);
  CHECK(site("某公告-新华网", "<div id='p-detail'>" + kText + "</div>") == Site::press);
  CHECK(site("某公告--时政--人民网", "<div id='rwb_zw'>" + kText + "</div>") == Site::press);
  CHECK(site("某公告_中国政府网", "<div id='UCAP-CONTENT'>" + kText + "</div>") == Site::gov);
  CHECK(site("中国社会组织公共服务平台", "<div id='fontinfo'>" + kText + "</div>") == Site::chinanpo);
}

TEST_CASE("neither layout nor wording alone makes a page official") {
  CHECK(read(page_with("某公告-中华人民共和国民政部", "<div class='x'>" + kText + "</div>")).page.site ==
        Site::unknown);
  CHECK(read(page_with("中华人民共和国民政部公告", "<div id='zoom'>" + kText + "</div>")).page.site == Site::unknown);
  CHECK(read(page_with("某公告-某行业网", "<div id='zoom'>" + kText + "</div>")).page.site == Site::unknown);
}

TEST_CASE("a known address decides against all that the page says") {
  const auto html = page_with("某公告-中华人民共和国民政部", "<div id='zoom'>" + kText + "</div>");
  CHECK(read(html, "http://www.hangye.example/1.html").page.site == Site::unknown);
  const std::string head =
      "<meta name='SiteDomain' content='www.mca.gov.cn'><link rel='canonical' href='http://www.hangye.example/1.html'>";
  CHECK(read(head + html).page.site == Site::unknown);
  CHECK(read("<meta name='SiteDomain' content='www.mca.gov.cn'>" + html).page.site == Site::mca);
}

TEST_CASE("a title leads back to the bytes that print it") {
  const std::string body = "<div id='zoom'>" + kText + "</div>";
  const auto in_title = page_with("关于某事的公告_通知_某局", body);
  CHECK(cited_title(in_title, read(in_title)) == "关于某事的公告");
  const auto two_lines = page_with("某局", "<h1>关于某事<br>的公告名单</h1>" + body);
  const auto document = read(two_lines);
  CHECK(document.title_block->text == "关于某事 的公告名单");
  CHECK(cited_title(two_lines, document) == "关于某事的公告名单");
  const std::string meta = "<meta name=\"ArticleTitle\" content=\"关于&ldquo;某会&rdquo;的公告\">" + body;
  CHECK(cited_title(meta, read(meta)) == "关于&ldquo;某会&rdquo;的公告");
}

TEST_CASE("a line before the body is the title where the page names only its site") {
  const auto html = page_with(
      "某市民政局", "<div class='t'>关于公布某某名单的公告</div><div>2023-06-05</div><div>" + kText + "</div>");
  const auto document = read(html);
  CHECK(document.page.title == "关于公布某某名单的公告");
  CHECK(cited_title(html, document) == "关于公布某某名单的公告");
}

TEST_CASE("furniture inside the body element is cut and the text is not") {
  const std::string head = "<h1>关于某某名单的公告</h1><p>来源：某局 发布日期：2023-06-05 字号：大 中 小</p>";
  const std::string tail =
      "<p>【打印】【关闭】</p><p>上一篇：<a href='1.html'>某会议召开</a></p><p>下一篇：没有了</p><h3>相关链接</h3>"
      "<ul><li><a href='/2022/1.html'>另一批名单的公告</a></li></ul>";
  const auto document = read(page_with("关于某某名单的公告", "<div id='zoom'>" + head + kText + tail + "</div>"));
  CHECK(document.blocks.front().text.starts_with("近日"));
  CHECK(joined(document).ends_with(kLines));
  CHECK(document.page.source == "某局");
}

TEST_CASE("attachments and prose behind a caption are kept") {
  const std::string file = "<p>上一篇：无</p><p>附件：<a href='/a/1.docx'>名单</a></p>";
  CHECK(joined(read(page_with("某公告", "<div id='zoom'>" + kText + file + "</div>"))).ends_with("附件：名单"));
  const std::string more = "<p>相关链接</p><p><a href='/1.html'>查询</a></p>" + kText;
  CHECK(read(page_with("某公告", "<div id='zoom'>" + kText + more + "</div>")).blocks.size() == 10);
}

TEST_CASE("a body of furniture alone stays as it is") {
  const auto document =
      read(page_with("某某局责任编辑名单", "<div id='zoom'><p>责任编辑：某某局办公室宣传教育处网站编辑部</p></div>"));
  CHECK(joined(document) == "责任编辑：某某局办公室宣传教育处网站编辑部");
}

TEST_CASE("the minute that a page shows completes the day of its meta") {
  const std::string meta = "<meta name='PubDate' content='2023-06-05'>";
  const auto shown = [&](const std::string& time) {
    return read(meta + page_with("某公告", "<p>发布时间：" + time + "</p><div id='zoom'>" + kText + "</div>")).page;
  };
  CHECK(shown("2023-06-05 10:20").published_at == "2023-06-05T10:20:00+08:00");
  CHECK(shown("2023-06-05 10:20").published_origin == "visible");
  CHECK(shown("2023-06-04 10:20").published_at == "2023-06-05");
}

TEST_CASE("a WeChat article that lost its body's id or its elements is still one") {
  const std::string scripts =
      "<script>var biz = \"MzA5MzE5MDAzOA==\"; var mid = \"2650000001\"; var idx = \"1\";</script>";
  const auto wechat = [](const std::string& html) {
    auto tree = HtmlTree::parse(html);
    REQUIRE(tree);
    return read_wechat_page(*tree, Page{}, PageSummary{});
  };
  const auto copied =
      wechat("<div id='js_article'><div class='rich_media_content'>" + kText + "</div></div>" + scripts);
  REQUIRE(copied);
  CHECK(copied->page.state == PageState::article);
  CHECK(joined(*copied).ends_with(kLines));
  const auto bare = wechat(
      "<script>var PAGE_MID='mmbizwap:appmsg/newindex.html'; window.cgiDataNew = "
      "{ content_noencode: '\\x3cp\\x3e某某名单\\x3c/p\\x3e' };</script>");
  REQUIRE(bare);
  CHECK(bare->page.state == PageState::article);
  CHECK(joined(*bare) == "某某名单");
}

TEST_CASE("the reader's uin and key are reported when they are literals") {
  const auto count = [](const std::string& assignments) {
    const std::string html =  // the tree looks at it as long as it lives
        "<body id='activity-detail'><div id='js_content'>甲</div><script>var biz = "
        "\"MzA5MzE5MDAzOA==\";" +
        assignments + "</script></body>";
    auto tree = HtmlTree::parse(html);
    REQUIRE(tree);
    const auto document = read_wechat_page(*tree, Page{}, PageSummary{});
    REQUIRE(document);
    std::size_t found = 0;
    for (const auto& finding : document->findings) found += finding.code == "saved_session_values" ? 1U : 0U;
    return found;
  };
  CHECK(count("var uin = \"MTIzNDU2Nzg5MA==\"; var key = \"0123456789abcdef0123456789abcdef\";") == 2);
  CHECK(count("var uin = \"777\"; var key = \"\";") == 0);
  CHECK(count("var key = \"a stored item's name with blanks, longer than that\"; var uin = read('uin');") == 0);
}
