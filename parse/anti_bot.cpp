#include "parse/anti_bot.hpp"

#include <algorithm>
#include <array>

#include "parse/page_wording.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kNoText = 30;       ///< characters: an empty body, give or take a "loading"
constexpr std::size_t kLittleText = 400;  ///< characters: a guard's or an error page's own words
constexpr std::size_t kShellText = 120;

struct Mark {
  std::string_view words;
  std::string_view kind;
};

/// In scripts or markup of pages without text.
constexpr std::array<Mark, 11> kScriptMarks{{
    {"$_ts", "Ruishu"},
    {"FSSBBIl1UgzbN7N80S", "Ruishu"},
    {"MmEwMD", "Ruishu"},
    {"('_')+('_')+('j')+('s')+('l')", "jsl"},
    {"__jsl_clearance", "jsl"},
    {"\"bts\":", "jsl"},
    {"acw_sc__v2", "Aliyun"},
    {"aliyunwaf", "Aliyun"},
    {"__cf_chl", "Cloudflare"},
    {"https_waf_cookie", "WAF"},
    {"slideCaptcha", "captcha"},
}};

constexpr std::array<std::string_view, 26> kGuardWords{"访问验证",
                                                       "安全验证",
                                                       "人机验证",
                                                       "滑动验证",
                                                       "拖动滑块",
                                                       "拖动下方滑块",
                                                       "完成验证",
                                                       "输入验证码",
                                                       "请求被拦截",
                                                       "访问被拦截",
                                                       "访问被阻断",
                                                       "访问被拒绝",
                                                       "拦截提示",
                                                       "网站防火墙",
                                                       "云防护",
                                                       "云防御",
                                                       "创宇盾",
                                                       "安全狗",
                                                       "访问过于频繁",
                                                       "访问频率",
                                                       "请求存在异常",
                                                       "正在检查您的浏览器",
                                                       "浏览器安全检查",
                                                       "Just a moment",
                                                       "Checking your browser",
                                                       "Web Application Firewall"};
constexpr std::array<std::string_view, 6> kMaintenanceWords{"系统维护", "网站维护", "系统升级",
                                                            "网站升级", "升级维护", "正在维护"};
constexpr std::array<std::string_view, 13> kErrorWords{
    "404 Not Found", "403 Forbidden", "Not Found",  "页面不存在", "页面未找到",  "找不到页面", "不存在或已",
    "页面找不到",    "内容不存在",    "文章不存在", "信息不存在", "Bad Gateway", "系统错误"};

template <std::size_t N>
std::optional<std::string_view> word_in(std::string_view text, const std::array<std::string_view, N>& words) {
  const auto found = std::ranges::find_if(words, [&](std::string_view word) { return text.find(word) != text.npos; });
  return found == words.end() ? std::nullopt : std::optional<std::string_view>(*found);
}

/// Title and visible lines, for wording tests on short pages.
std::string short_text(const HtmlTree& tree, const PageLines& lines) {
  std::string text;
  if (const auto title = tree.first("title")) text = tree.text_of(*title);
  for (const auto& block : lines.blocks) text += "\n" + block.text;
  return text;
}

std::string_view script_kind(const HtmlTree& tree) {
  const std::string_view source = tree.source();
  for (const auto& mark : kScriptMarks)
    for (const auto& span : tree.scripts())
      if (source.substr(span.offset, span.length).find(mark.words) != std::string_view::npos) return mark.kind;
  return {};
}

/// The element that a front-end framework would fill.
bool has_mount_point(const HtmlTree& tree) {
  for (const std::string_view selector : {"#app", "#root", "#__nuxt", "#__next", "app-root", "#main-app"})
    if (const auto element = tree.first(selector))
      if (visible_letters(tree.text_of(*element)) <= kNoText) return true;
  return false;
}

/// The page shows its template's own marks ({{item.name}}) and little besides.
bool is_unfilled_template(const PageLines& lines) {
  std::size_t marked = 0;
  std::size_t prose = 0;
  for (const auto& line : lines.lines) {
    const auto& text = lines.blocks[line.block].text;
    const bool mark = text.find("{{") != std::string::npos && text.find("}}") != std::string::npos;
    marked += mark ? 1 : 0;
    prose += mark ? 0 : line.prose;
  }
  return marked >= 2 && prose < kShellText;
}

std::optional<StandIn> guarded(const HtmlTree& tree, const Page& page, const PageLines& lines) {
  const auto kind = script_kind(tree);
  if (lines.visible <= kNoText || kind == "jsl") {  // a saved HTTP response shows its headers as text
    if (kind == "Ruishu" && !has_mount_point(tree) && lines.visible == 0)
      return StandIn{PageState::challenge, "anti_bot_page", "a page of the guard Ruishu without text"};
    if (!kind.empty() && kind != "Ruishu")
      return StandIn{PageState::challenge, "anti_bot_page",
                     "a page of the guard " + std::string(kind) + " without text"};
  }
  if (lines.visible > kLittleText) return std::nullopt;
  const int status = page.status.value_or(200);
  const std::string reason = "HTTP status " + std::to_string(status) + " with hardly any text";
  if (status == 412 || status == 521) return StandIn{PageState::challenge, "anti_bot_page", reason};
  if (status == 429) return StandIn{PageState::rate_limited, "anti_bot_page", reason};
  if (status == 503) return StandIn{PageState::temporary, "maintenance_page", reason};
  return std::nullopt;
}

std::optional<StandIn> by_wording(const HtmlTree& tree, const PageLines& lines) {
  if (lines.visible == 0 || lines.visible > kLittleText) return std::nullopt;
  const auto text = short_text(tree, lines);
  if (const auto word = word_in(text, kGuardWords))
    return StandIn{PageState::challenge, "anti_bot_page", "a short page that says " + std::string(*word)};
  if (lines.visible > kShellText) return std::nullopt;
  if (const auto word = word_in(text, kMaintenanceWords))
    return StandIn{PageState::temporary, "maintenance_page", "a short page that says " + std::string(*word)};
  if (const auto word = word_in(text, kErrorWords); word && lines.sums.back().items < 2)
    return StandIn{PageState::unrecognised, "error_page", "a short page that says " + std::string(*word)};
  return std::nullopt;
}

}  // namespace

std::optional<StandIn> stand_in(const HtmlTree& tree, const Page& page, const PageLines& lines) {
  if (is_unfilled_template(lines))
    return StandIn{PageState::shell, "empty_shell", "a template that a script would fill"};
  if (lines.visible > kLittleText) return std::nullopt;
  if (auto guard = guarded(tree, page, lines)) return guard;
  if (lines.visible <= kShellText && has_mount_point(tree) && !tree.scripts().empty())
    return StandIn{PageState::shell, "empty_shell", "an empty frame that a script would fill"};
  if (auto told = by_wording(tree, lines)) return told;
  const bool pictures = std::ranges::any_of(lines.lines, [](const PageLine& line) { return line.own_text; });
  if (lines.visible <= kNoText && !pictures && !tree.scripts().empty())
    return StandIn{PageState::shell, "empty_shell", "scripts without text"};
  if (page.status.value_or(200) >= 400 && lines.visible <= kLittleText)
    return StandIn{PageState::unrecognised, "error_page",
                   "HTTP status " + std::to_string(*page.status) + " with hardly any text"};
  return std::nullopt;
}

}  // namespace mingdan
