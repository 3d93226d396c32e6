#include "extract/extract_notices.hpp"
#include "tests/catch.hpp"
#include "tests/extract/lines_of_text.hpp"

namespace mingdan {
namespace {

using Names = std::vector<std::string>;
using Texts = std::vector<std::string>;

Names names_of_all(const std::vector<Notice>& notices) {
  Names names;
  for (const auto& notice : notices)
    for (const auto& name : test::names_of(notice)) names.push_back(name);
  return names;
}

}  // namespace

TEST_CASE("a decision is read wherever it names its party") {
  const auto [title, body, name] = GENERATE(table<std::string, Texts, std::string>({
      {"关于取缔“老基督徒聚会处”的公告",
       {"“老基督徒聚会处”未经登记，擅自以社会团体名义开展活动，现决定予以取缔。"},
       "老基督徒聚会处"},
      {"关于取缔江苏省中小学教育学会的公告",
       {"江苏省中小学教育学会未经登记，擅自以社会团体名义开展活动，现予以取缔。"},
       "江苏省中小学教育学会"},
      {"公告",
       {"江苏省中小学教育学会未经登记，擅自以社会团体名义开展活动，现予以取缔。", "江苏省民政厅"},
       "江苏省中小学教育学会"},
      {"取缔决定书",
       {"江苏省中小学教育学会：", "你会未经登记，擅自以社会团体名义开展活动。我厅决定对你会予以取缔。"},
       "江苏省中小学教育学会"},
      {"行政处罚决定书（苏民罚字〔2024〕1号）",
       {"当事人名称：江苏省中小学教育学会", "地址：南京市", "经查，当事人擅自以社会团体名义进行活动。",
        "处罚内容：予以取缔"},
       "江苏省中小学教育学会"},
      {"取缔公告",
       {"根据《民办非企业单位登记管理暂行条例》，鼓楼区民政局决定依法取缔小蜜蜂康复中心，并公告如下。"},
       "小蜜蜂康复中心"},
      {"关于取缔“全国职业培训学会”的公告",
       {"“全国职业培训学会”未经登记，擅自以社会团体名义开展活动，现予以取缔。"},
       "全国职业培训学会"},
      {"江城市取缔一非法社会组织",
       {"近日，民政部门接到举报。经查，“中国企业家国学联合会江城工作站”未经登记开展活动。",
        "江城市民政局依法对该工作站作出取缔决定。"},
       "中国企业家国学联合会江城工作站"},
      {"行政处罚决定书送达公告",
       {"华夏养生文化协会江城办事处：", "本局依据《社会团体登记管理条例》，对你单位作出予以取缔的行政处罚。"},
       "华夏养生文化协会江城办事处"},
      {"行政处罚信息公示",
       {"行政相对人名称|江城市健身气功协会", "违法事实|未经登记，擅自以社会团体名义进行活动", "处罚内容|予以取缔"},
       "江城市健身气功协会"},
      {"假冒“国字号” 这家“研究院”被取缔",
       {"近日，北京市民政局依法取缔了“中国国学文化研究院”，关停其网站。"},
       "中国国学文化研究院"},
      {"警惕！江城取缔“中国易经应用研究院”",
       {"近日，江城市民政局依法取缔“中国易经应用研究院”。"},
       "中国易经应用研究院"},
      {"江城一非法社会组织被取缔",
       {"江城市民政局执法人员依法对“江城书画名家协会”下达《取缔决定书》。"},
       "江城书画名家协会"},
  }));
  INFO(title);
  const auto notices = extract_notices(test::article(title, body));
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].kind == NoticeKind::banned);
  CHECK(test::names_of(notices[0]) == Names{name});
}

TEST_CASE("an order to stop all activities is a notice of the dissuaded") {
  const auto notices = extract_notices(test::article(
      "责令停止活动通知书", {"江城市慈善义工联合会：", "你组织未经登记，擅自以社会团体名义开展活动，涉嫌非法社会组织。",
                             "现责令你组织立即停止一切活动。"}));
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].kind == NoticeKind::dissuaded);
  CHECK(test::names_of(notices[0]) == Names{"江城市慈善义工联合会"});
}

TEST_CASE("a ban that shuts the sites as well is a ban") {
  const auto notices =
      extract_notices(test::article("民政部：取缔“中国书画联合会”，关停其网站",
                                    {"民政部近日依法取缔“中国书画联合会”，并会同网信部门关停其网站及公众号。"}));
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].kind == NoticeKind::banned);
}

TEST_CASE("a decision may address several bodies") {
  const auto notices = extract_notices(test::article(
      "江城市民政局公告",
      {"江城市易学会、江城市玄学会：", "你们未经登记，擅自以社会团体名义开展活动。现决定对你们予以取缔。"}));
  REQUIRE(notices.size() == 1);
  CHECK(test::names_of(notices[0]) == Names{"江城市易学会", "江城市玄学会"});
}

