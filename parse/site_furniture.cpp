#include "parse/site_furniture.hpp"

#include <algorithm>
#include <array>

#include "parse/page_labels.hpp"
#include "parse/page_wording.hpp"
#include "parse/site_body.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kHeadLines = 12;      ///< where furniture before the text may stand
constexpr std::size_t kShortLine = 60;      ///< bytes of a caption
constexpr std::size_t kLongestNote = 600;   ///< bytes of a disclaimer
constexpr std::size_t kProseOfEnd = 40;     ///< Chinese letters outside links that may stand behind the text's end

/// Captions of lists of other articles.
constexpr std::array<std::string_view, 16> kCaptions{
    "相关链接", "相关新闻", "相关阅读", "相关文章", "相关稿件", "相关信息", "相关报道", "相关推荐",
    "相关内容", "推荐阅读", "延伸阅读", "热门推荐", "猜你喜欢", "为您推荐", "热点文章", "最新文章"};
constexpr std::array<std::string_view, 8> kNeighbours{"上一篇", "下一篇", "上一条", "下一条",
                                                      "上一页", "下一页", "前一篇", "后一篇"};
/// Beginnings of lines that never are the text's own at its end.
constexpr std::array<std::string_view, 26> kEndings{
    "分享到",   "分享：",   "分享至",    "扫一扫",     "责任编辑", "（责任编辑", "(责任编辑", "责编",     "（责编",
    "(责编",    "【纠错】", "[责任编辑", "【责任编辑", "声明：",   "免责声明",   "平台声明",  "版权声明", "特别声明",
    "关键词：", "返回搜狐", "打开APP",   "阅读全文",   "+1",       "返回顶部",   "返回列表",  "字号"};

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}

bool links_to_file(const Block& block) { return std::ranges::any_of(block.links, is_file_link); }

/// Words outside links.
std::size_t own_letters(const Block& block) {
  std::size_t linked = 0;
  for (const auto& link : block.links)
    linked += chinese_letters(std::string_view(block.text).substr(link.text_offset, link.text_length));
  const auto all = chinese_letters(block.text);
  return all > linked ? all - linked : 0;
}

/// 【打印】【关闭】, 字号：大 中 小 and nothing besides.
bool is_toolbar(std::string_view text) {
  if (text.size() > 2 * kShortLine) return false;
  std::string rest(text);
  for (const std::string_view word :
       {"打印此文", "打印本页", "我要打印", "打印", "关闭窗口", "关闭本页", "关闭",       "字体大小",  "字号",
        "字体",     "分享到",   "分享",     "收藏", "返回",     "大",       "中",         "小",        "特",
        "【",       "】",       "：",       "｜",   "　",       "\u00a0",   "保护视力色", "视力保护色"})
    for (auto at = rest.find(word); at != std::string::npos; at = rest.find(word, at)) rest.erase(at, word.size());
  return rest.size() < text.size() && rest.find_first_not_of(" []|:-+/\t") == std::string::npos;
}

std::string tight(std::string_view text) {
  std::string result;
  for (const char c : one_line(text))
    if (c != ' ') result += c;
  return result;
}

bool is_head_furniture(const Block& block, const std::string& title) {
  if (block.kind == BlockKind::image || links_to_file(block)) return false;
  const std::string_view text = trimmed(block.text);
  if (text.empty() || is_toolbar(text)) return true;
  if (!title.empty() && tight(text) == title) return true;
  return is_info_line(text) && absolute_date_in(text).has_value() && own_letters(block) <= kProseOfEnd;
}

bool is_tail_furniture(const Block& block) {
  if (block.kind == BlockKind::image || links_to_file(block)) return false;
  const std::string_view text = trimmed(block.text);
  if (text.empty() || is_toolbar(text)) return true;
  return text.size() <= kLongestNote && starts_with_any(text, kEndings);
}

/// Where the text ends: before the first line of neighbours or captions behind which stand links and hardly a word.
std::size_t end_of_text(const std::vector<Block>& blocks) {
  std::size_t end = blocks.size();
  std::size_t prose = 0;  // in the lines behind
  for (std::size_t i = blocks.size(); i > 1 && prose <= kProseOfEnd; --i) {
    const Block& block = blocks[i - 1];
    if (links_to_file(block)) break;
    const std::string_view text = trimmed(block.text);
    const bool neighbour = starts_with_any(text, kNeighbours);
    const bool caption =
        text.size() <= kShortLine && starts_with_any(text, kCaptions) && i < blocks.size() && !blocks[i].links.empty();
    if (neighbour || caption)
      end = i - 1;
    else if (!is_tail_furniture(block))
      prose += own_letters(block);
  }
  while (end > 0 && is_tail_furniture(blocks[end - 1])) --end;
  return end;
}

}  // namespace

void cut_furniture(std::vector<Block>& blocks, std::string_view title) {
  const auto wanted = tight(title);
  const auto end = end_of_text(blocks);
  std::size_t begin = 0;
  while (begin < std::min(end, kHeadLines) && is_head_furniture(blocks[begin], wanted)) ++begin;
  if (begin >= end) return;
  blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(end), blocks.end());
  blocks.erase(blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t>(begin));
}

}  // namespace mingdan
