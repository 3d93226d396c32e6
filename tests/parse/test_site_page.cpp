#include <string>

#include "parse/site_page.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

/// Pages here are written for these tests; names and addresses in them are made up.

Document read(const std::string& html, const std::string& url = {}, std::optional<int> status = std::nullopt) {
  auto tree = HtmlTree::parse(html);
  REQUIRE(tree);
  Page page;
  page.status = status;
  PageSummary summary;
  summary.sha256 = "00ff";
  if (!url.empty()) page.url = summary.url = url;
  return read_site_page(*tree, page, summary);
}

bool has_finding(const Document& document, std::string_view code) {
  for (const auto& finding : document.findings)
    if (finding.code == code) return true;
  return false;
}

std::string joined(const Document& document) {
  std::string text;
  for (const auto& block : document.blocks) text += block.text + "\n";
  return text;
}

const std::string kText =
    "<p>近日，某省民政厅依法对以下三家涉嫌非法社会组织进行了调查，现将名单予以公布，请社会公众提高警惕。</p>"
    "<p>1.中国蓝天试验协会</p><p>2.华夏云海研究会</p><p>3.东方星辰促进会</p>";

const std::string kFooter =
    "<div class='footer'><p>主办单位：某省民政厅 技术支持：某公司</p><p>版权所有 网站标识码：9900000001</p></div>";

}  // namespace

TEST_CASE("an article of the old ministry system is read whole") {
  const auto document = read(
      "<html><head><title>某公告-中华人民共和国民政部</title></head><body><div class='nav'><a href='/'>首页</a></div>"
      "<h3 class='mtitle'>民政部公布<br>某某名单</h3><div class='source'><center>\n时间：2020-02-20 "
      "10:30\n来源：社会组织管理局"
      "</center></div><div id='zoom' class='content'><P><P>" +
          kText + "<script>currentpage=1;</script></div></body></html>",
      "http://www.mca.gov.cn/article/xw/tzgg/202002/20200200099999.shtml");
  CHECK(document.page.state == PageState::article);
  CHECK(document.page.site == Site::mca);
  CHECK(document.page.key == "mca:20200200099999");
  CHECK(document.page.title == std::optional<std::string>("民政部公布 某某名单"));
  CHECK(document.page.published_at == std::optional<std::string>("2020-02-20T10:30:00+08:00"));
  CHECK(document.page.published_origin == std::optional<std::string>("visible"));
  CHECK(document.page.source == std::optional<std::string>("社会组织管理局"));
  CHECK(document.blocks.size() == 4);
  CHECK_FALSE(has_finding(document, "generic_body"));
}

TEST_CASE("metas beat what the page shows and a conflict is told") {
  const auto document = read(
      "<html><head><META content='某市民政局' name='SiteName'><META content='9900000001' name='SiteIDCode'>"
      "<META content='某市民政局——关于某名单的公告' name='ArticleTitle'><META content='2021-04-09 10:21' "
      "name='PubDate'>"
      "<meta name=\"contentSource\"content=\"\"><meta name='ContentSource' content='来源：某市民政局'>"
      "<meta name='Author' content='12345'></head><body><div>发布时间：2021-04-07&nbsp;&nbsp;信息发布人：管理员</div>"
      "<div class='TRS_Editor'>" +
          kText + "</div></body></html>",
      "http://mzj.example.gov.cn/tzgg/202104/t20210408_1234.html");
  CHECK(document.page.state == PageState::article);
  CHECK(document.page.site == Site::gov);
  CHECK(document.page.key == "trs:mzj.example.gov.cn:1234");
  CHECK(document.page.title == std::optional<std::string>("关于某名单的公告"));
  CHECK(document.page.published_at == std::optional<std::string>("2021-04-09T10:21:00+08:00"));
  CHECK(document.page.published_origin == std::optional<std::string>("meta PubDate"));
  CHECK(document.page.source == std::optional<std::string>("某市民政局"));
  CHECK_FALSE(document.page.author);
  CHECK(has_finding(document, "date_conflict"));
  REQUIRE(document.findings.size() == 2);
  CHECK_THAT(document.findings[0].message, ContainsSubstring("2021-04-07 by visible"));
  CHECK_THAT(document.findings[1].message, ContainsSubstring("2021-04-08 by url"));
}

