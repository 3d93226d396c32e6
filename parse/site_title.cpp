#include "parse/site_title.hpp"

#include <algorithm>
#include <array>

#include "parse/page_labels.hpp"
#include "parse/page_wording.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

/// What stands between a title and the names of columns and sites; weak ones also occur inside titles.
struct Separator {
  std::string_view text;
  bool weak;
};
constexpr std::array<Separator, 14> kSeparators{{{"__", false},
                                                 {"_", false},
                                                 {"--", false},
                                                 {"|", false},
                                                 {"｜", false},
                                                 {" - ", false},
                                                 {" – ", false},
                                                 {" — ", false},
                                                 {" -", false},
                                                 {"——", true},
                                                 {"-", true},
                                                 {"－", true},
                                                 {" · ", false},
                                                 {"_-", false}}};

constexpr std::array<std::string_view, 28> kSiteEnds{"网",     "网站", "门户",   "部",   "厅",   "局",     "委",
                                                     "委员会", "政府", "平台",   "协会", "频道", "新闻",   "资讯",
                                                     "中心",   "中国", "办公室", "论坛", "在线", "学会",   "商会",
                                                     "促进会", "日报", "时报",   "博客", "首页", "人民网", "公众号"};

constexpr std::size_t kLeastTitle = 4;   ///< letters that must be left of a title
constexpr std::size_t kLongestHeading = 8192;  ///< bytes of markup; nested headings of any size stay linear
constexpr std::size_t kMostHeadings = 1000;    ///< of one level
constexpr std::size_t kLongestSiteName = 16;   ///< letters of a <title> that is nothing but the site's name
constexpr std::size_t kLinesBefore = 6;
constexpr std::size_t kLeastLineTitle = 8;     ///< Chinese letters
constexpr std::size_t kLongestLineTitle = 80;  ///< letters
constexpr std::size_t kLongestTail = 30;  ///< letters of a site's name

bool looks_like_site(std::string_view tail) {
  if (tail.starts_with("Powered by") || tail.starts_with("Discuz")) return true;
  return std::ranges::any_of(kSiteEnds, [&](std::string_view end) { return tail.ends_with(end); });
}

bool has_sentence_marks(std::string_view text) {
  for (const std::string_view mark : {"，", "。", "；", "“", "《", "》", "！", "？", "："})
    if (text.find(mark) != std::string_view::npos) return true;
  return false;
}

bool is_tail(std::string_view tail, bool weak, const std::optional<std::string>& site_name) {
  if (tail.empty() || (site_name && tail == *site_name)) return true;
  if (tail.starts_with("Powered by")) return true;
  if (visible_letters(tail) > kLongestTail || has_sentence_marks(tail)) return false;
  return !weak || looks_like_site(tail);
}

/// The title up to its last separator when what stands behind is a name; nullopt when nothing is to cut.
std::optional<std::string_view> cut_once(std::string_view title, const std::optional<std::string>& site_name) {
  std::size_t best = std::string_view::npos;
  const Separator* found = nullptr;
  for (const auto& separator : kSeparators) {
    const auto at = title.rfind(separator.text);
    const auto end = at + separator.text.size();
    const bool later = !found || end > best + found->text.size() ||
                       (end == best + found->text.size() && separator.text.size() > found->text.size());
    if (at == std::string_view::npos || !later) continue;
    best = at;
    found = &separator;
  }
  if (!found) return std::nullopt;
  const auto head = trimmed(title.substr(0, best));
  const auto tail = trimmed(title.substr(best + found->text.size()));
  if (visible_letters(head) < kLeastTitle || !is_tail(tail, found->weak, site_name)) return std::nullopt;
  return head;
}

std::string without_prefix(std::string_view title, const std::optional<std::string>& site_name) {
  if (!site_name || !title.starts_with(*site_name)) return std::string(title);
  const auto rest = trimmed(title.substr(site_name->size()));
  for (const std::string_view dash : {"——", "—", "--", "-", "_", "|", "－", "："})
    if (rest.starts_with(dash) && visible_letters(rest.substr(dash.size())) >= kLeastTitle)
      return std::string(trimmed(rest.substr(dash.size())));
  return std::string(title);
}

/// A heading's lines up to the one that tells of time and source (some systems set those inside the heading).
std::string heading_text(const HtmlTree& tree, Element element) {
  std::string title;
  if (element.inner().length > kLongestHeading) return title;
  for (const auto& block : tree.blocks_of(element)) {
    if (!title.empty() && (absolute_date_in(block.text) || is_info_line(block.text) || labelled_source(block.text)))
      break;
    if (block.text.empty()) continue;
    title += (title.empty() ? "" : " ") + block.text;
  }
  return one_line(title);
}

