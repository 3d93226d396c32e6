#include "text/fold.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace mingdan {
namespace {

// Pairs Traditional, Simplified: the vocabulary of the notices and the characters that names of organisations use most.
constexpr std::string_view kScriptPairs =
    "協协會会學学聯联書书畫画國国華华關关閉闭網网組组織织單单業业產产發发與与為为個个這这們们來来時时說说話话請请對对"
    "應应該该從从將将開开設设機机構构體体處处辦办團团隊队館馆總总務务動动員员職职師师資资質质藝艺術术標标準准檢检測测"
    "認认證证評评級级監监導导廳厅區区縣县鄉乡鎮镇島岛東东門门廣广陝陕雲云貴贵遼辽寧宁蘇苏滬沪漢汉濟济蕪芜慶庆龍龙馬马"
    "鳥鸟魚鱼雞鸡鳳凤風风飛飞電电車车輪轮軍军輸输運运銀银鐵铁錢钱鐘钟鎖锁鏈链鍵键鋼钢錄录長长間间問问聞闻閱阅陽阳陰阴"
    "際际險险隨随雜杂難难離离雙双類类頭头題题領领預预頻频顧顾顏颜願愿養养餘余飲饮飾饰駐驻騙骗驗验驚惊鬥斗麗丽點点齊齐"
    "齒齿龐庞議议護护譯译讀读變变讓让論论課课調调談谈誠诚誌志語语誤误誰谁諮咨謀谋講讲謝谢謹谨識识譽誉計计訂订討讨訓训"
    "記记訊讯許许訪访詢询試试詩诗詳详誕诞貝贝負负財财貢贡責责貧贫貨货販贩貫贯貿贸費费賀贺賢贤賣卖賞赏賽赛購购贈赠贊赞"
    "跡迹踐践軌轨軟软較较載载輔辅輕轻達达遠远適适選选還还邊边郵邮鄰邻醫医釋释鑒鉴針针釣钓鋁铝鋰锂錦锦鍋锅鍛锻鏡镜闆板"
    "闊阔陳陈陸陆隱隐雖虽霧雾靈灵靜静響响頂顶項项順顺須须頒颁頓顿頗颇額额顯显飯饭駕驾騎骑髮发鬆松鮮鲜鯨鲸鴻鸿鵬鹏鷹鹰"
    "麥麦麵面黃黄黨党極极榮荣樂乐樓楼樹树橋桥歐欧歡欢歲岁歷历歸归殘残殺杀氣气決决沒没況况洩泄淨净淺浅渾浑湧涌湯汤溝沟"
    "溫温滅灭滿满漁渔潔洁潤润澤泽濤涛濱滨灣湾災灾煉炼煙烟煩烦熱热燈灯營营爭争爺爷爾尔牆墙狀状獎奖獨独獲获獻献現现瑪玛"
    "環环璽玺畢毕當当療疗瘋疯盜盗盡尽盤盘眾众睏困硯砚碼码確确磚砖礦矿礙碍禮礼禪禅種种稱称穀谷積积穩稳窮穷競竞筆笔節节"
    "範范築筑簡简簽签籌筹籃篮糧粮糾纠紀纪約约紅红納纳純纯紙纸紛纷細细終终結结給给統统絲丝經经綜综綠绿維维綱纲緊紧線线"
    "編编緣缘績绩繼继續续羅罗義义習习聖圣聲声聽听肅肃腦脑腳脚膽胆臉脸臨临臺台興兴舉举舊旧艦舰莊庄莖茎萬万葉叶著着蓋盖"
    "蔣蒋藍蓝藥药蘭兰號号蟲虫衛卫衝冲裝装裡里製制複复見见規规視视親亲覺觉覽览觀观觸触貓猫買买賬账贏赢趕赶趙赵趨趋輝辉"
    "輯辑辭辞農农遊游過过違违遲迟遷迁鄧邓醬酱釀酿鑽钻閣阁闖闯陣阵頁页飼饲騰腾驅驱驛驿鬧闹魯鲁鮑鲍鹽盐侖仑倉仓倫伦偉伟"
    "側侧備备傑杰傘伞傳传債债傷伤傾倾僅仅僑侨價价儀仪億亿優优償偿儲储兒儿內内兩两冊册凍冻凱凯別别刪删則则剛刚創创劃划"
    "劇剧劍剑劉刘劑剂勁劲勝胜勞劳勢势勵励勸劝匯汇卻却厲厉參参吳吴呂吕啟启喬乔嘗尝嘆叹嚴严囑嘱囂嚣圍围園园圓圆圖图執执"
    "報报場场塊块墊垫壇坛壓压壞坏壯壮壽寿夠够夢梦夥伙奧奥婦妇媽妈嬰婴孫孙寫写實实審审寬宽寶宝專专尋寻屆届屬属岡冈嶺岭"
    "嶽岳帥帅帳帐帶带幣币幫帮幹干幾几庫库廠厂廢废廬庐張张強强彈弹彙汇徑径徵征徹彻恆恒恥耻悅悦態态慣惯慮虑憂忧憑凭憲宪"
    "憶忆懷怀懸悬戰战戲戏戶户拋抛捨舍掃扫掛挂採采揚扬換换損损搖摇搶抢擁拥擇择擊击擔担據据擠挤擬拟擴扩擾扰攝摄敗败敵敌"
    "數数斂敛斷断於于晉晋晝昼曉晓條条棄弃棟栋楊杨槍枪様样樣样檔档權权欄栏殼壳毀毁汙污沖冲濕湿瀋沈瀏浏爐炉牽牵狹狭猶犹"
    "獅狮疊叠癒愈皺皱睜睁矚瞩稅税穌稣籤签糉粽絡络綁绑綫线繪绘纖纤罰罚罵骂羣群聰聪脈脉腸肠臟脏蘋苹虛虚虧亏衹只裏里訴诉"
    "詞词詐诈誇夸諾诺謊谎譜谱賓宾賭赌賺赚賴赖贖赎躍跃轟轰轉转辯辩迴回週周進进遞递遺遗釐厘鈣钙鈴铃鉛铅銅铜銘铭銳锐銷销"
    "鋪铺錯错鎚锤鏢镖閃闪閑闲閘闸闢辟闡阐隸隶雛雏靚靓鞏巩韓韩韻韵飄飘鬍胡黴霉龜龟";

const std::unordered_map<std::string_view, std::string_view>& script_table() {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::string_view> pairs;
    for (std::size_t at = 0; at + 6 <= kScriptPairs.size(); at += 6)
      pairs.emplace(kScriptPairs.substr(at, 3), kScriptPairs.substr(at + 3, 3));
    return pairs;
  }();
  return table;
}

