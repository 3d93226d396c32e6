#include <algorithm>

#include "parse/wechat_json.hpp"
#include "parse/wechat_page.hpp"
#include "parse/wechat_wording.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

// All markup here is synthetic: written for these tests after the structure of real pages.

std::optional<Document> read(const std::string& markup, std::optional<std::string> url = std::nullopt) {
  const auto tree = HtmlTree::parse(markup);
  REQUIRE(tree.has_value());
  Page page;
  PageSummary summary;
  summary.sha256 = "0123";
  summary.url = std::move(url);
  return read_wechat_page(*tree, page, summary);
}

std::string joined(const Document& document) {
  std::string text;
  for (const auto& block : document.blocks) text += (text.empty() ? "" : "|") + block.text;
  return text;
}

/// The words of the page that stand for a block's text from `offset` on.
std::string cited(const std::string& markup, const Block& block, std::string_view words) {
  const auto at = block.text.find(words);
  REQUIRE(at != std::string::npos);
  std::size_t start = markup.size();
  std::size_t end = 0;
  for (const auto& run : block.runs) {
    if (run.text_offset + run.text_length <= at || run.text_offset >= at + words.size()) continue;
    const bool same = run.text_length == run.source_length;
    const auto from = same ? std::max<std::size_t>(at, run.text_offset) - run.text_offset : 0;
    const auto to = same ? std::min<std::size_t>(at + words.size(), run.text_offset + run.text_length) - run.text_offset
                         : run.source_length;
    start = std::min(start, run.source_offset + from);
    end = std::max(end, run.source_offset + to);
  }
  REQUIRE(start < end);
  return markup.substr(start, end - start);
}

const std::string kArticle2018 = R"(<html><body id="activity-detail" class="zh_CN mm_appmsg">
<script>var biz = ""||"MzA5MzE5MDAzOA=="; var sn = "" || ""|| ""; var mid = "" || ""|| "2650000001";
var idx = "" || "" || "2"; ad({nick_name: '微信广告', user_name: 'gh_1e80bb81a1d2'});</script>
<h2 class="rich_media_title" id="activity-name">关于非法社会组织的提示</h2>
<em id="post-date">3天前</em><a id="post-user">某市民政</a>
<div class="rich_media_content" id="js_content" style="visibility: hidden;"><p><span>1、</span><span>甲协会</span></p>
<p>此内容因违规无法查看</p><p style="display:none">x</p></div>
<script>var nickname = "某市民政"; var ct = "1521542299"; var publish_time = "2018-03-20" || "";
var user_name = "gh_0123456789ab"; var msg_title = "关于非法社会组织的提示"; var _copyright_stat = "1";
var msg_link = "http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==\x26amp;mid=2650000001\x26amp;idx=2\x26amp;chksm=ab#rd";
var msg_source_url = 'https:\/\/example.org\/a?b=1&amp;c=2'; var svr_time = "1522666734" * 1;</script></body></html>)";

const std::string kNewData = R"(window.cgiDataNew = { base_resp: { ret: '0' * 1, },
  user_name: JsDecode('gh_0123456789ab'), nick_name: JsDecode('某市民政'), title: JsDecode('%TITLE%'),
  content_noencode: JsDecode('%CONTENT%'), alias: JsDecode('mszs'), ori_create_time: '1759817591' * 1,
  svr_time: '1762927292' * 1, item_show_type: '%TYPE%' * 1, copyright_info: { copyright_stat: '2' * 1,
  reprint_type: '%REPRINT%' * 1, }, bizuin: JsDecode('MzA5MzE5MDAzOA=='), mid: '2650000002' * 1, idx: '1' * 1,
  picture_page_info_list: [ { cdn_url: JsDecode('https://mmbiz.qpic.cn/a/0?x=1\x26amp;y=2'), width: '1' * 1, }, ],
  link: JsDecode('https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv'), };)";

