#include "parse/wechat_fields.hpp"

#include <algorithm>
#include <span>

#include "parse/wechat_key.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

/// Where a field may stand, in the order in which it is looked for.
struct FieldSources {
  std::span<const std::string_view> assigned;
  std::string_view data_path;               ///< in cgiDataNew
  std::span<const std::string_view> selectors;
  std::span<const std::string_view> metas;  ///< selectors of meta elements, their content counts
};

constexpr std::size_t kLongestField = 64UL << 10U;  ///< bytes of a literal; longer ones are the text itself

constexpr std::string_view kTitleNames[]{"msg_title", "title"};
constexpr std::string_view kTitleElements[]{"#activity-name", "#js_text_title", "#video_title", "#js_tag_name"};
constexpr std::string_view kTitleMetas[]{"meta[property=og:title]", "meta[property=twitter:title]"};
constexpr std::string_view kAccountNames[]{"nickname", "nick_name"};
constexpr std::string_view kAccountElements[]{
    "#js_name",          "#post-user",          "#profileBt a",        ".account_nickname_inner",
    ".profile_nickname", ".wx_follow_nickname", ".album__author-name", ".profile_info .nickname"};
constexpr std::string_view kAuthorNames[]{"author"};
constexpr std::string_view kAuthorElements[]{"#js_author_name_text", "#js_author_name"};
constexpr std::string_view kAuthorMetas[]{"meta[name=author]", "meta[property=og:article:author]"};
constexpr std::string_view kDigestNames[]{"msg_desc"};
constexpr std::string_view kDigestMetas[]{"meta[property=og:description]", "meta[name=description]"};
constexpr std::string_view kSourceNames[]{"msg_source_url"};

constexpr FieldSources kTitle{kTitleNames, "title", kTitleElements, kTitleMetas};
constexpr FieldSources kAccount{kAccountNames, "nick_name", kAccountElements, {}};
constexpr FieldSources kAuthor{kAuthorNames, "author", kAuthorElements, kAuthorMetas};
constexpr FieldSources kDigest{kDigestNames, "desc", {}, kDigestMetas};
constexpr FieldSources kSourceUrl{kSourceNames, "source_url", {}, {}};

std::string without_tags(std::string_view text) {
  if (text.find("</") == std::string_view::npos) return std::string(text);
  std::string plain;
  bool in_tag = false;
  for (const char letter : text) {
    if (letter == '<') in_tag = true;
    if (!in_tag) plain.push_back(letter);
    if (letter == '>') in_tag = false;
  }
  return plain;
}

/// Meta contents carry the script's escapes (\x0a, \x26lt;) as plain letters.
std::string meta_text(std::string_view content) {
  const ScriptLiteral whole{{0, content.size()}, true, true};
  return text_of(content, whole).text;
}

std::optional<std::string> from_scripts(const WechatScripts& scripts, const FieldSources& sources) {
  for (const auto name : sources.assigned)
    if (const auto value = assigned_value(scripts, name)) return value->text;
  if (const auto value = data_value(scripts, sources.data_path); value && value->span.length <= kLongestField)
    return value->text;
  return std::nullopt;
}

std::optional<std::string> from_elements(const HtmlTree& tree, const FieldSources& sources) {
  for (const auto selector : sources.selectors)
    if (const auto element = tree.first(selector))
      if (auto line = wechat_line(tree.text_of(*element))) return line;
  return std::nullopt;
}

std::optional<std::string> from_metas(const HtmlTree& tree, const FieldSources& sources) {
  for (const auto selector : sources.metas)
    if (const auto meta = tree.first(selector))
      if (auto line = wechat_line(meta_text(meta->attribute("content").value_or("")))) return line;
  return std::nullopt;
}

std::optional<std::string> field(const HtmlTree& tree, const WechatScripts& scripts, const FieldSources& sources) {
  if (const auto text = from_scripts(scripts, sources))
    if (auto line = wechat_line(without_tags(*text))) return line;
  if (auto line = from_elements(tree, sources)) return line;
  return from_metas(tree, sources);
}

std::string without_blanks(std::string_view text) {
  std::string tight;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    if (rest.starts_with(' '))
      at += 1;
    else if (rest.starts_with("\u00a0"))
      at += 2;
    else if (rest.starts_with("\u3000"))
      at += 3;
    else
      tight.push_back(text[at++]);
  }
  return tight;
}

/// A text post without a title of its own repeats its whole text there: its first line stands for it.
std::optional<std::string> text_post_title(const WechatScripts& scripts) {
  const auto text = from_scripts(scripts, kTitle);
  if (!text) return std::nullopt;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    if (auto line = wechat_line(rest.substr(0, end))) return line;
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return std::nullopt;
}

