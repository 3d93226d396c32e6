#include "parse/page_wording.hpp"

#include <algorithm>
#include <array>

#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 19> kFooterWords{
    "版权所有",  "ICP备",      "ICP证",      "icp备",    "公网安备", "网站标识码", "Copyright",
    "copyright", "COPYRIGHT",  "All Rights", "备案号",   "备案序号", "投稿邮箱",   "建议使用IE",
    "分辨率",    "Powered by", "本网站由",   "网站地图", "未经授权"};
/// Words of footers that notices use in their sentences as well.
constexpr std::array<std::string_view, 5> kFooterLabels{"技术支持", "主办单位", "承办单位", "举报电话", "许可证"};

constexpr std::array<std::string_view, 30> kToolWords{
    "当前位置", "您的位置", "您所在的位置", "你的位置", "当前的位置", "首页 >",   "首页>",    "字号",
    "字体：",   "字体:",    "打印",         "关闭窗口", "关闭本页",   "上一篇",   "下一篇",   "上一页",
    "下一页",   "分享到",   "扫一扫",       "收藏本站", "设为首页",   "加入收藏", "相关阅读", "相关新闻",
    "相关链接", "相关稿件", "推荐阅读",     "返回顶部", "责任编辑",   "点击排行"};

struct Letter {
  char32_t code = 0;
  std::size_t length = 1;
};

/// `text` is valid UTF-8; a stray byte counts as one letter.
Letter letter_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::size_t length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
  if (length == 1 || at + length > text.size()) return {byte, 1};
  char32_t code = byte & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
  return {code, length};
}

bool is_blank(char32_t code) {
  return code <= 0x20 || code == 0xa0 || code == 0x3000 || (code >= 0x2000 && code <= 0x200f) || code == 0xfeff;
}

template <std::size_t N>
bool has_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

constexpr std::size_t kLongestFooterLine = 600;  ///< bytes; a longer line is text that happens to hold such a word
constexpr std::size_t kLongestToolLine = 240;

bool is_sentence(std::string_view line) { return line.find("。") != std::string_view::npos; }

}  // namespace

std::string one_line(std::string_view text) {
  std::string result;
  bool blank = false;
  for (const char c : trimmed(text)) {
    if (static_cast<unsigned char>(c) <= 0x20) {
      blank = true;
      continue;
    }
    if (blank) result += ' ';
    blank = false;
    result += c;
  }
  return result;
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::size_t chinese_letters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = letter_at(text, at);
    if ((letter.code >= 0x3400 && letter.code <= 0x9fff) || letter.code >= 0x20000) ++count;
    at += letter.length;
  }
  return count;
}

std::size_t visible_letters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = letter_at(text, at);
    if (!is_blank(letter.code)) ++count;
    at += letter.length;
  }
  return count;
}

bool is_footer_line(std::string_view line) {
  if (line.size() > kLongestFooterLine) return false;
  return has_any(line, kFooterWords) || (!is_sentence(line) && has_any(line, kFooterLabels));
}

bool is_tool_line(std::string_view line) {
  return line.size() <= kLongestToolLine && !is_sentence(line) && has_any(line, kToolWords);
}

}  // namespace mingdan