TEST_CASE("small publishing systems are read by their own marks") {
  struct Row {
    const char* html;
    const char* title;
    const char* moment;
    const char* source;
  };
  const Row rows[] = {
      {"<title>某名单公布_行业新闻_某某行业协会</title><body><div class='viewbox'><div "
       "class='title'><h2>某名单公布</h2>"
       "</div><div class='info'><small>时间:</small>2021-06-18 09:30<small>来源:</small>民政部网站 "
       "<small>作者:</small>admin<small>点击:</small>12次</div><div class='content'>TEXT</div></div>",
       "某名单公布", "2021-06-18T09:30:00+08:00", "民政部网站"},
      {"<title>某名单公布 - 通知公告 - 某某商会</title><body><div id='Article'><h1>某名单公布<br/><span>2021-06-18 "
       "09:30:12"
       "&nbsp;&nbsp;&nbsp;来源：民政部网站&nbsp;&nbsp;评论：0</span></h1><div class='content'>TEXT</div></div>",
       "某名单公布", "2021-06-18T09:30:12+08:00", "民政部网站"},
      {"<title>某名单公布 - 公告栏 - 某某论坛 - Powered by Discuz!</title><body><h1 class='ts'><span "
       "id='thread_subject'>"
       "某名单公布</span></h1><div class='authi'><em>发表于 2021-6-18 09:30</em></div><table><tr><td "
       "class='t_f'>TEXT</td>"
       "</tr></table><table><tr><td "
       "class='t_f'>回复：谢谢楼主分享，已经转发给各位同事，大家一定要注意防范，不要上当受骗，有问题及时"
       "打电话，也可以到窗口现场咨询，我们会尽快答复，欢迎大家继续关注本版，后续名单会继续转发到这里来，谢谢支持，请多"
       "转发转发</td></tr></table>",
       "某名单公布", "2021-06-18T09:30:00+08:00", nullptr},
      {"<title>某名单公布 – 某某学会</title><body><article><h1 class='entry-title'>某名单公布</h1><time "
       "class='entry-date' "
       "datetime='2021-06-18T01:30:00+00:00'>3天前</time><div class='entry-content'>TEXT</div></article>",
       "某名单公布", "2021-06-18T09:30:00+08:00", nullptr},
      {"<title>某名单公布--社会--某网</title><body><div "
       "class='text_title'><h1>某名单公布</h1><div>2021年06月18日09:30&nbsp;"
       "&nbsp;来源：<a href='http://x.cn/'>某报</a></div></div><div class='rm_txt_con'>TEXT</div>",
       "某名单公布", "2021-06-18T09:30:00+08:00", "某报"},
      {"<title>某名单公布</title><body><div "
       "class='x1'><h2>某名单公布</h2><ul><li>发布日期：2021-06-18</li><li>文章来源：<a>民政厅"
       "</a></li><li>字号：大 中 小</li></ul><div class='x2'>TEXT</div></div>",
       "某名单公布", "2021-06-18", "民政厅"},
      {"<title>某名单公布</title><body><table><tr><td>某名单公布</td></tr><tr><td>(2021-06-18 "
       "09:30)　稿源：<br>某日报</td></tr>"
       "<tr><td>TEXT</td></tr></table>",
       "某名单公布", "2021-06-18T09:30:00+08:00", "某日报"},
  };
  for (const auto& row : rows) {
    std::string html(row.html);
    html.replace(html.find("TEXT"), 4, kText);
    const auto document = read("<html><head><meta charset='utf-8'>" + html + kFooter + "</body></html>",
                               "http://www.example.org/a.php?id=7");
    CAPTURE(row.html);
    CHECK(document.page.state == PageState::article);
    CHECK(document.page.title == std::optional<std::string>(row.title));
    CHECK(document.page.published_at == std::optional<std::string>(row.moment));
    CHECK(document.page.source == (row.source ? std::optional<std::string>(row.source) : std::nullopt));
    CHECK_THAT(joined(document), ContainsSubstring("3.东方星辰促进会"));
    CHECK(joined(document).find("版权所有") == std::string::npos);
    CHECK(joined(document).find("谢谢楼主") == std::string::npos);
  }
}