std::string new_page(std::string_view type, std::string_view content, std::string_view body,
                     std::string_view title = "标题", std::string_view reprint = "0") {
  auto data = kNewData;
  const auto fill = [&data](std::string_view mark, std::string_view value) {
    data.replace(data.find(mark), mark.size(), value);
  };
  fill("%TITLE%", title);
  fill("%CONTENT%", content);
  fill("%TYPE%", type);
  fill("%REPRINT%", reprint);
  return "<html><body class=\"zh_CN\">" + std::string(body) +
         "<script>window.PAGE_MID=\"mmbizwap:pages/common_share.html\"</script><script h5only>" + data +
         "</script></body></html>";
}

std::string note_page(std::string_view note) {
  return "<html><head><link rel=\"icon\" href=\"//res.wx.qq.com/mmbizwap/icon.ico\"></head><body>"
         "<div class=\"weui-msg\"><div class=\"weui-msg__text-area\"><h2 class=\"weui-msg__title\"> " +
         std::string(note) + " </h2></div></div><script>var s = '环境异常 参数错误';</script></body></html>";
}

}  // namespace

TEST_CASE("An article tells its identity and fields by its scripts") {
  const auto document = read(kArticle2018);
  REQUIRE(document);
  const auto& page = document->page;
  CHECK(page.site == Site::wechat);
  CHECK(page.state == PageState::article);
  CHECK(page.key == "wechat:MzA5MzE5MDAzOA==:2650000001:2");
  CHECK(page.url == "http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=2650000001&idx=2&chksm=ab");
  CHECK(page.title == "关于非法社会组织的提示");
  CHECK(page.account == "某市民政");
  CHECK(page.account_id == "gh_0123456789ab");
  CHECK(page.published_at == "2018-03-20T18:38:19+08:00");
  CHECK(page.published_origin == "ct");
  CHECK(page.saved_at == "2018-04-02T18:58:54+08:00");
  CHECK(page.source_url == "https://example.org/a?b=1&c=2");
  CHECK(page.original == true);
  CHECK(document->findings.empty());
}

TEST_CASE("An article that quotes a note stays an article and keeps its lines") {
  const auto document = read(kArticle2018);
  REQUIRE(document);
  CHECK(joined(*document) == "1、甲协会|此内容因违规无法查看");
  REQUIRE(document->title_block);
  CHECK(cited(kArticle2018, *document->title_block, "非法社会组织") == "非法社会组织");
}

TEST_CASE("Sources that disagree give findings that name both") {
  const auto url = "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=2650000009&idx=2";
  const auto document = read(kArticle2018, url);
  REQUIRE(document);
  CHECK(document->page.key == "wechat:MzA5MzE5MDAzOA==:2650000001:2");
  REQUIRE(document->findings.size() == 1);
  CHECK(document->findings.front().code == "identity_conflict");
  CHECK_THAT(document->findings.front().message, ContainsSubstring("2650000001"));
  CHECK_THAT(document->findings.front().message, ContainsSubstring("2650000009"));
  auto dated = kArticle2018;
  dated.replace(dated.find("2018-03-20"), 10, "2018-03-28");
  const auto conflicting = read(dated);
  REQUIRE(conflicting);
  REQUIRE(conflicting->findings.size() == 1);
  CHECK(conflicting->findings.front().code == "date_conflict");
}

TEST_CASE("Addresses of the same page are kept as aliases with their check sum") {
  const auto document = read(kArticle2018, "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv");
  REQUIRE(document);
  CHECK(document->page.url == "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv");
  CHECK(document->page.aliases ==
        std::vector<std::string>{"http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=2650000001&idx=2&chksm=ab"});
}

TEST_CASE("The address that a browser left in a comment is taken") {
  const auto document =
      read("<!-- saved from url=(0049)https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv -->" + kArticle2018);
  REQUIRE(document);
  CHECK(document->page.url == "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv");
}

TEST_CASE("A text post has its lines from the script and its first line for a title") {
  const std::string text = R"(第一行\x0a \x0a1、甲\x26amp;乙协会\x0a2、丙学会)";
  const auto markup = new_page("10", text, R"(<div id="js_content"><p id="js_text_desc"></p><p>阅读</p></div>)", text);
  const auto document = read(markup);
  REQUIRE(document);
  CHECK(document->page.state == PageState::text_post);
  CHECK(document->page.title == "第一行");
  CHECK(document->page.account_id == "mszs");
  CHECK(document->page.key == "wechat:MzA5MzE5MDAzOA==:2650000002:1");
  CHECK(document->page.published_origin == "ori_create_time");
  CHECK(joined(*document) == "第一行|1、甲&乙协会|2、丙学会");
  CHECK(cited(markup, document->blocks[1], "甲&乙协会") == R"(甲\x26amp;乙协会)");
  CHECK(cited(markup, document->blocks[2], "丙学会") == "丙学会");
}

