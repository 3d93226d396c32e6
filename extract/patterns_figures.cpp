#include <string>

#include "extract/pattern_tables.hpp"

namespace mingdan {
namespace {

const std::string kNumber = "([0-9]{1,3},[0-9]{3}|[0-9]{1,6}|[一二三四五六七八九十百千零〇两]{1,8})";
const std::string kOrdinal = "([0-9]{1,3}|[一二三四五六七八九十百]{1,5})";
const std::string kUnit = " ?,? ?(?:多|余)? ?(家|个|起|例|所)";
const std::string kObject =
    "(?:非法(?:社会|民间)?(?:组织|社团|团体|机构)|社会组织|社会团体|民办非企业单位|(?:离岸|山寨)[”“、]*(?:社团|"
    "社会组织|组织|协会)|山寨|社团|"
    "组织|名单|案例|案件|网站)";

const std::vector<Pattern> kFigurePatterns{
    {P::batch_label,
     "batch label",
     "an ordinal batch, with or without its year; cardinals (分七批次) are none",
     R"((?:(20[0-9]{2}|二〇[〇一二三四五六七八九]{2}) ?年 ?度? ?的?|(今年|本年度?|去年) ?度?的? ?)?(?:第 ?)" +
         kOrdinal + R"( ?批(?:次)?|(首批)))",
     {"2022年第四批", "2022年第1批", "2026 年第二批", "今年首批", "名单(第五批)", "2021年度第十一批", "2024年第2批次"},
     {"分七批次", "13批次", "新一批", "批准", "前三批"}},
    {P::batch_label_alone,
     "batch label on a line of its own",
     "(2025年第一批) under a heading",
     R"(^ *\(? ?(?:20[0-9]{2} ?年 ?度?)?第[0-9一二三四五六七八九十]{1,5}批 ?\)? *$)",
     {"（2025年第一批）", "第三批"},
     {"第三批涉嫌非法社会组织名单"}},
    {P::year_nearby,
     "year before a label",
     "a year that stands before a label without being a date",
     R"((20[0-9]{2})(?: ?年(?: ?度)?(?:[^0-9 ]|$)| ?[])〕】]$))",
     {"2021年地方民政部门", "2024年度", "[2021]"},
     {"2021年8月", "2021"}},
    {P::counted_organisations,
     "counted organisations",
     "a number that counts what notices are about",
     kNumber + R"( ?,? ?(余|多)? ?(家|个|起)[^,。;:、0-9]{0,24}?)" + kObject,
     {"7家非法社会组织", "203家“离岸社团”", "10个涉嫌非法社会组织", "8起假冒行业协会等非法社会组织典型案例",
      "8个非法组织被取缔"},
     {"38个分支机构", "22部门", "3个月"}},
    {P::count_after_noun,
     "count behind the noun",
     "名单(100家), 名单共100家, 社团名单 100 个",
     R"((?:名单|社团|社会组织|组织|网站) ?[(,]? ?(?:共计?|合计|总计|计)? ?(?:有)?)" + kNumber +
         R"( ?(余|多)? ?(家|个|起) ?[),。]?)",
     {"第五批离岸社团山寨社团名单(100家)", "涉嫌非法社会组织名单,共11家"},
     {"社会组织名单"}},
    {P::count_after_and_so_on,
     "count behind a chain",
     "等N家, 共N家, 共计N个 behind names",
     R"((?:等|共计?|合计|总计|这) ?(?:有)?)" + kNumber + R"( ?,? ?(余|多)? ?(家|个|起))",
     {"等7家非法社会组织", "共计10家", "等2,家"},
     {"高等教育", "7家"}},
    {P::count_of_a_part,
     "count of something else",
     "a part of the list, clues, branches, last year's figure",
     R"(^ *继|其中,?[^,。;]{0,10}[0-9一二三四五六七八九十]|线索|去年|上年|分支|分会|分站|会员|涉及[^,。;]{0,8}(?:省|市)|全国[^,。;]{0,4}万)",
     {"继公布第一批3家涉嫌非法社会组织后", "其中3家涉及天津", "排查线索35批216家", "较去年的24家"},
     {"依法关停了7家"}},
    {P::cumulative_words,
     "words of a running total",
     "what a sentence about earlier batches says",
     R"(此前|前期|至今|迄今|截至|截止|累计|以来|总数|总计(?:已|达|有)|至此|历次|先后|共计已|目前已|已分|分批|分[^,。;]{1,6}批|(?:^|[^第0-9一二三四五六七八九十百])(?:[0-9]+|[二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?) ?批(?:次)?[^\p{Han}]*[0-9]+ ?(?:家|个)|(?:^|[^第0-9一二三四五六七八九十百])(?:[0-9]+|[二三四五六七八九十]{1,3}) ?批(?:次)?(?:名单)?,?(?:一共|总共|共|合计))",
     {"前期已分三批", "至今已分13批次关停了165家", "截至5月10日", "总数已经达到748家", "4批43个", "四批共计公布294家"},
     {"依法关停了2022年第四批7家非法社会组织网站", "第三批5家涉嫌非法社会组织名单", "一批8家组织", "此次关停涉及"}},
    {P::own_count_words,
     "words of the list's own count",
     "what a clause says that counts this list in a sentence about totals",
     R"(下列|以下|上述|本次|此次|此番|这次|这批|本批|近日|日前|今天|今日|昨天|昨日|新增|新公布|又(?:有|公布|关停|取缔|曝光)|再(?:次|度|有)?(?:公布|关停|取缔|曝光))",
     {"本次共关停6家", "近日又关停6家", "下列6家组织已自行解散"},
     {"对55家非法社会组织网站予以关停"}},
    {P::leads_to_list,
     "lead to a list",
     "how a sentence ends whose list follows",
     R"((?:如下|名单|分别(?:是|为)|包括|附后|公布|公示|通报|曝光)[^,。;]{0,8}[:。]?$|:$)",
     {"名单如下:", "具体如下。", "现予以公布。", "分别是:"},
     {"累计关停43家。"}},
    {P::looks_back,
     "looks back at a list",
     "how a sentence behind a list counts it",
     "^ *(?:以上|上述|上列|这)(?:所列|列出的?)?(?:[0-9]|[一二三四五六七八九十])",
     {"以上6家组织均未在民政部门登记", "上述十家组织"},
     {"以上海市为例", "举报以上组织"}},
    {P::earlier_batch,
     "earlier batch",
     "words before a label that is not this notice's",
     R"((?:此前|之前|早前|前期|先前|继|已(?:经)?公布的|上(?:一|次))[^,。;:]{0,16}$)",
     {"继此前公布的", "此前公布的"},
     {"近日公布的"}},
    {P::cumulative_batches,
     "total of batches and organisations",
     "分X批(次)…M家",
     R"((?:^|[^第0-9一二三四五六七八九十百千零〇两年]))" + kNumber + R"( ?个?批(?:次)?[^第。;0-9)]{0,60}?)" + kNumber +
         R"( ?(余|多)? ?(家|个))",
     {"前期已分三批,对55家非法社会组织网站", "至今已分13批次关停了165家", "已分七批次关停了78家", "8批748家"},
     {"第三批共255个", "2021年第二批10家"}},
    {P::cumulative_total,
     "total of organisations",
     "a running total without batches",
     R"((?:此前|累计|总数|总计|共计|至此|至今|截至[^,。;]{0,14},|截至|分批次|目前)[^。;0-9]{0,60}?)" + kNumber +
         R"( ?(余|多)? ?(家|个))",
     {"此前,已依法对65家非法社会组织网站予以关停", "截至5月10日,共曝光527家", "总数已经达到748家", "至此已关停55个",
      "分批次关停了43家"},
     {"依法关停了7家"}},
    {P::several_batch_totals,
     "pairs of batches and counts",
     "N批M家, the form of press conferences and digests",
     R"((?:^|[^第0-9一二三四五六七八九十]))" + kNumber + R"( ?批(?:次)?(?:[(,](?:共计?)?|共计?)? ?)" + kNumber + kUnit,
     {"35批216家", "网站2批20家", "3批(共计230个)"},
     {"第二批10家", "分批次关停了43家"}},
    {P::campaign_dated,
     "campaign start",
     "a full date from which a campaign runs",
     R"((20[0-9]{2}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日(?:起|以来)?[^。;]{0,60}?(?:专项行动|专项整治|打击整治|整治行动))",
     {"自2021年3月20日进一步打击整治非法社会组织专项行动开展以来"},
     {"自2021年3月20日起施行", "2018年4月至12月开展专项行动"}},
    {P::campaign_this_year,
     "campaign start without year",
     "a day from which this year's campaign runs",
     R"((?:^|[^0-9年 ])(?:(今年|本年) ?)?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日(?:起|以来|,)?[^。;]{0,60}?(?:专项行动|专项整治|打击整治|整治行动))",
     {"自今年3月20日进一步打击整治非法社会组织专项行动开展以来", "3月20日以来,各地开展专项行动"},
     {"2021年3月20日专项行动", "4月至12月开展专项行动"}},
    {P::campaign_named_year,
     "year of a campaign",
     "the year in the campaign's own name",
     R"(开展(20[0-9]{2})年)",
     {"自6月20日起开展2023年打击整治非法社会组织专项行动"},
     {"2023年第一批"}},
};

}  // namespace

const std::vector<Pattern>& figure_patterns() { return kFigurePatterns; }

}  // namespace mingdan