TEST_CASE("the generic finder keeps short list lines behind a long first paragraph") {
  const auto document = read(
      "<html><head><title>某名单公布</title></head><body><div><a href='/'>首页</a></div><div id='w'>"
      "<div>" +
      std::string(kText).substr(0, kText.find("<p>1.")) +
      "</div><div>1.中国蓝天试验协会</div><div>2.华夏云海研究会</div><div>3.东方星辰促进会</div></div>" + kFooter +
      "</body></html>");
  CHECK(document.page.state == PageState::article);
  CHECK(has_finding(document, "generic_body"));
  CHECK(document.page.key == "sha256:00ff");
  CHECK(document.page.site == Site::gov);
  REQUIRE(document.blocks.size() == 4);
  CHECK(document.blocks[3].text == "3.东方星辰促进会");
}

TEST_CASE("the generic finder keeps the sentence that leads to a table") {
  std::string rows = "<tr><th>序号</th><th>名称</th></tr>";
  for (int i = 1; i <= 8; ++i)
    rows += "<tr><td>" + std::to_string(i) + "</td><td>中国试验研究第" + std::to_string(i) + "协会</td></tr>";
  const auto document =
      read("<html><head><title>名单公告</title></head><body><div><h1>名单公告</h1><p>现将名单公布如下：</p><table>" +
           rows + "</table></div>" + kFooter + "</body></html>");
  CHECK(document.page.state == PageState::article);
  CHECK_THAT(joined(document), ContainsSubstring("现将名单公布如下："));
  CHECK_THAT(joined(document), ContainsSubstring("8\t中国试验研究第8协会"));
}

TEST_CASE("an article beside dated lists is still an article") {
  std::string items;
  for (int i = 1; i <= 15; ++i)
    items += "<li><a href='/2022/t20221001_" + std::to_string(i) +
             ".html'>关于开展社会组织评估工作的通知</a><span>2022-10-01</span></li>";
  const auto document =
      read("<html><head><title>某厅公布名单 - 某省民政厅</title></head><body><div class='l'><ul>" + items +
               "</ul></div><div class='r'><div class='tt'>某厅公布名单</div><div><span>2022-10-26 09:12</span>"
               "<span>来源:社会组织管理局</span><span>点击数:120</span></div><div class='cc'>" +
               kText + "</div></div>" + kFooter + "</body></html>",
           "http://mzt.example.gov.cn/show.asp?id=5");
  CHECK(document.page.state == PageState::article);
  CHECK(document.page.published_at == std::optional<std::string>("2022-10-26T09:12:00+08:00"));
  CHECK(document.page.source == std::optional<std::string>("社会组织管理局"));
  CHECK(document.blocks.size() == 4);
}

TEST_CASE("a bare date under the heading of a short decision is its date") {
  const auto document = read(
      "<html><head><title>取缔公告</title></head><body><div class='con'><h2>取缔公告</h2><p>2022-10-26</p>"
      "<p>华夏云海研究会系非法社会组织，依法予以取缔。</p></div></body></html>");
  CHECK(document.page.state == PageState::article);
  CHECK(document.page.published_at == std::optional<std::string>("2022-10-26"));
}

TEST_CASE("values in alt and in the text of the article are no publication date") {
  const auto document = read(
      "<html><head><title>某活动的通知</title></head><body><h1>某活动的通知</h1><span alt='时间：2017-11-08'>"
      "</span><div id='zoom'><p>各有关单位：</p><p>时间：2022年10月26日</p><p>地点：某市某路一号</p>" +
      kText + "</div></body></html>");
  CHECK(document.page.state == PageState::article);
  CHECK_FALSE(document.page.published_at);
}