TEST_CASE("An image post gives its text and its pictures") {
  const auto document = read(new_page("8", R"(名单见图\x0a\x3ca href=\x22https://example.org\x22\x3e来源\x3c/a\x3e)",
                                      R"(<div id="js_article"><div id="img_list"></div></div>)"));
  REQUIRE(document);
  CHECK(document->page.state == PageState::image_post);
  REQUIRE(document->blocks.size() == 3);
  CHECK(document->blocks[0].text == "名单见图");
  CHECK(document->blocks[1].text == "来源");
  CHECK(document->blocks[2].kind == BlockKind::image);
  CHECK(document->blocks[2].image_url == "https://mmbiz.qpic.cn/a/0?x=1&y=2");
  CHECK(document->blocks[2].source);
}

TEST_CASE("The image post of 2018 writes its text by script") {
  const std::string markup = R"(<html><body class="zh_CN page_share_img"><div id="js_article"><div id="js_content">
<p class="share_notice"><script>document.write("第一\n第二".replace(/\r/g,"").replace(/\s/g,"&nbsp;"))</script></p>
<div id="img_list"><img src="http://mmbiz.qpic.cn/b/0"></div></div></div>
<script>(function(_g){ var d = _g.cgiData; d.ct = "1534259178"; d.title = "分享图片"; d.nick_name = "某市民政";
d.biz = ""||"MzA5MzE5MDAzOA=="; d.mid = "" || ""|| "2650000003"; d.idx = "" || "" || "1"; })(window);</script>
</body></html>)";
  const auto document = read(markup);
  REQUIRE(document);
  CHECK(document->page.state == PageState::image_post);
  CHECK(document->page.key == "wechat:MzA5MzE5MDAzOA==:2650000003:1");
  CHECK(document->page.title == "分享图片");
  REQUIRE(document->blocks.size() == 3);
  CHECK(document->blocks[0].text == "第一");
  CHECK(document->blocks[1].text == "第二");
  CHECK(document->blocks[2].image_url == "http://mmbiz.qpic.cn/b/0");
}

TEST_CASE("A repost card has its text from the script but a full repost is an article") {
  const std::string content = R"(\x3cp\x3e1、甲协会\x3c/p\x3e\x3cp\x3e2、乙\x26amp;丙\x3c/p\x3e)";
  const auto markup = new_page(
      "0", content, R"(<div id="js_article"><div id="js_share_content"><div id="js_content"></div></div></div>)",
      "标题", "2");
  const auto card = read(markup);
  REQUIRE(card);
  CHECK(card->page.state == PageState::repost_card);
  CHECK(joined(*card) == "1、甲协会|2、乙&丙");
  CHECK(cited(markup, card->blocks[1], "乙&丙") == R"(乙\x26amp;丙)");
  CHECK(card->page.original == false);
  const auto full = read(
      new_page("0", content, R"(<div id="js_article"><div id="js_content"><p>1、甲协会</p></div></div>)", "标题", "3"));
  REQUIRE(full);
  CHECK(full->page.state == PageState::article);
}

TEST_CASE("A video keeps its identity by the address that its scripts tell") {
  const auto document = read(R"(<html><body class="zh_CN detail video"><div id="js_article"><div id="js_content">
<h2><span id="video_title">短片</span></h2></div></div><script>(function(_g){ var d = _g.cgiData; d.biz = "MzA5MzE5MDAzOA=="||"";
d.mid = "" || ""|| ""; _g.item_show_type = "5"; d.msg_link =
"http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==\x26amp;mid=2650000004\x26amp;idx=1#rd"; })(window);</script></body></html>)");
  REQUIRE(document);
  CHECK(document->page.state == PageState::video);
  CHECK(document->page.key == "wechat:MzA5MzE5MDAzOA==:2650000004:1");
}

