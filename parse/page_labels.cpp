#include "parse/page_labels.hpp"

#include <algorithm>
#include <array>

#include "parse/page_wording.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

struct DateLabel {
  std::string_view words;
  int rank;
  bool needs_colon;  ///< and stands alone, not as the end of a longer word (截止时间)
};

constexpr std::array<DateLabel, 21> kDateLabels{{
    {"发布时间", 1, false}, {"发布日期", 1, false}, {"发表时间", 1, false}, {"发表日期", 1, false},
    {"发稿时间", 1, false}, {"公布时间", 1, false}, {"公布日期", 1, false}, {"发布于", 1, false},
    {"信息时间", 1, false}, {"发表于", 1, false},   {"添加时间", 1, false}, {"录入时间", 1, false},
    {"时间", 2, true},      {"日期", 2, true},      {"发布", 2, true},      {"更新时间", 3, false},
    {"更新日期", 3, false}, {"发文日期", 4, false}, {"发文时间", 4, false}, {"成文日期", 4, false},
    {"生成日期", 4, false},
}};

constexpr std::array<std::string_view, 2> kSourceLabels{"来源", "稿源"};
/// Words before 来源 that make it the source of something else.
constexpr std::array<std::string_view, 5> kOtherSources{"资料", "数据", "图片", "资金", "图"};
/// Labels and tools that end the value of the label before them.
constexpr std::array<std::string_view, 25> kEndWords{
    "发布时间", "发布日期", "发表时间", "发布人", "发布者", "时间", "日期", "作者", "编辑",
    "责编",     "记者",     "浏览",     "点击",   "阅读",   "访问", "字号", "字体", "打印",
    "分享",     "评论",     "人气",     "收藏",   "审核",   "我要", "来源"};
constexpr std::array<std::string_view, 6> kInfoLabels{"作者", "浏览", "点击", "阅读", "编辑", "字号"};

constexpr std::size_t kLongestInfoLine = 240;  ///< bytes
constexpr std::size_t kLongestSource = 120;
constexpr std::size_t kLabelRest = 10;
constexpr std::size_t kDateWindow = 72;

/// Length of a colon or a tab at the beginning of `text`, with blanks before it; 0 when there is none.
std::size_t colon_length(std::string_view text) {
  const auto rest = trimmed(text.substr(0, text.find('\t')));
  const bool tab = rest.empty() && text.find('\t') != std::string_view::npos;
  if (tab) return text.find('\t') + 1;
  const auto skipped = static_cast<std::size_t>(rest.data() - text.data());
  if (rest.starts_with(":")) return skipped + 1;
  if (rest.starts_with("：")) return skipped + std::string_view("：").size();
  return 0;
}

bool begins_with_digit(std::string_view text) {
  while (text.starts_with("[") || text.starts_with("(") || text.starts_with("（") || text.starts_with("【"))
    text.remove_prefix(text.front() == '[' || text.front() == '(' ? 1 : 3);
  if (text.empty()) return false;
  return (text.front() >= '0' && text.front() <= '9') ||
         (text.size() >= 3 && text.starts_with("\xef\xbc") && static_cast<unsigned char>(text[2]) >= 0x90 &&
          static_cast<unsigned char>(text[2]) <= 0x99);
}

/// True when a Chinese letter stands right before `at`.
bool continues_word(std::string_view line, std::size_t at) {
  return at >= 3 && chinese_letters(line.substr(at - 3, 3)) == 1;
}

std::optional<std::string> date_at(std::string_view text) {
  const auto begin = trimmed(text);
  if (!begins_with_digit(begin)) return std::nullopt;
  return absolute_date_in(begin.substr(0, kDateWindow));
}