TEST_CASE("the same label before each name makes a list") {
  const auto label = GENERATE(as<std::string>{}, "组织名称：", "涉嫌非法社会组织：", "名称：");
  const auto notices =
      extract_notices(test::article("江城市民政局公布涉嫌非法社会组织", {label + "江城武术总会", "活动地域：江北区",
                                                                         label + "江城易经协会", "活动地域：江南区"}));
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].list.carrier == Carrier::lines);
  CHECK(test::names_of(notices[0]) == Names{"江城武术总会", "江城易经协会"});
}

TEST_CASE("a lawful body on a line of its own belongs to the name above it") {
  const auto notices = extract_notices(
      test::article("涉嫌非法社会组织名单", {"涉嫌非法社会组织名单", "1.江城武术总会", "2.江城硬笔书法协会",
                                             "（合法登记的为江城硬笔书法家协会）", "3.江城易经协会"}));
  REQUIRE(notices.size() == 1);
  REQUIRE(notices[0].list.entries.size() == 3);
  CHECK(notices[0].list.entries[1].name == "江城硬笔书法协会");
  CHECK(notices[0].list.entries[1].lawful_counterpart == "江城硬笔书法家协会");
}

TEST_CASE("a ban that is told in passing or explained is no decision") {
  const auto [title, body] = GENERATE(table<std::string, Texts>({
      {"她被“中国国学院大学”骗走三万元",
       {"李女士后来才知道，“中国国学院大学”早已被民政部门取缔，是一家非法社会组织。"}},
      {"从民间爱好到正式登记", {"当年“江城书法爱好者联合会”险些被当作非法社会组织取缔。"}},
      {"关于“2021年第二批涉嫌非法社会组织名单”的澄清声明",
       {"民政部公布了“2021年第二批涉嫌非法社会组织名单”，其中的“中国品牌建设协会”与我会名称相近。"}},
      {"一图读懂：什么是非法社会组织", {"哪些是非法社会组织？", "[image]", "民政部门将依法予以取缔。"}},
      {"江城市民政局召开行业协会座谈会",
       {"会议通报了非法社会组织取缔情况。江城武术协会、江城太极拳协会、江城易经协会等12家社会组织参加座谈。"}},
      {"江城市民政局对市人大代表建议的答复", {"2022年，我局依法取缔“江城市装修行业协会”等非法社会组织3家。"}},
      {"关于开展非法社会组织排查的通知",
       {"各街道办事处：", "你单位应于6月底前报送情况，对排查出的非法社会组织依法予以取缔。"}},
      {"江城打击整治非法社会组织取得阶段性成果",
       {"截至目前，全市取缔“江城武术总会”“江城易经协会”等非法社会组织5家，劝散“江城国学会”等8家。"}},
      {"非法社会组织的五大骗术，你知道吗？",
       {"骗术三：会议敛财", "2020年，民政部门取缔的“江城教育发展研究会”就曾举办收费论坛。"}},
      {"关于表扬2022年打击整治非法社会组织工作成绩突出单位的通报",
       {"2022年，全省依法取缔、劝散非法社会组织62家。对以下单位予以通报表扬：", "江城市民政局", "江城市社会组织联合会",
        "省社会组织总会"}},
      {"江城市召开打击整治非法社会组织联席会议",
       {"会议通报了江城市取缔“江城书画家联谊会”、劝散“江城钓鱼人协会”的情况。"}},
      {"行政处罚事先告知书", {"江城市诗词文化研究会：", "你会擅自以社会团体名义开展活动，我局拟对你会予以取缔。"}},
  }));
  INFO(title);
  CHECK(extract_notices(test::article(title, body)).empty());
}

TEST_CASE("each act of a sentence is a notice with its own names") {
  const auto notices = extract_notices(
      test::article("江城市依法处置一批非法社会组织",
                    {"江城市民政局依法取缔“江城武术总会”“江城太极拳协会”，劝散“江城易经协会”，引导“江城书法协会”“江城"
                     "美术协会”依法登记。"}));
  REQUIRE(notices.size() == 2);
  CHECK(notices[0].kind == NoticeKind::banned);
  CHECK(test::names_of(notices[0]) == Names{"江城武术总会", "江城太极拳协会"});
  CHECK(notices[1].kind == NoticeKind::dissuaded);
  CHECK(test::names_of(notices[1]) == Names{"江城易经协会"});
}

