#include "extract/list_candidate.hpp"
#include "extract/names.hpp"
#include "tests/catch.hpp"
#include "tests/extract/lines_of_text.hpp"

namespace mingdan {
namespace {

std::vector<std::string> items_of(const Lines& lines, const ListCandidate& list) {
  std::vector<std::string> items;
  for (const auto& item : list.items) items.push_back(printed(lines, bare(lines, item.words)));
  return items;
}

std::vector<std::string> chain_in(const std::string& sentence) {
  const auto lines = lines_of(test::article("", {sentence}));
  const auto chains = name_chains(lines, 0);
  return chains.empty() ? std::vector<std::string>{} : items_of(lines, chains.front());
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a chain of names is cut out of its sentence") {
  const auto [sentence, names] = GENERATE(table<std::string, Names>({
      {"此次关停操作涉及中国营地教育联盟、国家节能减碳产业创新联盟等7家已被取缔的非法社会组织。",
       {"中国营地教育联盟", "国家节能减碳产业创新联盟"}},
      {"近日依法关停中华民族文化艺术院、世界易学风水联合会等一批非法社会组织网站。",
       {"中华民族文化艺术院", "世界易学风水联合会"}},
      {"这10家涉嫌非法社会组织包括：中国美学研究会、中国高等教育学会和中国平等协会。",
       {"中国美学研究会", "中国高等教育学会", "中国平等协会"}},
      {"取缔“龙童军总会”“全国房地产CIO联盟”等3家非法社会组织", {"龙童军总会", "全国房地产CIO联盟"}},
      {"取缔“合肥市大成拳研究会、合肥市大成拳协会”“龙童军总会”",
       {"合肥市大成拳研究会", "合肥市大成拳协会", "龙童军总会"}},
      {"依法取缔徐州市铜山区东望课堂,,东望集团启东近海课堂，、东望集团常熟人民艺术团3家非法社会组织",
       {"徐州市铜山区东望课堂", "东望集团启东近海课堂", "东望集团常熟人民艺术团"}},
      {"公布2家涉嫌非法社会组织名单（江城武术总会、江城易经协会），提醒公众注意", {"江城武术总会", "江城易经协会"}},
      {"取缔3家非法社会组织：江城武术总会；江城太极拳协会；江城易经协会。请公众注意。",
       {"江城武术总会", "江城太极拳协会", "江城易经协会"}},
      {"江城武术总会、江城太极拳协会、江城易经协会3家上榜", {"江城武术总会", "江城太极拳协会", "江城易经协会"}},
      {"曝光4家涉嫌非法社会组织：“江城武术总会”、江城太极拳协会、“江城易经协会”和江城国学会。",
       {"江城武术总会", "江城太极拳协会", "江城易经协会", "江城国学会"}},
      {"名单共3家，为：江城武术总会 江城太极拳协会 江城易经协会。", {"江城武术总会", "江城太极拳协会", "江城易经协会"}},
      {"据悉，江城武术总会，江城太极拳协会，江城易经协会等3家组织被列入名单",
       {"江城武术总会", "江城太极拳协会", "江城易经协会"}},
      {"江城武术总会、江城太极拳协会未经登记擅自开展活动，依法予以取缔", {"江城武术总会", "江城太极拳协会"}},
      {"关停了3家非法社会组织网站，包括江城武术总会网站、江城太极拳协会官网、江城易经协会网站。",
       {"江城武术总会", "江城太极拳协会", "江城易经协会"}},
      {"关停的网站包括江城书画院网站、江城企业家俱乐部官网、江城武术总会江南分会网站、中国书画网站。",
       {"江城书画院", "江城企业家俱乐部", "江城武术总会江南分会", "中国书画网站"}},
      {"涉嫌非法社会组织名单（共2家）：江城武术总会、江城易经协会（以上排名不分先后）。",
       {"江城武术总会", "江城易经协会"}},
      {"涉嫌非法社会组织具体为：江城武术总会/江城太极拳协会/江城易经协会。",
       {"江城武术总会", "江城太极拳协会", "江城易经协会"}},
      {"这3家组织分别是：一是江城武术总会，二是江城太极拳协会，三是江城易经协会。",
       {"江城武术总会", "江城太极拳协会", "江城易经协会"}},
      {"这3家组织分别是江城廖氏(宗亲)联谊会、江城武术总会、江城易经协会。",
       {"江城廖氏(宗亲)联谊会", "江城武术总会", "江城易经协会"}},
      {"分别为江城武术总会、江城易经协会，以及江城书画院、江城诗社和江城国学会。",
       {"江城武术总会", "江城易经协会", "江城书画院", "江城诗社", "江城国学会"}},
      {"对江城武术总会、江城易经协会给予限期停止活动三个月的行政处罚", {"江城武术总会", "江城易经协会"}},
      {"江城武术总会、江城易经协会已补报年度工作报告并履行义务", {"江城武术总会", "江城易经协会"}},
      {"先后对黔东南州苗医药研究会联盟、凯里市斗牛协会等2家非法社会组织依法予以取缔",
       {"黔东南州苗医药研究会联盟", "凯里市斗牛协会"}},
      {"包括江城武术总会、江城易经协会在内的2家组织涉嫌非法", {"江城武术总会", "江城易经协会"}},
      {"名单为江城武术总会、江城太极拳协会、江城易经协会。", {"江城武术总会", "江城太极拳协会", "江城易经协会"}},
      {"此次关停的3家网站分属中国风水协会、中国软装行业协会、国际周易研究院等3家已被取缔的非法社会组织。",
       {"中国风水协会", "中国软装行业协会", "国际周易研究院"}},
      {"公布2起典型案例，包括“中国低空经济联盟”案、“中国中小企业发展管理协会”案等。",
       {"中国低空经济联盟", "中国中小企业发展管理协会"}},
  }));
  CHECK(chain_in(sentence) == names);
}

TEST_CASE("chains of departments and lawful bodies and words are none") {
  const auto sentence =
      GENERATE(as<std::string>{}, "近日，民政部、中央网信办、工业和信息化部持续深入落实", "微信、微博等新媒体账号",
               "“协会”“学会”“研究会”“联合会”“促进会”等字样", "冠以“中国”“中华”“国家”等字样",
               "合法登记的为中国硬笔书法协会、中国室内装饰协会", "下设上海分会、南京分会、苏州分会4个分会");
  INFO(sentence);
  CHECK(chain_in(sentence).empty());
}

TEST_CASE("a lower number or a heading begins another list") {
  const auto lines = lines_of(
      test::article("", {"2021年第三批涉嫌非法社会组织名单", "1.中华国际风水协会", "2.中华诵读联合会",
                         "2021年第二批被关停网站的2家非法社会组织名单", "1.中国雷锋基金会", "2.中国报商联合会"}));
  const auto lists = numbered_lists(lines);
  REQUIRE(lists.size() == 2);
  CHECK(items_of(lines, lists[0]) == Names{"中华国际风水协会", "中华诵读联合会"});
  CHECK(items_of(lines, lists[1]) == Names{"中国雷锋基金会", "中国报商联合会"});
}

TEST_CASE("lines that tell of an item may stand before the next, other prose ends the list") {
  const auto told =
      lines_of(test::article("", {"1.江城易经协会", "该组织收取会费。", "江城市民政局予以取缔。", "2.江城武术总会",
                                  "该组织设立分站。", "该组织颁发证书。", "3.江城书画院"}));
  const auto lists = numbered_lists(told);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(told, lists[0]) == Names{"江城易经协会", "江城武术总会", "江城书画院"});
  const auto ended = lines_of(test::article("", {"1.江城易经协会", "2.江城武术总会", "请公众注意。", "举报方式如下。",
                                                 "3.拨打12345热线", "4.登录江城民政网"}));
  REQUIRE(numbered_lists(ended).size() == 1);
  CHECK(items_of(ended, numbered_lists(ended)[0]) == Names{"江城易经协会", "江城武术总会"});
}

TEST_CASE("numbers behind NO and marks in front of names are no part of them") {
  const auto lines = lines_of(test::article(
      "", {"NO.1", "江城易经协会", "NO.2", "江城武术总会", "非法社会组织名单：", "❌江城书画院", "❌江城诗社"}));
  const auto numbered = numbered_lists(lines);
  REQUIRE(numbered.size() == 1);
  CHECK(items_of(lines, numbered[0]) == Names{"江城易经协会", "江城武术总会"});
  const auto marked = line_lists(lines);
  REQUIRE(marked.size() == 1);
  CHECK(items_of(lines, marked[0]) == Names{"江城书画院", "江城诗社"});
}

TEST_CASE("categories and numbered places head parts of one list, acts head lists of their own") {
  const auto items = [](const std::vector<std::string>& text) {
    const auto lines = lines_of(test::article("", text));
    std::vector<std::size_t> sizes;
    for (const auto& list : numbered_lists(lines)) sizes.push_back(list.items.size());
    return sizes;
  };
  using Sizes = std::vector<std::size_t>;
  CHECK(items({"一、文化艺术类（2家）", "1.江城易经协会", "2.江城武术总会", "二、行业类（1家）", "3.江城茶道会"}) ==
        Sizes{3});
  CHECK(items({"一、江城市（2家）", "1.江城易经协会", "2.江城武术总会", "二、河州市（2家）", "1.江城茶道会",
               "2.江城诗社"}) == Sizes{4});
  CHECK(items({"一、取缔的非法社会组织（2家）", "1.江城易经协会", "2.江城武术总会", "二、劝散的非法社会组织（2家）",
               "1.江城茶道会", "2.江城诗社"}) == Sizes{2, 2});
}

TEST_CASE("a column of measures tells what was done when nothing above does") {
  const auto lines = lines_of(test::article(
      "", {"查处情况", "单位名称|违法事实|处理结果|执法单位", "江城易经协会|未经登记，擅自开展活动|劝散|江城市民政局",
           "江城武术总会|未经登记|取缔|河州县民政局"}));
  const auto lists = table_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) == Names{"江城易经协会", "江城武术总会"});
  REQUIRE(lists[0].own_kind);
  CHECK(lists[0].own_kind->kind == NoticeKind::banned);
}

