#include <string>

#include "extract/pattern_tables.hpp"

namespace mingdan {
namespace {

const std::string kIllegal = "非法(?:社会|民间)?(?:组织|社团|团体|机构)";

}  // namespace

std::vector<Pattern> kind_patterns() {
  return {
      {P::illegal_organisation, "illegal organisation", "what these notices are about",
       "(?:非法|违法)[”“]?(?:的)?(?:社会|民间)?(?:组织|社团|团体)|离岸[”“、]*(?:社团|社会组织|组织|、)|山寨[”“、]*(?:社团|社会组织|组织|协会|机构)|(?:冒用|假冒)[^。;]{0,12}社会组织",
       {"涉嫌非法社会组织", "“离岸社团”“山寨社团”", "非法民间组织"}, {"社会组织年检", "非法集资"}},
      {P::act_website, "website shut down", "sites or accounts of illegal organisations closed",
       R"((?:关停|关闭|封停|查封|停用|下线|下架|清理)[^。;]{0,60}?(?:网站|网页|账号|帐号|公众号|新媒体|网上)|(?:网站|账号|帐号|新媒体)[^。;]{0,20}?(?:被)?(?:依法)?(?:关停|关闭|封停)|被?关停的?(?:非法社会组织)?网站|关停[^。;]{0,30})" + kIllegal,
       {"依法关停了2022年第四批7家非法社会组织网站", "等7家非法社会组织网站被关停", "民政部关停11家非法社会组织网站"},
       {"依法取缔10家非法社会组织", "已关闭报名通道"}},
      {P::act_suspected, "suspected", "named as suspected",
       R"((?:涉嫌|疑似)(?:的)?[”“]?非法|涉嫌[^。;,]{0,10}(?:社会组织|社团))", {"涉嫌非法社会组织名单", "疑似非法社会组织"}, {"非法社会组织名单"}},
      {P::act_offshore, "offshore and copycat", "bodies registered abroad and copycats of 2016", R"(离岸|山寨)",
       {"“离岸社团”“山寨社团”名单"}, {"涉嫌非法社会组织"}},
      {P::act_dissuaded, "dissuaded", "dissolved on persuasion or order", R"(劝散|劝导解散|责令解散|责令其解散|自行解散|打掉)",
       {"劝散非法社会组织名单", "责令解散48家"}, {"取缔10家"}},
      {P::act_banned, "banned", "banned by decision", R"(取缔|予以查处|依法查处)", {"依法取缔10家非法社会组织"}, {"涉嫌非法社会组织"}},
      {P::banned_before, "banned before", "已被取缔的: tells of the bodies, not of this notice's act",
       R"(已(?:经)?(?:被)?(?:依法)?(?:予以)?取缔的|被(?:依法)?取缔的|(?:尚未|未)(?:被)?取缔|取缔非法(?:社会|民间)组织(?:暂行)?办法)",
       {"7家已被取缔的非法社会组织", "《取缔非法民间组织暂行办法》"}, {"依法取缔的部分非法社会组织名单", "被取缔"}},
      {P::lawful_sanction, "sanction of lawful bodies", "lists of registered bodies: revoked, dishonest, abnormal, zombie",
       R"(撤销登记|撤销[^。;,]{0,8}登记|严重违法失信|(?:活动)?异常(?:活动)?名录|僵尸型|限期停止活动|吊销[^。;,]{0,8}登记|注销登记|行政处罚|未(?:参加|按[^。;,]{0,8}参加|报送)[^。;,]{0,12}(?:年检|年报|年度检查|年度工作报告))",
       {"21家社会组织撤销登记并列入严重违法失信名单", "列入活动异常名录"}, {"非法社会组织名单"}},
      {P::span_of_time, "span of time", "totals over a year or a campaign, no batch",
       R"(全年|上半年|下半年|前[一二三四]季度|季度|今年以来|以来|累计|[0-9]{4}年(?:全国|各地|共|依法|民政))",
       {"2024年前三季度", "今年以来取缔34家"}, {"近日关停10家"}},
      {P::announces, "announces", "a title that announces a list or an act", R"(公布|发布|公告|通告|通报|曝光|公示|名单|关停|取缔|劝散)",
       {"民政部公布10个涉嫌非法社会组织"}, {"什么是非法社会组织"}},
      {P::plain_publication, "published without an act", "illegal organisations listed or published, no more said",
       R"((?:公布|曝光|公示|通报|发布|通告|公告)[^。;]{0,40}非法(?:社会|民间)?(?:组织|社团)|非法(?:社会|民间)?(?:组织|社团)[^。;]{0,8}(?:名单|目录))",
       {"杭州市民政局公布非法社会组织名单", "2026年第二批非法社会组织名单公布"}, {"铲除非法社会组织的滋生土壤"}},
      {P::removal, "removal", "names taken off a list", R"(移出|移除|剔除|撤出|撤下|删除|已注销|不再列入|退出[^。;,]{0,10}名单|解除)",
       {"移出“山寨社团”名单", "已注销的“离岸社团”为"}, {"列入名单"}},
      {P::lawful_body_words, "lawful body", "a sentence that names a lawful body beside the listed ones",
       R"(合法(?:登记|成立|注册|的?社会组织|的?社团|组织)|依法(?:登记|注册|成立)的|(?:登记|注册)(?:成立)?的(?:合法|正规|全国性)|(?:在|经)(?:国家)?(?:民政部|民政部门|民政局|民政厅)[^。;,]{0,6}(?:登记|注册|批准)|重名|名称(?:相似|相近|类似|雷同|仅?一字之差)|一字之差|易混淆|混淆|正规(?:社会组织|登记)|真正的|区别于|并非)",
       {"合法登记的为中国硬笔书法协会", "中华志愿者协会是在民政部登记的社会组织", "与民政部登记社团重名", "名称相近"},
       {"涉嫌非法社会组织包括"}},
      {P::quoted, "quoted words", "what stands between quotes", R"(“([^“”]{1,180})”)", {"取缔“老基督徒聚会处”"}, {"“”", "取缔"}},
      {P::explains, "explains or warns", "a title that tells how to recognise or what to beware of, or a statement",
       R"(声明|提醒|提示|警惕|谨防|防范|如何|怎么|怎样|什么|为何|为什么|解读|科普|须知|指南|问答|答记者|实施方案|工作方案|倡议|承诺|举报|识别|辨别|学习|培训|会议|部署|召开|座谈)",
       {"关于“中国文艺家艺术研究院”的声明", "如何识别非法社会组织"}, {"取缔决定公告", "北京取缔31家非法社会组织"}},
      {P::single_decision, "decision on named bodies", "the act and a quoted name in one sentence",
       R"((?:取缔|劝散|关停|解散|查处|打掉)[^“”。;]{0,24}“[^“”]{2,60}”|“[^“”]{2,60}”[^。;]{0,100}(?:被|予以|作出|决定|依法)[^。;]{0,20}(?:取缔|劝散|关停|解散))",
       {"依法取缔“老基督徒聚会处”", "“中国国学院大学”及其分支机构被取缔"}, {"关于“中国文艺家艺术研究院”的声明"}},
      {P::decision_title, "decision, name without quotes", "the name between the act and 的公告",
       R"((?:取缔|劝散|责令解散|关停)[^“”。;,]{0,6}?([^“”。;,]{4,40}?)(?:等)?(?:非法社会组织|非法组织|非法民间组织)?的(?:公告|决定|通告|通知|公示)( ?书)?)",
       {"关于取缔江苏省中小学教育学会的公告", "关于取缔中国国学院大学非法社会组织的决定"}, {"关于举报非法社会组织的公告"}},
  };
}

}  // namespace mingdan