TEST_CASE("Notes decide the state only in their containers") {
  const auto [note, state] = GENERATE(table<std::string, PageState>({
      {"该内容已被发布者删除", PageState::deleted},
      {"The content has been deleted by the author.", PageState::deleted},
      {"此内容因违规无法查看", PageState::violation},
      {"此内容被投诉且经审核涉嫌侵权，无法查看。", PageState::infringement},
      {"此帐号已被屏蔽, 内容无法查看", PageState::account_gone},
      {"此账号已自主注销，内容无法查看", PageState::account_gone},
      {"此帐号处于帐号迁移流程中", PageState::account_gone},
      {"该公众号已迁移", PageState::migrated},
      {"参数错误", PageState::bad_parameters},
      {"链接已过期", PageState::expired},
      {"未知错误，请稍后再试", PageState::temporary},
      {"环境异常", PageState::captcha},
      {"操作频繁，请稍后再试", PageState::rate_limited},
      {"请在微信客户端打开链接", PageState::needs_client},
  }));
  CAPTURE(note);
  const auto document = read(note_page(note));
  REQUIRE(document);
  CHECK(document->page.state == state);
  CHECK(document->page.key == "sha256:0123");
  CHECK(document->findings.empty());
}

TEST_CASE("Every note of the table is told by its own wording") {
  for (const auto& note : wechat_notes()) {
    CAPTURE(note.wording);
    CHECK(wechat_note_state(note.wording) == note.state);
  }
  CHECK_FALSE(wechat_note_state("民政部公布非法社会组织名单"));
}

TEST_CASE("Small and old error pages are told without an address") {
  const auto temporary = read(
      "<html><head><title>该内容暂时无法查看</title></head><body><div class=\"panel\">"
      "<div class=\"mesg-block\"><p>该内容暂时无法查看</p></div></div></body></html>");
  REQUIRE(temporary);
  CHECK(temporary->page.state == PageState::temporary);
  const auto old = read(
      "<html><body id=\"activity-detail\"><div class=\"page_msg\"><div class=\"text_area\">"
      "<div class=\"global_error_msg warn\"> 参数错误 </div></div></div></body></html>");
  REQUIRE(old);
  CHECK(old->page.state == PageState::bad_parameters);
}

TEST_CASE("An unknown note is unrecognised and never an empty article") {
  const auto document = read(note_page("从未见过的说明"), "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv");
  REQUIRE(document);
  CHECK(document->page.state == PageState::unrecognised);
  REQUIRE(document->findings.size() == 1);
  CHECK(document->findings.front().code == "unrecognised_page");
  const auto shell = read(R"(<html><body id="activity-detail"><div id="js_article"><div id="js_content"></div></div>)");
  REQUIRE(shell);
  CHECK(shell->page.state == PageState::shell);
}

TEST_CASE("The verification page is a captcha and knows its target") {
  const auto document = read(R"(<html><body class="zh_CN"><div class="weui-msg"></div>
<script>var PAGE_MID='mmbizwap:secitptpage/verify.html';</script><script>window.cgiData = { register_code : "0" * 1,
target_url : "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==\x26amp;mid=2650000005\x26amp;idx=3", poc_token : "X", }
</script></body></html>)");
  REQUIRE(document);
  CHECK(document->page.state == PageState::captcha);
  CHECK(document->page.key == "wechat:MzA5MzE5MDAzOA==:2650000005:3");
}

TEST_CASE("A frequency page that is written by script is told by its literal") {
  const auto document = read(R"(<html><head><link href="//res.wx.qq.com/mmbizwap/icon.ico"></head><body>
<script>document.write('<div class="qrcheck_box">\
<div class="qrcheck_msg">访问过于频繁，请用微信扫描二维码进行访问</div></div>');</script></body></html>)");
  REQUIRE(document);
  CHECK(document->page.state == PageState::rate_limited);
}