TEST_CASE("guards and shells are told apart from pages") {
  struct Row {
    const char* html;
    int status;
    PageState state;
  };
  const Row rows[] = {
      {"<html><head><meta id='a' content='b' r='m'><script "
       "r='m'>$_ts=window['$_ts'];$_ts.nsd=1;$_ts.cd='q';</script></head>"
       "<body></body></html><script r='m'>_$cT();</script>",
       412, PageState::challenge},
      {"<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_');location.href=location.pathname+location.search"
       "</script>",
       521, PageState::challenge},
      {"<script>go({\"bts\":[\"1\"],\"chars\":\"x\",\"tn\":\"__jsl_clearance_s\"})</script>", 200,
       PageState::challenge},
      {"<html><body><h1>访问验证</h1><p>请拖动滑块完成验证</p></body></html>", 200, PageState::challenge},
      {"<html><head><script src='a.js'></script></head><body><noscript></noscript><div id='app'></div></body></html>",
       200, PageState::shell},
      {"<html><body><div "
       "id='home'><p>{{item.text}}</p><p>{{item.name}}</p></div><script>$_ts={}</script></body></html>",
       200, PageState::shell},
      {"<html><body><p>系统维护中，请稍后访问</p></body></html>", 200, PageState::temporary},
      {"<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center></body></html>",
       404, PageState::unrecognised},
      {"<html><body></body></html>", 200, PageState::unrecognised},
      {" ", 200, PageState::unrecognised},
      {"<html><body>too many</body></html>", 429, PageState::rate_limited},
  };
  for (const auto& row : rows) {
    CAPTURE(row.html);
    CHECK(read(row.html, "https://www.example.gov.cn/a/1.html", row.status).page.state == row.state);
  }
}

TEST_CASE("a page with content that carries a guard's script is an article") {
  const auto document = read(
      "<html><head><title>某名单公布</title><script>$_ts=window['$_ts'];$_ts.nsd=1;</script></head><body>"
      "<div id='zoom'>" +
          kText + "</div></body></html>",
      "https://www.example.gov.cn/a/1.html", 200);
  CHECK(document.page.state == PageState::article);
}

TEST_CASE("a stub that sends the reader on keeps the target as alias") {
  const auto document = read(
      "<html><head><script>window.location.href=\"../../n152/n165/c1/content.html\";</script></head>"
      "<body></body></html>",
      "http://www.mca.gov.cn/article/xw/202002/20200200099998.shtml");
  CHECK(document.page.state == PageState::shell);
  REQUIRE(document.page.aliases.size() == 1);
  CHECK(document.page.aliases[0] == "http://www.mca.gov.cn/article/n152/n165/c1/content.html");
  CHECK(has_finding(document, "redirect_stub"));
}

TEST_CASE("a column page gives its entries and not those nested in them") {
  std::string items;
  for (int i = 1; i <= 5; ++i)
    items += "<li><a href='./202104/t2021040" + std::to_string(i) + "_12" + std::to_string(i) + ".html'>关于公布第" +
             std::to_string(i) +
             "批名单的公告</a><div class='popbox'><ul><li><a href='./202104/t20210401_99"
             ".html'>相关的解读文章标题</a></li></ul></div><span>2021/04/0" +
             std::to_string(i) + "</span></li>";
  const auto document = read(
      "<html><head><title>通知公告-某省民政厅</title><meta name='ColumnName' content='通知公告'></head><body>"
      "<div class='nav'><a href='/a/'>机构职能介绍</a></div><ul class='list'>" +
          items + "</ul>" + kFooter + "</body></html>",
      "http://mzt.example.gov.cn/tzgg/index.html");
  CHECK(document.page.state == PageState::list_page);
  CHECK(joined(document).find("相关的解读") == std::string::npos);
  std::size_t links = 0;
  for (const auto& block : document.blocks) links += block.links.size();
  CHECK(links == 5);
  CHECK(document.page.title == std::optional<std::string>("通知公告-某省民政厅"));
}