TEST_CASE("acts without quotes and a title of two acts are parted as well") {
  const auto [title, sentence] = GENERATE(table<std::string, std::string>({
      {"江城市公布非法社会组织处置结果", "江城市民政局依法取缔江城武术总会、江城易经协会，责令江城国学会解散。"},
      {"江城市公布非法社会组织处置结果",
       "对江城武术总会、江城易经协会予以取缔；对江城国学会予以劝散；对江城书法协会、江城美术协会引导其依法登记。"},
      {"取缔“江城武术总会”“江城易经协会”，劝散“江城国学会”",
       "江城市民政局依法取缔“江城武术总会”“江城易经协会”，劝散“江城国学会”。"},
  }));
  const auto notices = extract_notices(test::article(title, {sentence}));
  REQUIRE(notices.size() == 2);
  CHECK(notices[0].kind == NoticeKind::banned);
  CHECK(test::names_of(notices[0]) == Names{"江城武术总会", "江城易经协会"});
  CHECK(notices[1].kind == NoticeKind::dissuaded);
  CHECK(test::names_of(notices[1]) == Names{"江城国学会"});
}

TEST_CASE("a title that counts each act counts each notice") {
  const auto notices = extract_notices(
      test::article("江城取缔2家、劝散1家非法社会组织",
                    {"江城市民政局近日依法取缔了江城武术总会、江城国学会，劝散了江城骑行俱乐部联盟。"}));
  REQUIRE(notices.size() == 2);
  CHECK(notices[0].announced_count->value == 2);
  CHECK(notices[1].announced_count->value == 1);
}

TEST_CASE("bodies that did not register with a bureau are no lawful ones") {
  const auto notices =
      extract_notices(test::article("公告", {"经查，江城武术总会、江城国学会均未在民政部门依法登记，擅自以社会组织名义"
                                             "开展活动，属于非法社会组织。现依法予以取缔，"
                                             "特此公告。",
                                             "江城市民政局"}));
  CHECK(names_of_all(notices) == Names{"江城武术总会", "江城国学会"});
}

TEST_CASE("an alias is no second body") {
  const auto notices = extract_notices(test::article(
      "江城市民政局公告",
      {"江城夕阳红老年艺术团联合会（以下简称“艺术团联合会”）自2019年以来，未经登记，擅自以社会团体名义开展活动。",
       "我局决定对“艺术团联合会”予以取缔。"}));
  REQUIRE(notices.size() == 1);
  CHECK(names_of_all(notices) == Names{"江城夕阳红老年艺术团联合会"});
}

TEST_CASE("an act as a label has its own count") {
  const auto notices = extract_notices(test::article(
      "江城市民政局处置非法社会组织",
      {"取缔2家：江城武术总会、江城太极拳协会。", "劝散1家：江城易经协会。", "引导登记1家：江城书法协会。"}));
  REQUIRE(notices.size() == 2);
  CHECK(notices[0].announced_count->value == 2);
  CHECK(test::names_of(notices[0]) == Names{"江城武术总会", "江城太极拳协会"});
  CHECK(notices[1].kind == NoticeKind::dissuaded);
  CHECK(notices[1].announced_count->value == 1);
}

TEST_CASE("numbered clauses with chains are read by their own acts") {
  const auto notices = extract_notices(
      test::article("关于注销登记与取缔的公告", {"一、准予江城书法协会、江城美术协会、江城作家协会注销登记。",
                                                 "二、对江城武术总会、江城太极拳协会2家非法社会组织予以取缔。"}));
  REQUIRE(notices.size() == 1);
  CHECK(test::names_of(notices[0]) == Names{"江城武术总会", "江城太极拳协会"});
}

TEST_CASE("suspected bodies that were dissolved are dissuaded") {
  const auto notices =
      extract_notices(test::article("江城市民政局关于劝散2家涉嫌非法社会组织的通告",
                                    {"经劝导，江城武术总会、江城太极拳协会2家涉嫌非法社会组织已自行解散。"}));
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].kind == NoticeKind::dissuaded);
}

TEST_CASE("lawful bodies beside a list are no part of it") {
  const auto beside = GENERATE(as<std::string>{}, "经核查为合法社会组织：江城书法协会、江城美术协会、江城作家协会。",
                               "已引导登记的组织有：江城书法协会、江城美术协会、江城作家协会。");
  const auto notices = extract_notices(
      test::article("江城市民政局公布非法社会组织名单",
                    {"江城市民政局依法取缔3家非法社会组织：江城武术总会、江城太极拳协会、江城易经协会。", beside}));
  CHECK(names_of_all(notices) == Names{"江城武术总会", "江城太极拳协会", "江城易经协会"});
}

TEST_CASE("lines by place or bureau are one list") {
  const auto notices = extract_notices(
      test::article("全省取缔4家非法社会组织",
                    {"全省各级民政部门依法取缔4家非法社会组织，名单如下：", "杭州市：杭州武术总会、杭州太极拳协会",
                     "宁波市民政局依法取缔：宁波易经协会", "温州市：“温州国学会”"}));
  REQUIRE(notices.size() == 1);
  CHECK(test::names_of(notices[0]) == Names{"杭州武术总会", "杭州太极拳协会", "宁波易经协会", "温州国学会"});
  CHECK_FALSE(notices[0].list.entries[0].enforcing_authority.has_value());
  CHECK(notices[0].list.entries[2].enforcing_authority == "宁波市民政局");
}

}  // namespace mingdan
