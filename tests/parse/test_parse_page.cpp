#include "parse/parse_page.hpp"

#include <algorithm>

#include "parse/decoded_page.hpp"
#include "parse/session_values.hpp"
#include "parse/span_map.hpp"
#include "tests/parse/blocks_of_text.hpp"

using namespace mingdan;
using namespace std::string_literals;
using Lines = std::vector<std::string>;

namespace {

Page page_of(std::string body, MediaType type = MediaType::html) {
  Page page;
  page.input = "page.html";
  page.sha256 = std::string(64, 'b');
  page.bytes = body.size();
  page.body = std::move(body);
  page.media_type = type;
  return page;
}

std::string error_of(std::string body) {
  const auto parsed = parse_page(page_of(std::move(body)));
  return parsed.error ? parsed.error->code : "";
}

bool has_finding(const Document& document, std::string_view code) {
  return std::ranges::any_of(document.findings, [&](const Finding& finding) { return finding.code == code; });
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

}  // namespace

TEST_CASE("What is no page has a named error and a remedy") {
  CHECK(error_of("") == "empty_page");
  CHECK(error_of(" \r\n\xEF\xBB\xBF\n") == "empty_page");
  CHECK(error_of("%PDF-1.7\n%\xE2\xE3\xCF\xD3") == "not_html");
  CHECK(error_of("PK\x03\x04\x14\0\0\0"s) == "not_html");
  CHECK(error_of("\x1F\x8B\x08\0abc"s) == "not_html");
  CHECK(error_of("\x89PNG\r\n\x1A\n") == "not_html");
  CHECK(error_of(std::string(3000, '\x01')) == "not_html");
  CHECK(error_of(std::string((16U << 20) + 1, 'x')) == "too_large");
  const auto parsed = parse_page(page_of("%PDF-1.4"));
  CHECK_FALSE(parsed.document);
  CHECK_THAT(parsed.error->message, ContainsSubstring("page.html") && ContainsSubstring("save"));
}

TEST_CASE("Pages with NUL and broken bytes are read") {
  const auto parsed = parse_page(page_of("<html><body><p>甲\0乙</p><p>\xFF\xFE丙丁戊己</p></body></html>"s));
  REQUIRE(parsed.document);
  CHECK_FALSE(parsed.error);
  CHECK(parsed.document->page.charset == "utf-8");
}

TEST_CASE("A page over a budget gives its text beside the error") {
  const std::string body = "<title>公告&amp;名单</title><script>var a='<p>';</script><style>p{}</style>" +
                           repeated("<div>", 1000) +
                           "<p>1.甲&nbsp;会<br>2.乙会</p><img data-src='x.png'><a href='y?a&amp;b'>附件</a>";
  const auto parsed = parse_page(page_of(body));
  REQUIRE(parsed.error);
  CHECK(parsed.error->code == "depth_budget");
  REQUIRE(parsed.document);
  check_runs(parsed.document->blocks, body);
  CHECK(lines_of(parsed.document->blocks) == Lines{"p 1.甲\u00a0会", "p~ 2.乙会", "i x.png", "p 附件"});
  CHECK(parsed.document->page.title == "公告&名单");
  CHECK(parsed.document->page.state == PageState::unrecognised);
  CHECK(has_finding(*parsed.document, "unrecognised_page"));
  CHECK(parsed.document->blocks.back().links[0].href == "y?a&b");
}

TEST_CASE("The text fall-back knows a page of WeChat by its script literals") {
  auto page = page_of(
      "<script>var biz = \"MzA5MzE5MDAzOA==\"||\"\";var mid = \"100\";var idx = \"2\";var msg_title = '题';"
      "var nickname = \"名录\";var ct = \"1666747800\";</script><p>文</p>");
  const auto parsed = parse_page_text(page, {"worker_died", "the parser died"});
  REQUIRE(parsed.document);
  CHECK(parsed.error->code == "worker_died");
  CHECK(parsed.document->page.site == Site::wechat);
  CHECK(parsed.document->page.key == "wechat:MzA5MzE5MDAzOA==:100:2");
  CHECK(parsed.document->page.title == "题");
  CHECK(parsed.document->page.account == "名录");
  CHECK(parsed.document->page.published_at == "2022-10-26T09:30:00+08:00");
}

TEST_CASE("Markdown, JSON and HTML are told apart whatever the file is called") {
  const auto markdown = parse_page(page_of("---\ntitle: 题\n---\n1.甲\n"));
  REQUIRE(markdown.document);
  CHECK(markdown.document->page.title == "题");
  const auto plain = parse_page(page_of("关于取缔的公告\n\n1.甲\n"));
  CHECK(lines_of(plain.document->blocks) == Lines{"p 关于取缔的公告", "p 1.甲"});
  const auto html = parse_page(page_of("<!DOCTYPE html><html><body><p>甲</p></body></html>", MediaType::markdown));
  CHECK(lines_of(html.document->blocks) == Lines{"p 甲"});
  const auto json = parse_page(page_of("{\"a\": [1, 2]}", MediaType::json));
  CHECK(json.document->page.state == PageState::unrecognised);
  CHECK(has_finding(*json.document, "unrecognised_page"));
}

TEST_CASE("Runs of an escaped dump count the dump's own bytes") {
  const std::string body =
      R"(<html>\n<body id=\"a\">\n<p class=\"x\">1、甲\u4f1a &amp; \"乙\"</p>\n<p class=\"y\">丙</p></body></html>)";
  const auto parsed = parse_page(page_of(body));
  REQUIRE(parsed.document);
  REQUIRE(parsed.document->blocks.size() == 2);
  CHECK(parsed.document->blocks[0].text == "1、甲会 & \"乙\"");
  check_runs(parsed.document->blocks, body);
  const auto& run = parsed.document->blocks[1].runs.at(0);
  CHECK(body.substr(run.source_offset, run.source_length) == "丙");
}

TEST_CASE("Spans are led back through a map and cover what was replaced") {
  const std::vector<Run> map{{0, 5, 0, 5}, {5, 1, 5, 2}, {6, 4, 7, 4}};
  CHECK(mapped_span(map, {1, 3}) == Span{1, 3});
  CHECK(mapped_span(map, {4, 2}) == Span{4, 3});
  CHECK(mapped_span(map, {5, 1}) == Span{5, 2});
  CHECK(mapped_span(map, {6, 4}) == Span{7, 4});
  CHECK(mapped_span({}, {6, 4}) == Span{6, 4});
}

TEST_CASE("Values of a reader's session are found and code is not") {
  for (const auto* leak : {"https://mp.weixin.qq.com/s?a=1&pass_ticket=Ab%2Bcdefghij0123456789",
                           "var appmsg_token = \"1030_abcdefghijklmnop~~\";",
                           "&uin=MTIzNDU2Nzg5&key=0123456789abcdef0123456789abcdef0123456789abcdef&devicetype=x"}) {
    CAPTURE(leak);
    const auto found = saved_session_values(leak);
    REQUIRE(found);
    CHECK(found->code == "saved_session_values");
    CHECK(found->severity == Severity::warning);
    CHECK(found->evidence->end() <= std::string_view(leak).size());
  }
  for (const auto* code :
       {"var uin = params['uin'] || \"\"; var key = params['key'] || '';", "url+\"&pass_ticket=\"+pass_ticket",
        "var pass_ticket = \"\"; appmsg_token = ''", "\"&uin=777&key=777&pass_ticket=\"",
        "x_pass_ticket=abcdefghijklmnopqrstuv", "key=0123456789abcdef0123456789abcdef"}) {
    CAPTURE(code);
    CHECK_FALSE(saved_session_values(code));
  }
}

TEST_CASE("Entries that a Hanweb page keeps in a script are read where they stand") {
  const std::string page =
      "<html><head><meta name='ColumnName' content='公告公示'><title>公告公示</title></head><body><div id='334251'>"
      "<script type=\"text/xml\"><datastore>\n<nextgroup><![CDATA[<a href=\"/module/web/jpage/dataproxy.jsp?page=1\">"
      "</a>]]></nextgroup><recordset>"
      "<record><![CDATA[<li><a href='/art/2024/1/1/art_12_101.html' "
      "title='关于公布第一批名单的公告'>关于公布第一批名单的公告</a><b>2024-01-01</b></li>]]></record>"
      "<record><![CDATA[<li><a href='/art/2024/2/1/art_12_102.html' "
      "title='关于公布第二批名单的公告'>关于公布第二批名单的公告</a><b>2024-02-01</b></li>]]></record>"
      "</recordset></datastore></script></div></body></html>";
  const auto document = *parse_page(page_of(page)).document;
  CHECK(document.page.state == PageState::list_page);
  REQUIRE(document.blocks.size() == 2);
  CHECK(document.blocks[1].text.starts_with("关于公布第二批名单的公告"));
  CHECK(document.blocks[1].runs.front().source_offset == page.find("关于公布第二批名单的公告</a>"));
}
