#include "parse/wechat_page.hpp"

#include <algorithm>
#include <array>

#include "parse/wechat_body.hpp"
#include "parse/wechat_fields.hpp"
#include "parse/wechat_identity.hpp"
#include "parse/wechat_lists.hpp"
#include "parse/wechat_scripts.hpp"
#include "parse/wechat_state.hpp"

namespace mingdan {
namespace {

/// At least one of these stands in every WeChat page; other pages are spared the reading of their scripts.
bool may_be_wechat(const std::string& source, const Page& page, const PageSummary& summary) {
  for (const auto& url : {summary.url, page.final_url, page.url})
    if (url && is_wechat_address(*url)) return true;
  static constexpr std::array<std::string_view, 9> kMarks{"js_content",   "js_article",    "rich_media_",
                                                          "mmbiz",        "weixin.qq.com", "mesg-block",
                                                          "page-bizinfo", "weui-msg",      "global_error_msg"};
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return source.find(mark) != std::string::npos; });
}

bool is_article_kind(PageState state) {
  return state == PageState::article || state == PageState::image_post || state == PageState::text_post ||
         state == PageState::video || state == PageState::repost_card;
}

void set_state_and_blocks(const WechatEvidence& evidence, Document& document) {
  auto& state = document.page.state;
  const auto structure = wechat_structure_state(evidence);
  state = structure.value_or(PageState::unrecognised);
  if (is_article_kind(state)) document.blocks = wechat_article_blocks(evidence.tree, evidence.scripts, state);
  if (state == PageState::list_page) {
    document.blocks = wechat_list_blocks(evidence.tree, evidence.scripts);
    if (document.blocks.empty()) state = PageState::empty_list;
  }
  const bool bare = document.blocks.empty() && (state == PageState::article || state == PageState::text_post);
  if (structure && !bare) return;
  if (const auto noted = wechat_noted_state(evidence))
    state = *noted;
  else if (bare)
    state = PageState::shell;
  document.blocks = wechat_note_blocks(evidence.tree);
}

}  // namespace

std::optional<Document> read_wechat_page(const HtmlTree& tree, const Page& page, const PageSummary& summary) {
  if (!may_be_wechat(tree.source(), page, summary)) return std::nullopt;
  const auto scripts = read_wechat_scripts(tree);
  const auto addresses = wechat_addresses(tree, scripts, page, summary);
  const WechatEvidence evidence{tree, scripts, addresses, page, summary};
  if (!is_wechat_page(evidence)) return std::nullopt;
  Document document;
  document.page = summary;
  document.page.site = Site::wechat;
  set_state_and_blocks(evidence, document);
  set_wechat_identity(scripts, addresses, document);
  set_wechat_fields(tree, scripts, document);
  if (document.page.state == PageState::list_page && document.page.url)
    if (const auto last = last_in_shown_album(tree, scripts, document.blocks.size()))
      document.next_page = next_album_page(*document.page.url, *last);
  if (document.page.state == PageState::unrecognised)
    document.findings.push_back({"unrecognised_page",
                                 Severity::warning,
                                 "a page of WeChat that is neither an article nor a list nor any known note",
                                 {}});
  if (document.page.title) document.title_block = wechat_title_block(tree, scripts, *document.page.title);
  return document;
}

}  // namespace mingdan
