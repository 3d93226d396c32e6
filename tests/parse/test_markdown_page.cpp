#include "parse/markdown_page.hpp"
#include "tests/parse/blocks_of_text.hpp"

using namespace mingdan;
using Lines = std::vector<std::string>;

namespace {

Document read(const std::string& text) {
  Page page;
  page.input = "page.md";
  page.body = text;
  page.media_type = MediaType::markdown;
  PageSummary summary;
  summary.sha256 = std::string(64, 'a');
  auto document = read_markdown_page(text, page, summary);
  check_runs(document.blocks, text);
  if (document.title_block) check_runs({*document.title_block}, text);
  return document;
}

Lines lines(const std::string& text) { return lines_of(read(text).blocks); }

const std::string kWechat =
    "---\ntitle: \"关注：2家被关停\"\nurl: "
    "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=100&idx=2&sn=ab\nsource: 名录观察\n"
    "date: 2022-10-26\nfetch_date: 2025-10-03T20:54:42.1\nauthor: \nCustom: x: y\n---\n\n";

}  // namespace

TEST_CASE("Front matter gives what is known of the page") {
  const auto document = read(kWechat + "# 关注：2家被关停\n\n![cover](c.jpg)\n\n# 关注：2家被关停\n\n正文。\n");
  CHECK(document.page.site == Site::wechat);
  CHECK(document.page.state == PageState::article);
  CHECK(document.page.key == "wechat:MzA5MzE5MDAzOA==:100:2");
  CHECK(document.page.title == "关注：2家被关停");
  CHECK(document.page.account == "名录观察");
  CHECK_FALSE(document.page.source);
  CHECK_FALSE(document.page.author);
  CHECK(document.page.published_at == "2022-10-26");
  CHECK(document.page.published_origin == "front_matter");
  CHECK(document.page.saved_at == "2025-10-03T20:54:42+08:00");
  CHECK(lines_of(document.blocks) == Lines{"i c.jpg", "p 正文。"});
  REQUIRE(document.title_block);
  CHECK(document.title_block->text == "关注：2家被关停");
}

TEST_CASE("Other sites keep their source and their own keys") {
  const auto document = read(
      "---\nurl: http://www.mca.gov.cn/article/xw/tzgg/202002/20200200023925.shtml\nsource: 民政部网站\n---\n甲\n");
  CHECK(document.page.site == Site::mca);
  CHECK(document.page.source == "民政部网站");
  CHECK_FALSE(document.page.account);
  CHECK(document.page.key == "mca:20200200023925");
}

TEST_CASE("Text without front matter is an article of an unknown site") {
  const auto document = read("# 标题\n\n1.甲\n");
  CHECK(document.page.site == Site::unknown);
  CHECK(document.page.state == PageState::article);
  CHECK(document.page.title == "标题");
  CHECK(document.page.key == "sha256:" + std::string(64, 'a'));
  CHECK(lines_of(document.blocks) == Lines{"p 1.甲"});
  CHECK(read("\n\n").page.state == PageState::unrecognised);
}

TEST_CASE("Interface text of WeChat is cut off behind the article and only there") {
  const std::string tail = "正文。\n\n知道了\n\n预览时标签不可点\n\n阅读原文\n\n微信扫一扫\n关注该公众号\n";
  CHECK(lines_of(read(kWechat + tail).blocks) == Lines{"p 正文。"});
  CHECK(lines(tail).size() == 6);
}

TEST_CASE("A deleted article saved as Markdown is no article") {
  CHECK(read(kWechat + "该内容已被发布者删除\n").page.state == PageState::deleted);
}

TEST_CASE("Blocks of Markdown are headings, paragraphs, items, rows and images") {
  CHECK(lines("前言\n\n## 一、情况 ##\n\n甲\n乙\n\n丙\n===\n\n丁\n---\n戊\n\n---\n\n> 引\n> 文\n") ==
        Lines{"p 前言", "h 一、情况", "p 甲", "p~ 乙", "h 丙", "h 丁", "p 戊", "p 引", "p~ 文"});
  CHECK(lines("1.甲\n\n2. 乙\n3) 丙\n续\n\n- 丁\n* 戊\n\n10\\. 己\n") ==
        Lines{"p 1.甲", "l 2. 乙", "l 3) 丙", "l~ 续", "l 丁", "l 戊", "p 10. 己"});
  CHECK(lines("|序号|名称|\n|---|:-:|\n|1|**甲**\\|会|\n|2|乙|\n\n尾\n") ==
        Lines{"t !序号!名称", "t |1|甲|会", "t |2|乙", "p 尾"});
  CHECK(lines("```\n# 代码\n```\n正\r\n\r\n文\r\n") == Lines{"p # 代码", "p 正", "p 文"});
}

TEST_CASE("Inline marks go and what they mark stays") {
  CHECK(lines("**“全部”粗**\n\n**部分**粗\n\n*斜*和`码`和_线_\n\na_b_c 2*3*4 5 * 6\n\n**未完\n") ==
        Lines{"p* “全部”粗", "p 部分粗", "p 斜和码和_线_", "p a_b_c 234 5 * 6", "p **未完"});
  CHECK(lines("A&amp;B&nbsp;C &lt;名&gt; 1\\*2\\\\3<br>新<span style=x>行</span> a < b > c\n") ==
        Lines{"p A&B\u00a0C <名> 1*2\\3", "p~ 新行 a < b > c"});
}

TEST_CASE("A few words that nothing else is known of are no article") {
  for (const char* text : {"hello world\n", "404 page not found", "OK", "系统维护中，请稍后再试。\n"}) {
    CAPTURE(text);
    CHECK(read(text).page.state == PageState::unrecognised);
  }
  CHECK(read("# 通知\n\n短。\n").page.state == PageState::article);
  CHECK(read("近日，民政部依法取缔了中国营地教育联盟、中国国宾馆协会。\n").page.state == PageState::article);
}

TEST_CASE("Links and images of Markdown are kept") {
  const std::string text =
      "见[附件(一)](http://a/b_(1)?x=1&amp;y=2 "
      "\"题\")和[空]()及<http://c/d>。![图](http://e/f.png)\n\n[![](g.png)](http://h)\n\n![无]()\n\n[不是链接] [x\n";
  const auto document = read(text);
  CHECK(lines_of(document.blocks) ==
        Lines{"p 见附件(一)和空及http://c/d。", "i http://e/f.png", "i g.png", "p [不是链接] [x"});
  const auto& links = document.blocks[0].links;
  REQUIRE(links.size() == 2);
  CHECK(links[0].href == "http://a/b_(1)?x=1&y=2");
  CHECK(document.blocks[0].text.substr(links[0].text_offset, links[0].text_length) == "附件(一)");
  CHECK(links[1].href == "http://c/d");
  REQUIRE(document.blocks[2].links.size() == 1);
  CHECK(document.blocks[2].links[0].href == "http://h");
}

TEST_CASE("Markdown made of marks alone is read in linear time") {
  for (const std::string piece :
       {"[", "![", "[a](", "<a", "<", "**", "*a", "`", "\\", "|", "_a ", "](", "&", "> ", "# "}) {
    std::string text;
    while (text.size() < 60'000) text += piece;
    CAPTURE(piece);
    CHECK(read(text).page.site == Site::unknown);
  }
}
