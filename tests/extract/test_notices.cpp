#include "extract/extract_notices.hpp"
#include "tests/catch.hpp"
#include "tests/extract/lines_of_text.hpp"

namespace mingdan {
namespace {

using Names = std::vector<std::string>;

bool has_finding(const Notice& notice, std::string_view code) {
  for (const auto& finding : notice.findings)
    if (finding.code == code) return true;
  return false;
}

const std::vector<std::string> kShutdown{
    "近日，民政部、中央网信办、工业和信息化部依法关停了2022年第四批2家非法社会组织网站及相关新媒体账号。",
    "自2021年3月20日进一步打击整治非法社会组织专项行动开展以来，民政部会同有关部门，依据《中华人民共和国网络安全法》《"
    "互联网信息服务管理办法》等有关法律法规，"
    "至今已分13批次关停了165家处于存续状态的非法社会组织网站。",
    "2022年第四批被关停网站的2家非法社会组织名单",
    "1.中国营地教育联盟",
    "2.全心犬意犬类领养中心",
    "（来源：民政部网站）"};

}  // namespace

TEST_CASE("a shut-down notice is read with all its figures") {
  const auto notices = extract_notices(test::article("2家非法社会组织网站被关停", kShutdown));
  REQUIRE(notices.size() == 1);
  const auto& notice = notices[0];
  CHECK(notice.kind == NoticeKind::website_shutdown);
  CHECK(notice.batch->value == Batch{"2022年第四批", 2022, 4});
  CHECK(notice.announced_count->value == 2);
  CHECK(notice.cumulative->value == Cumulative{13, 165, "2021-03-20"});
  CHECK(notice.campaign_start->value == "2021-03-20");
  CHECK(notice.issuers.size() == 3);
  CHECK(notice.legal_bases.size() == 2);
  CHECK(notice.source_line->value == "民政部网站");
  CHECK(test::names_of(notice) == Names{"中国营地教育联盟", "全心犬意犬类领养中心"});
  CHECK(notice.list.completeness == Completeness::equal);
  CHECK(notice.findings.empty());
}

TEST_CASE("every value points at the words that it was read from") {
  const auto notices = extract_notices(test::article("2家非法社会组织网站被关停", kShutdown));
  REQUIRE(notices.size() == 1);
  const auto& notice = notices[0];
  CHECK(test::words_at(kShutdown, notice.batch->span) == "2022年第四批");
  CHECK(test::words_at(kShutdown, notice.announced_count->span) == "2家");
  CHECK(test::words_at(kShutdown, notice.campaign_start->span) == "2021年3月20日");
  CHECK(test::words_at(kShutdown, notice.issuers[2].span) == "工业和信息化部");
  CHECK(test::words_at(kShutdown, notice.legal_bases[1].span) == "互联网信息服务管理办法");
  CHECK(test::words_at(kShutdown, notice.list.heading->span) == "2022年第四批被关停网站的2家非法社会组织名单");
  CHECK(test::words_at(kShutdown, notice.list.entries[1].span) == "全心犬意犬类领养中心");
}

TEST_CASE("one sentence may tell of batches of two kinds, each with its own figures") {
  const auto told = extract_notices(
      test::article("民政部公布一批非法社会组织", {"民政部公布第四批64家地方民政部门依法取缔的非法社会组织名单，同时公"
                                                   "布2021年第五批2家涉嫌非法社会组织名单，中国美容"
                                                   "美发协会、中国杨氏文化研究会在列。"}));
  REQUIRE(told.size() == 1);
  CHECK(told[0].batch->value == Batch{"2021年第五批", 2021, 5});
  CHECK(told[0].announced_count->value == 2);
  const auto listed = extract_notices(
      test::article("注意", {"民政部公布第四批依法取缔的部分非法社会组织名单和2021年第五批涉嫌非法社会组织名单。",
                             "依法取缔的部分非法社会组织名单（第四批）", "1.世界武林大会组委会", "2.神州书画院",
                             "2021年第五批涉嫌非法社会组织名单", "1.中国美容美发协会", "2.中国杨氏文化研究会"}));
  REQUIRE(listed.size() == 2);
  CHECK(listed[0].kind == NoticeKind::banned);
  CHECK(listed[1].kind == NoticeKind::suspected);
  for (const auto& notice : listed) CHECK(notice.issuers.size() == 1);
}

TEST_CASE("a list told bureau by bureau in one sentence is one list") {
  const auto notices = extract_notices(test::article(
      "第二十一批非法社会组织名单公布",
      {"民政部日前公布第二十一批地方民政部门依法取缔的非法社会组织名单，分别为北京市民政局取缔的中国书画鉴定中心、中国"
       "管理教育研究院，上海市民政局取缔的中国机器人协会，四川省民政厅取缔的四川茶道协会。"}));
  REQUIRE(notices.size() == 1);
  CHECK(test::names_of(notices[0]) ==
        Names{"中国书画鉴定中心", "中国管理教育研究院", "中国机器人协会", "四川茶道协会"});
}

TEST_CASE("a removal beside an addition is a notice of its own") {
  const auto notices =
      extract_notices(test::article("民政部公布第三批“离岸社团”“山寨社团”名单",
                                    {"民政部民间组织管理局公布第三批“离岸社团”“山寨社团”名单，共2家。",
                                     "第三批“离岸社团”“山寨社团”为：中国茶业协会、中国环保产业协会。",
                                     "已注销的“离岸社团”“山寨社团”为：中国国际商业协会、中国金融协会。"}));
  REQUIRE(notices.size() == 2);
  CHECK(notices[0].event == NoticeEvent::add);
  CHECK(notices[0].announced_count->value == 2);
  CHECK(notices[1].event == NoticeEvent::remove);
  CHECK_FALSE(notices[1].announced_count.has_value());
  CHECK(test::names_of(notices[1]) == Names{"中国国际商业协会", "中国金融协会"});
}

TEST_CASE("pictures stand for the list and are said to") {
  const auto notices = extract_notices(
      test::article("民政部公布第四批名单",
                    {"民政部7日公布第四批地方民政部门依法取缔的部分非法社会组织名单，共64家。其中北京22家、浙江10家。",
                     "[image]", "[image]"}));
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].list.carrier == Carrier::image);
  CHECK(notices[0].list.completeness == Completeness::unknown);
  CHECK(notices[0].announced_count->value == 64);
  CHECK(has_finding(notices[0], "list_in_image"));
}