std::size_t character_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kPunctuation{{
    {"「", "“"},
    {"」", "”"},
    {"『", "“"},
    {"』", "”"},
    {"﹑", "、"},
    {"､", "、"},
    {"○", "〇"},
    {"｡", "。"},
    {"〔", "("},
    {"〕", ")"},
    {"﹙", "("},
    {"﹚", ")"},
    {"〝", "“"},
    {"〞", "”"},
    {"︰", ":"},
    {"﹔", ";"},
}};

constexpr std::array<std::string_view, 16> kBlanks{"\u00a0", "\u3000", "\u2000", "\u2001", "\u2002", "\u2003",
                                                   "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
                                                   "\u200a", "\u202f", "\u205f", "\t"};
constexpr std::array<std::string_view, 14> kInvisible{"\u200b", "\u200c", "\u200d", "\u200e", "\u200f",
                                                      "\u2060", "\ufeff", "\u00ad", "\u202a", "\u202b",
                                                      "\u202c", "\u202d", "\u202e", "\ufe0f"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& set, std::string_view character) {
  for (const auto member : set)
    if (member == character) return true;
  return false;
}

bool is_han(std::string_view character) {
  return character.size() == 3 && character >= std::string_view("一") && character <= std::string_view("\u9fff");
}

// One letter of pinyin without its tone; NUL for anything else. `character` is one UTF-8 character.
char plain_pinyin_letter(std::string_view character) {
  if (character.size() == 1) return character[0] >= 'a' && character[0] <= 'z' ? character[0] : '\0';
  constexpr std::array<std::pair<std::string_view, char>, 6> kToned{
      {{"āáǎàǎă", 'a'}, {"ēéěèê", 'e'}, {"īíǐì", 'i'}, {"ōóǒò", 'o'}, {"ūúǔù", 'u'}, {"ǖǘǚǜü", 'v'}}};
  for (const auto& [letters, plain] : kToned)
    if (letters.find(character) != std::string_view::npos) return plain;
  return '\0';
}

