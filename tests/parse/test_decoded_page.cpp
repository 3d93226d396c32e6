#include <string>

#include "parse/charset_choice.hpp"
#include "parse/decoded_page.hpp"
#include "tests/catch.hpp"

using namespace mingdan;
using namespace std::string_literals;

namespace {

const std::string kGb =
    "\xC3\xF1\xD5\xFE\xB2\xBF\xB9\xAB\xB8\xE6\xB7\xC7\xB7\xA8\xC9\xE7\xBB\xE1\xD7\xE9\xD6\xAF";  // 民政部公告非法社会组织
const std::string kUtf8 = "民政部公告非法社会组织";

std::string repeated(const std::string& text, int times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

DecodedPage decoded(const std::string& body, std::optional<std::string> header = std::nullopt,
                    std::optional<std::string> url = std::nullopt) {
  Page page;
  page.input = "page.html";
  page.body = body;
  page.http_charset = std::move(header);
  page.url = std::move(url);
  return decode_page(page);
}

bool has_conflict(const DecodedPage& page) {
  return !page.findings.empty() && page.findings[0].code == "charset_conflict";
}

}  // namespace

TEST_CASE("The charset is what the bytes are whatever the page says") {
  struct Case {
    std::string body;
    std::optional<std::string> header;
    std::string charset;
    bool conflict;
  };
  const Case kCases[] = {
      {"<meta charset=utf-8>" + kUtf8, {}, "utf-8", false},
      {"<meta charset=utf8>" + kUtf8, {}, "utf-8", false},
      {"<meta charset=gb2312>" + kGb, {}, "gb18030", false},
      {"<meta charset=utf-8>" + kGb, {}, "gb18030", true},
      {"<meta charset=gb2312>" + kUtf8, {}, "utf-8", true},
      {kUtf8, {}, "utf-8", false},
      {kGb, {}, "gb18030", false},
      {kGb, "gbk", "gb18030", false},
      {kGb, "utf-8", "gb18030", true},
      {"<meta charset=gbk>" + kUtf8, "utf-8", "utf-8", true},
      {"\xEF\xBB\xBF<meta charset=gbk>" + kUtf8, {}, "utf-8", true},
      {"\xFF\xFE<\0p\0>\0\x11\x6C"s, {}, "utf-16le", false},
      {"<\0p\0>\0a\0b\0c\0\x11\x6C"s, {}, "utf-16le", false},
      {"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>" + kGb, {}, "gb18030", false},
      {"<META CONTENT=\"text/html;charset=GBK\" HTTP-EQUIV=\"content-type\" />" + kGb, {}, "gb18030", false},
      {"<script charset=utf-8></script><meta charset=gb2312>" + kGb, {}, "gb18030", false},
      {"<!-- <meta charset=utf-8> --><meta charset=gb2312>" + kGb, {}, "gb18030", false},
      {"<title><meta charset=utf-8></title><meta charset=gb2312>" + kGb, {}, "gb18030", false},
      {"<meta charset=gb2312><meta charset=utf-8>" + kGb, {}, "gb18030", false},
      {"<meta charset=iso-8859-1>" + kGb, {}, "gb18030", true},
      {"<meta charset=iso-8859-1>caf\xE9 na\xEFve", {}, "windows-1252", false},
      {"<meta charset=x-unknown>" + kGb, {}, "gb18030", true},
      {"<meta charset=utf-16>" + kUtf8, {}, "utf-8", false},
      {"<meta charset=gb2312>plain", {}, "gb18030", false},
      {"plain", {}, "utf-8", false},
      {kUtf8.substr(0, kUtf8.size() - 1), {}, "utf-8", false},
      {"<meta charset=gb2312>" + kGb.substr(0, kGb.size() - 1), {}, "gb18030", false},
      {repeated(kUtf8, 200) + "\xB0\xA1" + repeated(kUtf8, 200) + "\xFF", {}, "utf-8", false},
      {"<meta charset=gb2312>\xA1\xA4" + kGb, {}, "gb18030", false},
  };
  for (const auto& one : kCases) {
    CAPTURE(one.body.substr(0, 80), one.charset);
    const auto page = decoded(one.body, one.header);
    CHECK(page.charset == one.charset);
    CHECK(has_conflict(page) == one.conflict);
    CHECK(page.text.find('\0') == std::string::npos);
  }
}

TEST_CASE("Big5 is read where it is declared or where its hosts are") {
  const std::string big5 = "\xA5\xC1\xAC\x46\xA4\xBD\xA7\x69\xAA\xC0\xB7\x7C\xB2\xD5\xC2\xB4";
  CHECK(decoded("<meta charset=big5>" + big5).charset == "big5");
  CHECK(decoded(big5, {}, "https://www.news.gov.hk/x.htm").charset == "big5");
  CHECK(decoded(big5, {}, "http://big5.news.example/x.htm").charset == "big5");
  CHECK(decoded(big5, {}, "http://www.news.example/x.htm").charset == "gb18030");
  CHECK(decoded("<meta charset=big5>" + big5).text.find("民政公告") != std::string::npos);
}

TEST_CASE("A conflict names both sides") {
  const auto page = decoded("<meta charset=UTF-8>" + kGb);
  REQUIRE(page.findings.size() == 1);
  CHECK(page.findings[0].message == "the page says UTF-8, the bytes are gb18030");
  CHECK(page.findings[0].severity == Severity::info);
  CHECK(page.text.find(kUtf8) != std::string::npos);
  CHECK(decoded("<meta charset=UTF-8>" + kGb + "\xFF").findings[0].severity == Severity::warning);
}

TEST_CASE("The byte order mark stays in the text so that spans count it") {
  const auto page = decoded("\xEF\xBB\xBF<p>" + kUtf8);
  CHECK(page.text == "\xEF\xBB\xBF<p>" + kUtf8);
}

TEST_CASE("A dump escaped as one JSON string is undone and its runs lead back") {
  const std::string body =
      R"(<meta charset=\"utf-8\">\n<p class=\"a\">1\u3001\u4e2d国\t\ud83d\ude00\/\\x\q</p>\n<p id=\"b\">)";
  const auto page = decoded(body);
  CHECK(page.text == "<meta charset=\"utf-8\">\n<p class=\"a\">1、中国\t😀/\\x\\q</p>\n<p id=\"b\">");
  std::size_t at = 0;
  for (const auto& run : page.unescaped) {
    REQUIRE(run.text_offset == at);
    at += run.text_length;
    if (run.text_length != run.source_length) continue;
    CHECK(page.text.substr(run.text_offset, run.text_length) == body.substr(run.source_offset, run.source_length));
  }
  CHECK(at == page.text.size());
  CHECK(page.findings.empty());
  CHECK(decoded(R"(<script>var a = "<p class=\"x\">\n<p id=\"y\">";</script><p class="a"><b id="b"></b></p>)")
            .unescaped.empty());
}