TEST_CASE("a whole list that differs from its count is an error and a chain with 等 is only short") {
  auto lines = kShutdown;
  lines.erase(lines.begin() + 4);
  const auto numbered = extract_notices(test::article("2家非法社会组织网站被关停", lines));
  REQUIRE(numbered.size() == 1);
  CHECK(numbered[0].list.completeness == Completeness::is_short);
  CHECK(has_finding(numbered[0], "count_mismatch"));
  const auto chain =
      extract_notices(test::article("8个非法组织被取缔", {"重庆吹牛逼协会、云贵川喝酒协会等8个非法组织被取缔。"}));
  REQUIRE(chain.size() == 1);
  CHECK(has_finding(chain[0], "list_short"));
}

TEST_CASE("pages that warn or explain or digest or give totals give nothing") {
  const auto [title, line] = GENERATE(table<std::string, std::string>({
      {"如何识别非法社会组织", "不法分子常冠以“中国”“中华”字样，使用“协会”“学会”等名称。"},
      {"2024年前三季度依法处置非法社会组织659家",
       "其中取缔152家、劝散383家，公布了“中国支教联盟”“质量总监联盟”等典型案例。"},
      {"关于“中国文艺家艺术研究院”的声明", "“中国文艺家艺术研究院”系民政部公布的涉嫌非法社会组织，与我会无关。"},
      {"早间新闻", "民政部已排查非法社会组织线索35批216家，关停网站2批20家，公布4批43个名单。"},
  }));
  INFO(title);
  CHECK(extract_notices(test::article(title, {line})).empty());
}

