#include <string>

#include "extract/names.hpp"
#include "tests/catch.hpp"
#include "tests/extract/lines_of_text.hpp"

namespace mingdan {
namespace {

Entry entry_of(const std::string& item) {
  const auto lines = lines_of(test::article("", {item}));
  const auto entry = entry_from(lines, {0, 0, lines.body[0].text().size()}, 1);
  REQUIRE(entry.has_value());
  return *entry;
}

}  // namespace

TEST_CASE("brackets that belong to a name stay in it") {
  const auto name =
      GENERATE(as<std::string>{}, "中华谭(弹)腿联合总会", "广西廖氏(宗亲)联谊会", "上海合作国际中心(浙江)代表处",
               "中国古玩研究院（北京）", "四川天府文化促进会（筹）", "中国易学会（华东分会）", "全国房地产CIO联盟(IP)");
  const auto entry = entry_of(name);
  CHECK(entry.name == name);
  CHECK_FALSE(entry.annotation.has_value());
}

TEST_CASE("brackets that tell of a name become its annotation") {
  const auto [item, name, annotation] = GENERATE(table<std::string, std::string, std::string>({
      {"中国现代硬笔书法研究会（合法登记的为中国硬笔书法协会）", "中国现代硬笔书法研究会",
       "合法登记的为中国硬笔书法协会"},
      {"老基督徒聚会处（也称“地方教会”）", "老基督徒聚会处", "也称“地方教会”"},
      {"中国书画院（原名：中国书法绘画协会）", "中国书画院", "原名：中国书法绘画协会"},
      {"中国名企联盟(网址:www.example.org)", "中国名企联盟", "网址:www.example.org"},
      {"成都市川剧爱好者联合会（已责令解散）", "成都市川剧爱好者联合会", "已责令解散"},
      {"中国支教联盟 (China Teaching Support Alliance)", "中国支教联盟", "China Teaching Support Alliance"},
      {"广西韩国商会（未经登记擅自开展活动）", "广西韩国商会", "未经登记擅自开展活动"},
  }));
  const auto entry = entry_of(item);
  CHECK(entry.name == name);
  CHECK(entry.annotation == annotation);
}

TEST_CASE("the lawful body that an annotation names is kept apart") {
  CHECK(entry_of("中国室内装修协会(合法登记的为中国室内装饰协会)").lawful_counterpart == "中国室内装饰协会");
  CHECK_FALSE(entry_of("老基督徒聚会处（也称“地方教会”）").lawful_counterpart.has_value());
}

TEST_CASE("credits and end punctuation behind the last name are cut off") {
  CHECK(entry_of("亚太空间设计师联盟山东分会(总台央视记者 李玉梅)").name == "亚太空间设计师联盟山东分会");
  CHECK(entry_of("全心犬意犬类领养中心（来源：民政部网站）").name == "全心犬意犬类领养中心");
  CHECK(entry_of("“中国雷锋基金会”；").name == "中国雷锋基金会");
  CHECK(entry_of("中国教育协会（完）").name == "中国教育协会");
}

TEST_CASE("injected pinyin is left out and Traditional characters stay as printed") {
  const auto entry = entry_of("全國房地(di)產CIO聯(lián)盟");
  CHECK(entry.name == "全國房地產CIO聯盟");
}

TEST_CASE("words of other lists are no names") {
  const auto words =
      GENERATE(as<std::string>{}, "一、举报对象。", "未参加2020年度年报的社会组织名单.wps", "第三十二条第一款",
               "离岸社团", "咨询电话：010-58123114", "冠以“中国”字样开展活动", "北京22家", "涉嫌非法社会组织");
  INFO(words);
  CHECK_FALSE(could_be_name(fold(words).text));
}

TEST_CASE("odd names are names") {
  const auto words =
      GENERATE(as<std::string>{}, "全心犬意犬类领养中心", "中国设计力量", "重庆吹牛逼协会", "80后养老服务联盟",
               "世界韩氏恳亲会", "中爱联合纯种猫俱乐部", "老基督徒聚会处", "东望集团江苏沐阳十字课堂", "中国KTV协会");
  INFO(words);
  CHECK(could_be_name(fold(words).text));
}

TEST_CASE("departments are told from bodies and from departments in general") {
  CHECK(is_department("民政部"));
  CHECK(is_department("工业和信息化部"));
  CHECK(is_department("北京市民政局"));
  CHECK(is_department("民政部社会组织管理局"));
  CHECK_FALSE(is_department("民政部门"));
  CHECK_FALSE(is_department("有关部门"));
  CHECK_FALSE(is_department("中国雷锋基金会"));
}

}  // namespace mingdan
