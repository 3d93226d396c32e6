#include "parse/wechat_state.hpp"

#include <algorithm>
#include <array>

#include "parse/wechat_wording.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

/// Titles before descriptions: a description may quote the reason's rule.
constexpr std::array<std::string_view, 6> kNoteElements{".weui-msg__title",     ".page_msg .global_error_msg",
                                                        ".panel .mesg-block p", ".weui-msg__desc",
                                                        ".weui-msg .tips",      ".qrcheck_msg"};

constexpr std::size_t kMaxNotes = 8;  ///< containers and literals looked at; a real page has one or two
constexpr std::string_view kWechatResources = "res.wx.qq.com/mmbiz";

std::string page_mid(const WechatScripts& scripts) {
  const auto value = assigned_value(scripts, "PAGE_MID");
  return value ? value->text : std::string{};
}

bool has(const HtmlTree& tree, std::string_view selector) { return tree.first(selector).has_value(); }

bool names_biz(const WechatScripts& scripts) {
  const auto values = assigned_values(scripts, "biz");
  return std::ranges::any_of(values, [](const ScriptValue& value) { return wechat_biz(value.text).has_value(); });
}

/// Error pages assign it too, empty.
bool assigns_biz(const WechatScripts& scripts) {
  return std::ranges::any_of(scripts.assignments,
                             [](const ScriptAssignment& assignment) { return assignment.name == "biz"; });
}

bool has_article_structure(const HtmlTree& tree) { return wechat_body(tree) || has(tree, "#js_article"); }

bool has_list_structure(const WechatEvidence& evidence) {
  return has(evidence.tree, ".js_album_list") || has(evidence.tree, "li[data-msgid][data-link]") ||
         evidence.scripts.data.find("albumId") || evidence.scripts.message_list_at ||
         page_mid(evidence.scripts).starts_with("mmbizwap:pages/album");
}

bool redirects_to_captcha(const Page& page) {
  return std::ranges::any_of(page.headers, [](const auto& header) {
    return header.first.size() == 8 && (header.first[0] == 'L' || header.first[0] == 'l') &&
           header.second.find("wappoc_appmsgcaptcha") != std::string::npos;
  });
}

bool is_captcha(const WechatEvidence& evidence) {
  const auto& [tree, scripts, addresses, page, summary] = evidence;
  if (page_mid(scripts).find("secitptpage/verify") != std::string::npos) return true;
  if (scripts.data.find("poc_token")) return true;
  if (has_article_structure(tree)) return false;
  if (has(tree, "#js_verify") || redirects_to_captcha(page)) return true;
  for (const auto& script : tree.all("script[src]"))
    if (script.attribute("src").value_or("").find("/TCaptcha.js") != std::string_view::npos) return true;
  for (const auto& address : {page.final_url, summary.url, page.url})
    if (address && is_wechat_captcha_address(*address)) return true;
  return false;
}

/// `item_show_type` as the page tells it, empty when it does not.
std::string show_type(const WechatScripts& scripts) {
  for (const auto& value : {assigned_value(scripts, "item_show_type"), data_value(scripts, "item_show_type")})
    if (value) return value->text;
  return {};
}

PageState article_kind(const WechatEvidence& evidence) {
  const auto type = show_type(evidence.scripts);
  const auto body = evidence.tree.first("body");
  if (type == "8" || (body && body->has_class("page_share_img"))) return PageState::image_post;
  if (type == "10" || (body && body->has_class("page_share_text"))) return PageState::text_post;
  if (type == "5" || (body && body->has_class("detail") && body->has_class("video"))) return PageState::video;
  const auto reprint = data_value(evidence.scripts, "copyright_info.reprint_type");
  if (has(evidence.tree, "#js_share_content") || (reprint && reprint->text == "2")) {
    const auto content = wechat_body(evidence.tree);
    if (!content || evidence.tree.blocks_of(*content).empty()) return PageState::repost_card;
  }
  return PageState::article;
}

std::optional<PageState> noted_in(const HtmlTree& tree) {
  for (const auto selector : kNoteElements) {
    auto elements = tree.all(selector);
    if (elements.size() > kMaxNotes) elements.erase(elements.begin() + kMaxNotes, elements.end());
    for (const auto& element : elements)
      if (const auto state = wechat_note_state(tree.text_of(element))) return state;
  }
  return std::nullopt;
}