void check_title(const HtmlTree& tree, const WechatScripts& scripts, Document& document) {
  const auto script = from_scripts(scripts, kTitle);
  const auto told = script ? wechat_line(without_tags(*script)) : std::nullopt;
  const auto shown = from_elements(tree, kTitle);
  if (!told || !shown) return;
  const auto left = without_blanks(*told);
  const auto right = without_blanks(*shown);
  if (left.find(right) != std::string::npos || right.find(left) != std::string::npos) return;
  document.findings.push_back(
      {"identity_conflict", Severity::warning,
       "the scripts call the page \"" + *told + "\", its heading says \"" + *shown + "\"",
       tree.first(kTitleElements[0]) ? std::optional(tree.first(kTitleElements[0])->inner()) : std::nullopt});
}

/// The name that readers search for (微信号) where it is known, else the unchangeable gh_ one.
std::optional<std::string> account_id(const HtmlTree& tree, const WechatScripts& scripts) {
  for (const auto& value : {assigned_value(scripts, "alias"), data_value(scripts, "alias")})
    if (value) return wechat_line(value->text);
  for (const auto selector : {".profile_meta_value", ".profile_account"})
    if (const auto element = tree.first(selector)) {
      auto line = wechat_line(tree.text_of(*element)).value_or("");
      if (const auto colon = line.find(": "); colon != std::string::npos) line = line.substr(colon + 2);
      const bool plain = std::ranges::all_of(line, [](char letter) { return letter > ' ' && letter < 0x7f; });
      if (!line.empty() && plain) return line;
    }
  for (const auto& value : {assigned_value(scripts, "user_name"), data_value(scripts, "user_name"),
                            member_value(scripts, scripts.data, "user_name")})
    if (value) return wechat_line(value->text);
  return std::nullopt;
}

std::optional<bool> is_original(const HtmlTree& tree, const WechatScripts& scripts) {
  for (const auto& value : {assigned_value(scripts, "_copyright_stat"), assigned_value(scripts, "copyright_stat"),
                            data_value(scripts, "copyright_info.copyright_stat")})
    if (value && (value->text == "0" || value->text == "1" || value->text == "2")) return value->text == "1";
  if (tree.first("#copyright_logo")) return true;
  return std::nullopt;
}

/// A name that scripts give to what belongs to the reader, and the shortest value that is no switch or ordinary word.
struct SessionName {
  std::string_view name;
  std::size_t shortest;
};
constexpr SessionName kSessionNames[]{
    {"uin", 8}, {"key", 32}, {"pass_ticket", 8}, {"appmsg_token", 8}, {"user_uin", 8}};

/// Letters, digits and what base64 and tokens use besides; names of stored items and addresses have other signs.
bool is_token(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("+/=%_-~").find(c) != std::string_view::npos;
  });
}

void check_session(const WechatScripts& scripts, Document& document) {
  for (const auto& [name, shortest] : kSessionNames)
    for (const auto& value : assigned_values(scripts, name)) {
      if (value.text.size() < shortest || !is_token(value.text)) continue;
      document.findings.push_back({"saved_session_values", Severity::warning,
                                   "the page was saved together with its reader's " + std::string(name), value.span});
      break;
    }
}

}  // namespace

std::optional<std::string> wechat_line(std::string_view text) {
  std::string line;
  bool blank = false;
  for (const char letter : without_invisible(text)) {
    if (letter == ' ' || (letter >= '\t' && letter <= '\r')) {
      blank = true;
      continue;
    }
    if (static_cast<unsigned char>(letter) < 0x20) continue;
    if (blank && !line.empty()) line.push_back(' ');
    blank = false;
    line.push_back(letter);
  }
  const auto whole = trimmed(line);
  if (whole.empty()) return std::nullopt;
  return std::string(whole);
}

void set_wechat_fields(const HtmlTree& tree, const WechatScripts& scripts, Document& document) {
  auto& page = document.page;
  page.title = page.state == PageState::text_post ? text_post_title(scripts) : field(tree, scripts, kTitle);
  if (!page.title) page.title = field(tree, scripts, kTitle);
  if (!page.title)
    if (const auto title = member_value(scripts, scripts.data, "title")) page.title = wechat_line(title->text);
  page.account = field(tree, scripts, kAccount);
  if (!page.account)
    if (const auto name = member_value(scripts, scripts.data, "nick_name")) page.account = wechat_line(name->text);
  page.account_id = account_id(tree, scripts);
  page.author = field(tree, scripts, kAuthor);
  page.digest = field(tree, scripts, kDigest);
  page.source_url = field(tree, scripts, kSourceUrl);
  page.original = is_original(tree, scripts);
  if (page.state != PageState::text_post) check_title(tree, scripts, document);
  set_wechat_times(tree, scripts, document);
  check_session(scripts, document);
}

}  // namespace mingdan