TEST_CASE("a case may begin a paragraph that tells of it") {
  const auto lines =
      lines_of(test::article("", {"——“江城易经协会”案。该组织以“江城示范单位”授牌收费，被江城市民政局取缔。",
                                  "——“江城武术总会”案。该组织未经登记举办展演。", "“江城书画院”案等8起案例。",
                                  "另据报道，对“江城诗社”案仍在调查。"}));
  const auto lists = case_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) == Names{"江城易经协会", "江城武术总会"});
}

TEST_CASE("numbered clauses and attachments are no lists") {
  const auto lines = lines_of(test::article(
      "", {"一、举报对象", "二、举报内容", "三、举报方式", "1.未参加年报的社会组织名单.wps", "2.异常名录.wps"}));
  CHECK(numbered_lists(lines).empty());
}

TEST_CASE("names stand in any column of a table") {
  const auto lines =
      lines_of(test::article("", {"序号|执法主体|非法社会组织名称|备注", "1|杭州市西湖区民政局|东方心身医学联盟|取缔",
                                  "2|宁波市民政局|浙江省企业家联谊会|劝散"}));
  const auto lists = table_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) == Names{"东方心身医学联盟", "浙江省企业家联谊会"});
  CHECK(lists[0].items[0].authority == "杭州市西湖区民政局");
  CHECK(lists[0].items[1].annotation == "劝散");
  CHECK(lists[0].items[1].number == 2);
}

