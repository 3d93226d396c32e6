#include "extract/pattern_tables.hpp"

namespace mingdan {

std::vector<Pattern> layout_patterns() {
  return {
      {P::sentence_end, "sentence end", "where a sentence ends inside a line", R"([。;!?]+[”)]?|\| )",
       {"依法关停。", "第一批;第二批"}, {"依法关停", "1.中国雷锋基金会"}},
      {P::heading_first_half, "heading, first half", "a short line with a batch that stops before its noun",
       R"(^[^。;:!?]{0,24}(?:第.{1,12}批|首批|20\d\d年)[^。;:!?]{0,18}$)",
       {"2021年第二批被关停网站的", "2021年第三批"}, {"近日,民政部公布了2021年第二批名单。", "中国雷锋基金会"}},
      {P::heading_second_half, "heading, second half", "a short line that ends in the noun of a list heading",
       R"(^[^。;:!?、]{0,30}(?:名单|目录)(?:\([^()]{1,20}\))?[:：]? ?$)",
       {"10家非法社会组织名单", "涉嫌非法社会组织名单:"}, {"中国雷锋基金会", "公布名单如下:中国雷锋基金会、全国邢氏宗亲总会"}},
      {P::list_heading_noun, "noun of a list heading", "a line that is a whole heading already", R"(名单|目录|汇总)",
       {"2021年第二批非法社会组织名单"}, {"2021年第二批被关停网站的"}},
      {P::explanation, "explanation behind a name", "a colon, dash or comma that ends the name of an item", R"( ?(?::|——|--|,) ?)",
       {"中国营地教育研究会:以培训名义收取费用"}, {"中国营地教育研究会"}},
      {P::number_alone, "number alone", "a line that holds an item number and nothing else",
       R"(^ *\(? ?\d{1,3} ?(?:[.、,)]|\))? *$)", {"12", "12、", "(3)"}, {"1.中国雷锋基金会", "2021年"}},
      {P::marker_number, "item number", "1. 1、 01、 1, 1) 1: 1． before an item; no decimal, date or year",
       R"(^ *(?:No\.?|NO\.?|第)?([0-9]{1,3})(?:( ?(?:[、)]|号[:、. ]))|( ?[.]) *(?:$|[^0-9 ]|[0-9]+[^0-9.,年月日万亿%元 ])|( ?[,:]) *(?:$|[^0-9 ])))",
       {"1.中国雷锋基金会", "01、中国美学研究会", "3)中华旗袍博物馆", "8.80后养老服务联盟"},
       {"1.5亿元", "2021.03.20", "2021年第二批", "10:30"}},
      {P::marker_brackets, "item number in brackets", "(1) （1） before an item", R"(^ *\( ?([0-9]{1,3}) ?\)[、.]? *)",
       {"(1)中国雷锋基金会", "(12) 全国邢氏宗亲总会"}, {"(一)举报对象", "1)中华旗袍博物馆"}},
      {P::marker_blank, "item number and blank", "1 before an item, parted by a blank",
       R"(^ *([0-9]{1,3})( +)[^0-9 年月日家个起批])", {"1 中国雷锋基金会"}, {"1 12家涉嫌非法社会组织遭曝光", "10 家"}},
      {P::marker_circled, "enclosed number", "① ⑴ ⒈ before an item", R"(^ *([①-⑳⑴-⒇⒈-⒛㉑-㉟㊱-㊿❶-❿])[、.]? *)",
       {"①中国雷锋基金会", "⒈中国雷锋基金会"}, {"1.中国雷锋基金会"}},
      {P::marker_han, "Chinese item number", "一、 before an item", R"(^ *([一二三四五六七八九十百]{1,5}) ?[、.:,] *)",
       {"一、中国雷锋基金会", "二十一、中国国宾馆协会"}, {"一带一路", "第一条"}},
      {P::marker_han_brackets, "Chinese item number in brackets", "(一) before an item",
       R"(^ *\( ?([一二三四五六七八九十百]{1,5}) ?\)[、.]? *)", {"(一)中国雷锋基金会"}, {"(1)中国雷锋基金会"}},
  };
}

}  // namespace mingdan