std::string without_blanks(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c != ' ') result += c;
  return result;
}

std::string text_of_title(const HtmlTree& tree) {
  const auto element = tree.first("title");
  return element && element->inner().length <= kLongestHeading ? one_line(tree.text_of(*element)) : std::string();
}

/// The heading whose words <title> repeats; else the last h1 before the body that is no link.
std::optional<std::string> heading_title(const HtmlTree& tree, std::string_view page_title,
                                         std::optional<std::size_t> body_offset) {
  const std::string wanted = without_blanks(page_title);
  std::optional<std::string> nearest;
  for (const std::string_view level : {"h1", "h2", "h3"}) {
    auto headings = tree.all(level);
    headings.erase(headings.begin() + static_cast<std::ptrdiff_t>(std::min(headings.size(), kMostHeadings)),
                   headings.end());
    for (const auto& element : headings) {
      auto text = heading_text(tree, element);
      if (visible_letters(text) < kLeastTitle || text.size() > 600) continue;
      if (visible_letters(text) > 6 && wanted.find(without_blanks(text)) != std::string::npos) return text;
      const bool before = !body_offset || element.start_tag().offset < *body_offset;
      if (level == "h1" && before && !tree.first(element, "a")) nearest = text;
    }
  }
  return nearest;
}

/// True for a page name that is a site's and no article's: 某市民政局.
bool names_a_site(std::string_view page_title, const std::optional<std::string>& site_name) {
  if (page_title.empty() || page_title == site_name) return true;
  return visible_letters(page_title) <= kLongestSiteName && !has_sentence_marks(page_title) &&
         looks_like_site(page_title);
}

/// The line right before the body that reads like a title, where no heading and no <title> tells it.
std::optional<std::string> line_before(const PageLines& lines, std::size_t body_offset) {
  const auto to = lines.line_at(body_offset);
  for (std::size_t i = to; i > 0 && to - i < kLinesBefore; --i) {
    const auto& line = lines.lines[i - 1];
    const auto& text = lines.blocks[line.block].text;
    const auto letters = visible_letters(text);
    if (line.prose < kLeastLineTitle || line.linked > 0 || letters > kLongestLineTitle) continue;
    if (is_info_line(text) || labelled_date(text) || labelled_source(text) || text.find("。") != std::string::npos)
      continue;
    return one_line(text);
  }
  return std::nullopt;
}

}  // namespace

std::string without_site_name(std::string_view title, const std::optional<std::string>& site_name) {
  const std::string line = without_prefix(one_line(title), site_name);
  std::string_view left = line;
  for (int cuts = 0; cuts < 5; ++cuts) {
    const auto head = cut_once(left, site_name);
    if (!head) break;
    left = *head;
  }
  while (left.ends_with("_") || left.ends_with("-") || left.ends_with("|")) left.remove_suffix(1);
  return std::string(trimmed(left));
}

std::optional<std::string> site_title(const PageNames& names, const PageMetas& metas, const PageLines& lines,
                                      const std::vector<const SiteProfile*>& profiles,
                                      std::optional<std::size_t> body_offset) {
  const HtmlTree& tree = *names.tree;
  const auto site_name = metas.first({"sitename", "og:site_name"});
  if (const auto title = metas.first({"articletitle"})) return without_prefix(*title, site_name);
  for (const auto selector : selectors_of(profiles, &SiteProfile::titles))
    for (const auto& element : names.all(selector)) {
      auto text = heading_text(tree, element);
      if (visible_letters(text) >= kLeastTitle && !tree.first(element, "img")) return text;
    }
  const std::string page_title = text_of_title(tree);
  if (auto heading = heading_title(tree, page_title, body_offset)) return heading;
  if (const auto title = metas.first({"og:title"})) return without_site_name(*title, site_name);
  if (body_offset && names_a_site(page_title, site_name))
    if (auto line = line_before(lines, *body_offset)) return line;
  if (page_title.empty()) return std::nullopt;
  return without_site_name(page_title, site_name);
}

std::optional<std::string> list_title(const HtmlTree& tree, const PageMetas& metas) {
  const auto site_name = metas.first({"sitename", "og:site_name"});
  std::string title = without_prefix(text_of_title(tree), site_name);
  if (site_name)
    if (const auto head = cut_once(title, site_name);
        head && site_name->ends_with(trimmed(title.substr(title.find_last_of("-_|") + 1))))
      title = std::string(*head);
  if (title.empty()) title = metas.first({"columnname"}).value_or("");
  return title.empty() ? std::nullopt : std::optional(title);
}

}  // namespace mingdan