// GB/T 16159 syllables: an initial or none, then a final.
bool is_pinyin_syllable(std::string_view letters) {
  constexpr std::array<std::string_view, 23> kInitials{"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g",
                                                       "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w"};
  constexpr std::array<std::string_view, 37> kFinals{
      "a",  "o",   "e",   "ai",   "ei",  "ao", "ou",   "an",  "en",   "ang", "eng", "er", "i",
      "ia", "ie",  "iao", "iu",   "ian", "in", "iang", "ing", "iong", "u",   "ua",  "uo", "uai",
      "ui", "uan", "un",  "uang", "ong", "v",  "ve",   "van", "vn",   "ue",  "ueng"};
  if (contains(kFinals, letters)) return true;
  for (const auto initial : kInitials)
    if (letters.starts_with(initial) && contains(kFinals, letters.substr(initial.size()))) return true;
  return false;
}

// Length of a bracket that holds one syllable of pinyin and nothing else, at the start of `text`; 0 if there is none.
std::size_t pinyin_bracket_length(std::string_view text) {
  constexpr std::size_t kLongestSyllable = 6;
  std::size_t at = 0;
  if (text.starts_with("(")) at = 1;
  if (text.starts_with("（")) at = 3;
  if (at == 0) return 0;
  std::string letters;
  while (at < text.size()) {
    if (text[at] == ')') return is_pinyin_syllable(letters) ? at + 1 : 0;
    if (text.substr(at).starts_with("）")) return is_pinyin_syllable(letters) ? at + 3 : 0;
    const auto length = character_length(static_cast<unsigned char>(text[at]));
    const char letter = plain_pinyin_letter(text.substr(at, length));
    if (letter == '\0' || letters.size() == kLongestSyllable) return 0;
    letters.push_back(letter);
    at += length;
  }
  return 0;
}

std::string folded_character(std::string_view character, bool& quote_open) {
  if (character == "\"" || character == "＂") {
    quote_open = !quote_open;
    return quote_open ? "“" : "”";
  }
  if (character.size() == 3 && character >= std::string_view("\uff01") && character <= std::string_view("\uff5e")) {
    const auto low = static_cast<unsigned char>(character[2]) & 0x3FU;
    const auto middle = static_cast<unsigned char>(character[1]) & 0x3FU;
    const unsigned code = 0xF000U | (middle << 6U) | low;
    const auto narrow = static_cast<char>(code - 0xFF01U + 0x21U);
    return {&narrow, 1};
  }
  if (contains(kBlanks, character)) return " ";
  for (const auto& [from, to] : kPunctuation)
    if (from == character) return std::string(to);
  return std::string(simplified(character));
}

}  // namespace

std::string_view simplified(std::string_view character) {
  if (character.size() != 3) return character;
  const auto& table = script_table();
  const auto found = table.find(character);
  return found == table.end() ? character : found->second;
}

FoldedText fold(std::string_view source) {
  FoldedText folded;
  folded.text.reserve(source.size());
  bool quote_open = false;
  bool after_han = false;
  std::size_t at = 0;
  while (at < source.size()) {
    if (after_han) {
      if (const auto length = pinyin_bracket_length(source.substr(at))) {
        at += length;
        ++folded.pinyin_brackets;
        continue;
      }
    }
    const auto length = std::min(character_length(static_cast<unsigned char>(source[at])), source.size() - at);
    const auto character = source.substr(at, length);
    if (!contains(kInvisible, character)) {
      for (const char byte : folded_character(character, quote_open)) {
        folded.text.push_back(byte);
        folded.begin.push_back(static_cast<std::uint32_t>(at));
        folded.end.push_back(static_cast<std::uint32_t>(at + length));
      }
      after_han = is_han(character);
    }
    at += length;
  }
  return folded;
}

std::string as_printed(const FoldedText& folded, std::string_view source, std::size_t from, std::size_t to) {
  std::string printed;
  std::size_t at = from;
  while (at < to && at < folded.text.size()) {
    printed.append(source.substr(folded.begin[at], folded.end[at] - folded.begin[at]));
    at += character_length(static_cast<unsigned char>(folded.text[at]));
  }
  return printed;
}

}  // namespace mingdan