TEST_CASE("A migrated account leads to the new address") {
  const auto document = read(R"(<html><body><div class="weui-msg"><p class="weui-msg__title">该公众号已迁移</p></div>
<script>var biz = ''; var transferTargetLink = 'https://mp.weixin.qq.com/s/NewNewNewNewNewNewNewN#rd';</script>)");
  REQUIRE(document);
  CHECK(document->page.state == PageState::migrated);
  CHECK(document->page.aliases == std::vector<std::string>{"https://mp.weixin.qq.com/s/NewNewNewNewNewNewNewN"});
}

TEST_CASE("An album gives its articles with the addresses to fetch") {
  const auto document = read(R"(<html><body><ul class="album__list js_album_list">
<li data-msgid="1" data-itemidx="1" data-link="http://mp.weixin.qq.com/s?__biz=Mz&amp;mid=1&amp;chksm=a#rd">
<span class="album__item-title-wrp">第一篇</span><span>昨天</span></li></ul>
<script>var PAGE_MID='mmbizwap:pages/album.html';window.cgiData = { albumId: '3329839945947119618', title: '曝光台',
nick_name: '某市民政' || '', articleList: [ { title: '第一篇', url: 'http://mp.weixin.qq.com/s' } ] };</script>)");
  REQUIRE(document);
  CHECK(document->page.state == PageState::list_page);
  CHECK(document->page.key == "wechat-album:3329839945947119618");
  CHECK(document->page.title == "曝光台");
  CHECK(document->page.account == "某市民政");
  REQUIRE(document->blocks.size() == 1);
  CHECK(document->blocks[0].kind == BlockKind::list_item);
  REQUIRE(document->blocks[0].links.size() == 1);
  CHECK(document->blocks[0].links[0].href == "http://mp.weixin.qq.com/s?__biz=Mz&mid=1&chksm=a");
}

TEST_CASE("An album without items is an empty list") {
  const auto document = read(R"(<html><body><ul class="js_album_list"></ul>
<script>var PAGE_MID='mmbizwap:pages/album.html';window.cgiData = { albumId: '33', articleList: [ ] };</script>)");
  REQUIRE(document);
  CHECK(document->page.state == PageState::empty_list);
  CHECK(document->page.key == "wechat-album:33");
}

TEST_CASE("An account's list of articles is read from its message list") {
  const std::string list =
      R"({"list":[{"app_msg_ext_info":{"content_url":"/s?timestamp=1&amp;src=3","title":"甲&amp;乙",
"multi_app_msg_item_list":[{"title":"丙","content_url":"\/s?timestamp=2"}]},"comm_msg_info":{"id":1}}]})";
  const auto document = read(R"(<html><head><link href="//res.wx.qq.com/mmbizwap/x.ico"></head><body>
<strong class="profile_nickname">某市民政</strong><div id="history"></div>
<script>var biz = "MzA5MzE5MDAzOA==" || ""; var msgList = )" +
                             list + ";</script>");
  REQUIRE(document);
  CHECK(document->page.state == PageState::list_page);
  CHECK(document->page.key == "wechat-profile:MzA5MzE5MDAzOA==");
  REQUIRE(document->blocks.size() == 2);
  CHECK(document->blocks[0].text == "甲&乙");
  CHECK(document->blocks[0].links[0].href == "https://mp.weixin.qq.com/s?timestamp=1&src=3");
  CHECK(document->blocks[1].text == "丙");
}

TEST_CASE("Pages of others are left to others") {
  const auto markup = GENERATE(
      as<std::string>{},
      R"(<html><body><p>见 <a href="https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv">原文</a></p></body></html>)",
      R"(<html><head><meta name="ArticleTitle" content="转载"></head><body><div id="js_content"><p>1、甲</p></div></body>)",
      R"(<html><body><div class="weui-msg"><h2 class="weui-msg__title">提交成功</h2></div></body></html>)", "");
  CAPTURE(markup);
  CHECK_FALSE(read(markup));
  CHECK_FALSE(read(markup, "https://www.example.gov.cn/art/1.html"));
}

TEST_CASE("A reader's session in a saved page is reported") {
  auto markup = kArticle2018;
  markup.replace(markup.find("var nickname"), 0, R"(var pass_ticket = "synthetic-ticket-0123456789"; )");
  const auto document = read(markup);
  REQUIRE(document);
  REQUIRE(document->findings.size() == 1);
  CHECK(document->findings.front().code == "saved_session_values");
}