TEST_CASE("a column page without entries is an empty list") {
  const auto document = read(
      "<html><head><title>通知公告</title><meta name='ColumnName' content='通知公告'></head><body>"
      "<div class='nav'><a href='/a/'>首页</a></div><div class='list'>暂无数据</div>" +
          kFooter + "</body></html>",
      "https://www.mca.gov.cn/n152/n165/index.html");
  CHECK(document.page.state == PageState::empty_list);
}

TEST_CASE("rendered lists of the registry are read line by line") {
  const auto document = read(
      "<html><head><title>中国社会组织政务服务平台</title></head><body><div id='app'><div class='list_ul'>"
      "<div class='list_li'><p class='title_text'>中国蓝天试验协会</p><span class='text_span'>成立时间：</span></div>"
      "<div class='list_li'><p class='title_text'>华夏云海研究会</p></div></div></div></body></html>",
      "https://xxgs.chinanpo.mca.gov.cn/gsxt/banillegalorg");
  CHECK(document.page.state == PageState::list_page);
  CHECK(document.page.site == Site::chinanpo);
  CHECK_THAT(joined(document), ContainsSubstring("中国蓝天试验协会\n"));
  CHECK_THAT(joined(document), ContainsSubstring("华夏云海研究会\n"));
}

TEST_CASE("a sentence that holds a word of footers or tools is text") {
  const auto sentence = GENERATE(as<std::string>{}, "江城诗词协会未取得登记证书和许可证，现予以取缔，举报电话：12345。",
                                 "谨防“国字号”非法社会组织，请勿打印、转发其宣传资料。");
  INFO(sentence);
  const auto document = read(
      "<html><head><meta name='ArticleTitle' content='公告'><title>公告</title></head><body>"
      "<div class='nav'><a href='/zt/'>打击整治非法社会组织专题</a></div>"
      "<div class='TRS_Editor'><p>" +
          sentence +
          "</p></div>"
          "<div class='more'><a href='/1.html'>关于做好社会组织年度检查工作的通知</a></div></body></html>",
      "http://mzj.example.gov.cn/202101/t20210101_1.html");
  CHECK(joined(document) == sentence + "\n");
}

TEST_CASE("a saved page tells its own address when nothing else does") {
  const auto document = read(
      "<!-- saved from url=(0055)http://mzt.example.gov.cn/art/2022/10/26/art_12_3456.html -->\n<html><head>"
      "<link rel='canonical' href='http://other.example.com/'></head><body><div id='zoom'>" +
      kText + "</div></body></html>");
  CHECK(document.page.url == std::optional<std::string>("http://mzt.example.gov.cn/art/2022/10/26/art_12_3456.html"));
  CHECK(document.page.key == "hanweb:mzt.example.gov.cn:art_12_3456");
  CHECK(document.page.site == Site::gov);
  CHECK(document.page.aliases.empty());
  CHECK(document.page.published_at == std::optional<std::string>("2022-10-26"));
  CHECK(document.page.published_origin == std::optional<std::string>("url"));
}

TEST_CASE("what a page says of itself does not make it official when its address is known") {
  const auto document = read(
      "<html><head><meta name='SiteName' content='中华人民共和国民政部'><meta name='SiteIDCode' content='bm11'>"
      "<link rel='canonical' href='https://www.mca.gov.cn/n152/n165/c1/content.html'></head><body>"
      "<div id='zoom'>" +
          kText + "</div></body></html>",
      "https://www.example.com/n/1.html");
  CHECK(document.page.site == Site::unknown);
  CHECK(document.page.key == "url:www.example.com/n/1.html");
  CHECK(document.page.aliases.empty());
}

TEST_CASE("a list that is a picture and files behind the body are kept") {
  const auto document = read(
      "<html><head><title>某名单公布</title></head><body><h1>某名单公布</h1><div id='zoom'><p><img src='./W02.png'>"
      "</p></div><div class='fj'><a href='./P020220101.docx'>附件：名单</a></div></body></html>",
      "http://mzt.example.gov.cn/t20220101_5.html");
  CHECK(document.page.state == PageState::article);
  REQUIRE(document.blocks.size() == 2);
  CHECK(document.blocks[0].kind == BlockKind::image);
  CHECK(document.blocks[1].links.at(0).href == "./P020220101.docx");
}