TEST_CASE("names of a plain list may end with semicolons") {
  const auto lines = lines_of(test::article(
      "", {"江城市民政局公布3家涉嫌非法社会组织名单：", "江城武术总会；", "江城太极拳协会；", "江城易经协会。"}));
  const auto lists = line_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) == Names{"江城武术总会", "江城太极拳协会", "江城易经协会"});
}

TEST_CASE("a case's number may stand on a line of its own") {
  const auto lines =
      lines_of(test::article("", {"案例1", "非法社会组织“江城武术总会”被依法取缔", "江城市民政局予以取缔。", "案例2",
                                  "非法社会组织“江城易经协会”被依法取缔", "河州县民政局予以取缔。"}));
  const auto lists = case_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) == Names{"江城武术总会", "江城易经协会"});
  CHECK(lists[0].items[0].number == 1);
}

TEST_CASE("headers with blanks inside name their columns") {
  const auto lines =
      lines_of(test::article("", {"依法取缔的非法社会组织名单", "序　号|名　　称|办案机关",
                                  "1|中国营地教育研究会|江城市民政局", "2|华夏国学传承联盟|河州县民政局"}));
  const auto lists = table_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) == Names{"中国营地教育研究会", "华夏国学传承联盟"});
  CHECK(lists[0].items[1].authority == "河州县民政局");
}