/// Pages of 2018 write their note by script; the literal is the container's markup.
std::optional<PageState> noted_in_written_markup(const WechatEvidence& evidence) {
  const auto scripts = evidence.tree.scripts();
  std::size_t read = 0;
  for (const auto& literal : script_call_arguments(evidence.scripts.source, scripts, "document.write")) {
    const auto markup = text_of(evidence.scripts.source, literal).text;
    if (markup.find("weui-msg") == std::string::npos && markup.find("qrcheck") == std::string::npos) continue;
    if (++read > kMaxNotes) break;
    const auto tree = HtmlTree::parse(markup);
    if (const auto state = tree ? noted_in(*tree) : std::nullopt) return state;
  }
  return std::nullopt;
}

/// The address that the page was fetched from or saved under, if it is another site's.
bool is_elsewhere(const WechatEvidence& evidence) {
  for (const auto& address : evidence.addresses)
    if (address.origin == "address" || address.origin == "saved from url") return false;
  const auto& url = evidence.summary.url ? evidence.summary.url : evidence.page.url;
  return url && split_url(*url).has_value();
}

bool looks_like_article(const WechatEvidence& evidence) {
  const auto& tree = evidence.tree;
  if (!has_article_structure(tree)) return false;
  if (names_biz(evidence.scripts)) return true;
  if (is_elsewhere(evidence) || has(tree, "meta[name=ArticleTitle]") || has(tree, "meta[name=SiteName]")) return false;
  return has(tree, "body#activity-detail, #js_article, #activity-name, #post-user, #js_name");
}

/// Any site made with the same widgets may say that a link has expired or a parameter is wrong.
bool is_said_by_wechat_alone(PageState noted) {
  return noted != PageState::bad_parameters && noted != PageState::expired && noted != PageState::temporary;
}

/// The frame of a note around words that nobody has seen yet.
bool is_note_of_wechat(const WechatEvidence& evidence) {
  if (has_article_structure(evidence.tree) || !has(evidence.tree, ".weui-msg")) return false;
  return assigns_biz(evidence.scripts) || has(evidence.tree, "body#activity-detail");
}

}  // namespace

std::optional<Element> wechat_body(const HtmlTree& tree) {
  if (const auto content = tree.first("#js_content")) return content;
  if (has(tree, ".page-bizinfo")) return tree.first(".page-content .text");  // 2013–14
  if (!has(tree, "#js_article") && !has(tree, "#activity-name")) return std::nullopt;
  return tree.first(".rich_media_content");  // copies that lost or rewrote the id
}

bool is_wechat_page(const WechatEvidence& evidence) {
  for (const auto& address : evidence.addresses)
    if (address.origin == "address" || address.origin == "saved from url") return true;
  if (page_mid(evidence.scripts).starts_with("mmbizwap:")) return true;
  if (looks_like_article(evidence)) return true;
  if (is_elsewhere(evidence)) return false;
  const bool resources = evidence.scripts.source.find(kWechatResources) != std::string_view::npos;
  if (resources && (has_list_structure(evidence) || is_note_of_wechat(evidence))) return true;
  const bool old_note = has(evidence.tree, ".panel .mesg-block p") || has(evidence.tree, ".page_msg .global_error_msg");
  const bool note = resources || has(evidence.tree, "body#activity-detail") || assigns_biz(evidence.scripts);
  if (!old_note && has_article_structure(evidence.tree)) return false;
  const auto noted = wechat_noted_state(evidence);
  return noted && (old_note || note || is_said_by_wechat_alone(*noted));
}

std::optional<PageState> wechat_structure_state(const WechatEvidence& evidence) {
  if (is_captcha(evidence)) return PageState::captcha;
  if (const auto target = assigned_value(evidence.scripts, "transferTargetLink");
      target && is_wechat_address(target->text))
    return PageState::migrated;
  if (has_article_structure(evidence.tree) || data_value(evidence.scripts, "content_noencode"))
    return article_kind(evidence);
  if (has_list_structure(evidence)) return PageState::list_page;
  return std::nullopt;
}

std::optional<PageState> wechat_noted_state(const WechatEvidence& evidence) {
  if (const auto state = noted_in(evidence.tree)) return state;
  if (!has_article_structure(evidence.tree)) return noted_in_written_markup(evidence);
  return std::nullopt;
}

std::vector<Block> wechat_note_blocks(const HtmlTree& tree) {
  for (const auto selector : {".weui-msg__text-area", ".page_msg .text_area", ".page_msg", ".panel .mesg-block"})
    if (const auto element = tree.first(selector)) return tree.blocks_of(*element);
  return {};
}

}  // namespace mingdan