TEST_CASE("with several lists each has the title's count of its own clause") {
  const auto notices = extract_notices(test::article(
      "民政部曝光2家山寨社团 3家组织涉嫌非法，1家移出名单",
      {"第三批“离岸社团”“山寨社团”为：", "1.江城易经协会", "2.江城武术总会", "已注销的“离岸社团”为：", "1.江城诗社联盟",
       "2.江城书画院", "涉嫌非法社会组织名单", "1.江城国学会", "2.江城茶道会", "3.江城旗袍会"}));
  REQUIRE(notices.size() == 3);
  CHECK(notices[0].announced_count->value == 2);
  CHECK(notices[1].event == NoticeEvent::remove);
  CHECK(notices[1].announced_count->value == 1);
  CHECK(notices[2].announced_count->value == 3);
}

TEST_CASE("names of a part of the list are mentions when the list is a picture") {
  const auto notices = extract_notices(
      test::article("第七批！42家非法社会组织被取缔",
                    {"民政部公布地方民政部门依法取缔的非法社会组织名单（第七批），共42家，其中2家涉及江城："
                     "江城易经协会、江城武术总会。",
                     "地方民政部门依法取缔的非法社会组织名单（第七批）", "[image]"}));
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].list.carrier == Carrier::image);
  CHECK(notices[0].announced_count->value == 42);
  CHECK(notices[0].mentions.size() == 2);
}

TEST_CASE("one label may stand over lists of two acts") {
  const auto notices = extract_notices(
      test::article("非法社会组织名单公布",
                    {"民政部公布2024年第二批取缔、劝散的非法社会组织名单。", "一、取缔的非法社会组织（2家）：",
                     "江城易经协会、江城武术总会。", "二、劝散的非法社会组织（2家）：", "江城诗社、江城书画院。"}));
  REQUIRE(notices.size() == 2);
  CHECK(notices[0].batch->value.label == "2024年第二批");
  CHECK(notices[1].kind == NoticeKind::dissuaded);
  CHECK(notices[1].batch->value.label == "2024年第二批");
}

TEST_CASE("branches of one body, placeholders and a story's examples are no list") {
  const auto [title, line] = GENERATE(table<std::string, std::string>({
      {"起底“江城国学大学”：山寨社团如何敛财",
       "该组织号称有70家分支机构，包括“江城国学大学书画院”“江城国学大学易学院”等。"},
      {"关于征集非法社会组织线索的公告", "以“某某协会”“某某商会”“某某联合会”名义开展活动的；"},
      {"严打“山寨社团”，还社会组织清朗空间",
       "“江城建材协会”“江城酒店协会”，这些协会其实都是“山寨社团”。民政部已曝光四批名单。"},
  }));
  CAPTURE(title, line);
  CHECK(extract_notices(test::article(title, {line, "江城市民政局将继续打击非法社会组织。"})).empty());
}

TEST_CASE("bodies that somebody says it never founded are no list") {
  CHECK(extract_notices(
            test::article("江城残联：未设立“江城残疾人艺术联盟”",
                          {"江城残联发布声明称，从未设立或授权“江城残疾人艺术联盟”“江城残疾人促进会”，上述组织涉嫌"
                           "非法社会组织，提醒公众注意。"}))
            .empty());
  CHECK(extract_notices(test::article("江城市公布2家涉嫌非法社会组织名单",
                                      {"江城市民政局公布2家涉嫌非法社会组织：“江城残疾人艺术联盟”“江城残疾人促进会”。"
                                       "江城残联表示从未设立上述组织。"}))
            .size() == 1);
}

TEST_CASE("states without a readable body give nothing") {
  auto document = test::article("2家非法社会组织网站被关停", kShutdown);
  document.page.state = PageState::deleted;
  CHECK(extract_notices(document).empty());
}

}  // namespace mingdan