TEST_CASE("the deed in a case's heading is no part of the name") {
  const auto lines = lines_of(test::article(
      "", {"案例一：中国国学教育发展委员会江城分会非法活动案", "江城市民政局接到举报。江城市民政局依法予以取缔。",
           "案例二：江城易经协会以社会团体名义开展活动案", "河州县民政局依法予以取缔。"}));
  const auto lists = case_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) == Names{"中国国学教育发展委员会江城分会", "江城易经协会"});
  CHECK(lists[0].items[1].authority == "河州县民政局");
}

TEST_CASE("a column of lawful bodies names the counterparts") {
  const auto lines =
      lines_of(test::article("", {"涉嫌非法社会组织名单", "序号|涉嫌非法社会组织名称|合法登记的社会组织名称",
                                  "1|江城市书法艺术家协会|江城市书法家协会", "2|江城市企业家总会|-"}));
  const auto lists = table_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) == Names{"江城市书法艺术家协会", "江城市企业家总会"});
  CHECK(lists[0].items[0].counterpart == "江城市书法家协会");
  CHECK_FALSE(lists[0].items[1].counterpart.has_value());
}

TEST_CASE("a cell holds several names when each part is a whole one") {
  const auto lines =
      lines_of(test::article("", {"执法主体|非法社会组织名称", "甲市民政局|中国书画名家联谊会、中国少儿艺术促进会",
                                  "乙市民政局|国际茶、酒文化研究会", "丙市民政局|世界客家 文化联谊总会"}));
  const auto lists = table_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(items_of(lines, lists[0]) ==
        Names{"中国书画名家联谊会", "中国少儿艺术促进会", "国际茶、酒文化研究会", "世界客家 文化联谊总会"});
  CHECK(lists[0].items[1].authority == "甲市民政局");
}

TEST_CASE("dots on a line of their own leave items out") {
  const auto lines = lines_of(
      test::article("", {"第六批名单", "1.中国书画名家联谊会", "2.中国少儿艺术促进会", "……", "100.世界中医骨科联盟"}));
  const auto lists = numbered_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(lists[0].items.back().number == 100);
}

TEST_CASE("a table goes on in the next one behind a place or where its numbers run on") {
  const auto lines = lines_of(test::article(
      "", {"依法取缔的非法社会组织名单", "北京市民政局", "序号|组织名称", "1|中国营地教育研究会", "2|江城武术总会",
           "上海市", "序号|组织名称", "1|华夏国学传承联盟", "被取缔的非法社会组织|地区", "中国茶艺协会|天津市"}));
  auto tables = lines;
  for (std::size_t line = 5; line < tables.body.size(); ++line) tables.body[line].block.container = line < 8 ? 2 : 3;
  const auto lists = table_lists(tables);
  REQUIRE(lists.size() == 2);
  CHECK(items_of(tables, lists[0]) == Names{"中国营地教育研究会", "江城武术总会", "华夏国学传承联盟"});
  CHECK(lists[0].items[0].authority == "北京市民政局");
  CHECK_FALSE(lists[0].items[2].authority);
  CHECK(items_of(tables, lists[1]) == Names{"中国茶艺协会"});
}

TEST_CASE("names one a line stand under a heading of two lines or right under the title") {
  const Names names{"中国营地教育研究会", "华夏国学传承联盟", "神州书画院"};
  auto body = names;
  body.insert(body.begin(), {"依法取缔的部分非法社会组织名单", "（第三批）"});
  const auto headed = lines_of(test::article("", body));
  REQUIRE(line_lists(headed).size() == 1);
  CHECK(items_of(headed, line_lists(headed)[0]) == names);
  const auto titled = lines_of(test::article("第三批依法取缔的非法社会组织名单", names));
  REQUIRE(line_lists(titled).size() == 1);
  CHECK(items_of(titled, line_lists(titled)[0]) == names);
  CHECK(line_lists(lines_of(test::article("非法社会组织名单如何查询", names))).empty());
  CHECK(line_lists(lines_of(test::article("全国性社会组织名单", names))).empty());
}

TEST_CASE("a list goes on across places that head its parts") {
  const auto lines = lines_of(test::article("", {"依法取缔的非法社会组织名单", "北京市民政局", "1.中国营地教育研究会",
                                                 "天津市民政局", "1.华夏国学传承联盟"}));
  const auto lists = numbered_lists(lines);
  REQUIRE(lists.size() == 1);
  CHECK(lists[0].items[0].authority == "北京市民政局");
  CHECK(lists[0].items[1].authority == "天津市民政局");
}

}  // namespace mingdan