std::optional<std::string> date_behind(std::string_view line, const DateLabel& label, std::string_view next) {
  for (auto at = line.find(label.words); at != std::string_view::npos; at = line.find(label.words, at + 1)) {
    const auto rest = line.substr(at + label.words.size());
    const auto colon = colon_length(rest);
    if (label.needs_colon && (colon == 0 || continues_word(line, at))) continue;
    const auto value = rest.substr(colon);
    if (auto date = date_at(trimmed(value).empty() ? next : value)) return date;
  }
  return std::nullopt;
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Where the value at the beginning of `text` ends: at a wide blank, a bracket, a blank that is not inside English.
std::size_t value_end(std::string_view text) {
  for (const std::string_view stop : {"\t", "\u00a0", "\u3000", "【", "】", "|", "｜", "[", "]", "（", "("})
    text = text.substr(0, text.find(stop));
  for (auto at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    const bool english =
        at > 0 && at + 1 < text.size() && is_ascii_letter(text[at - 1]) && is_ascii_letter(text[at + 1]);
    if (!english) text = text.substr(0, at);
  }
  for (const auto word : kEndWords) {
    const auto at = text.find(word);
    if (at == std::string_view::npos) continue;
    const auto behind = text.substr(at + word.size(), kLabelRest);  // 点击数：, 浏览次数：
    if (at == 0 || behind.find(':') != text.npos || behind.find("：") != text.npos) text = text.substr(0, at);
  }
  return text.size();
}

std::optional<std::string> source_value(std::string_view text) {
  text = trimmed(text);
  text = trimmed(text.substr(0, value_end(text)));
  while (text.ends_with("，") || text.ends_with("；") || text.ends_with("。")) text.remove_suffix(3);
  if (text.empty() || text.size() > kLongestSource || text == "未知" || begins_with_digit(text) || text == "-")
    return std::nullopt;
  return std::string(text);
}

}  // namespace

std::optional<LabelledDate> labelled_date(std::string_view line, std::string_view next) {
  std::optional<LabelledDate> best;
  for (const auto& label : kDateLabels) {
    if (best && best->rank <= label.rank) continue;
    if (auto date = date_behind(line, label, next)) best = LabelledDate{std::move(*date), label.rank};
  }
  return best;
}

std::optional<std::string> labelled_source(std::string_view line, std::string_view next) {
  for (const auto label : kSourceLabels)
    for (auto at = line.find(label); at != std::string_view::npos; at = line.find(label, at + 1)) {
      const auto rest = line.substr(at + label.size());
      const auto colon = colon_length(rest);
      const bool other =
          std::ranges::any_of(kOtherSources, [&](std::string_view word) { return line.substr(0, at).ends_with(word); });
      if (colon == 0 || other) continue;
      const auto value = rest.substr(colon);
      const bool below = trimmed(value).empty() && !is_info_line(next) && next.size() <= kLongestSource;
      if (auto source = source_value(below ? next : value)) return source;
    }
  return std::nullopt;
}

std::string without_source_label(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view prefix : {"", "信息", "文章", "新闻", "稿件", "内容"})
    for (const auto label : kSourceLabels) {
      if (!text.starts_with(prefix) || !text.substr(prefix.size()).starts_with(label)) continue;
      const auto rest = text.substr(prefix.size() + label.size());
      if (const auto colon = colon_length(rest)) return std::string(trimmed(rest.substr(colon)));
    }
  return std::string(text);
}

bool is_info_line(std::string_view line) {
  if (line.size() > kLongestInfoLine) return false;
  int labels = absolute_date_in(line) ? 1 : 0;
  for (const auto label : kSourceLabels)
    if (const auto at = line.find(label); at != std::string_view::npos && colon_length(line.substr(at + label.size())))
      ++labels;
  for (const auto label : kInfoLabels)
    if (const auto at = line.find(label); at != std::string_view::npos) {
      const auto behind = line.substr(at + label.size(), kLabelRest);
      if (behind.find(':') != std::string_view::npos || behind.find("：") != std::string_view::npos) ++labels;
    }
  if (labels >= 2) return true;
  const auto head = trimmed(line);
  return labels == 1 && (head.starts_with("发布") || head.starts_with("发表") || head.starts_with("来源") ||
                         head.starts_with("稿源") || head.starts_with("信息来源") || head.starts_with("文章来源"));
}

std::optional<std::string> words_beside_date(std::string_view line) {
  std::string left;
  while (!line.empty()) {
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    const auto token = trimmed(line.substr(0, end));
    if (chinese_letters(token) >= 2 && !begins_with_digit(token))
      left += (left.empty() ? "" : " ") + std::string(token);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  auto source = source_value(without_source_label(left));
  return source;
}

}  // namespace mingdan
