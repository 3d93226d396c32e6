#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/page.hpp"
#include "parse/html_tree.hpp"
#include "parse/wechat_identity.hpp"
#include "parse/wechat_scripts.hpp"

namespace mingdan {

/// Everything that the decisions about a page rest on.
struct WechatEvidence {
  const HtmlTree& tree;
  const WechatScripts& scripts;
  const std::vector<WechatAddress>& addresses;
  const Page& page;
  const PageSummary& summary;
};

/// A page of mp.weixin.qq.com by its address or by its structure. A page of another site that links to WeChat, or
/// that pasted an article's body, is none.
bool is_wechat_page(const WechatEvidence& evidence);

/// The element that holds the article's text; nullopt for pages without one.
std::optional<Element> wechat_body(const HtmlTree& tree);

/// State by structure alone: captcha, kinds of articles, lists. nullopt when only a note can tell.
std::optional<PageState> wechat_structure_state(const WechatEvidence& evidence);

/// State by the wording of the note containers, or of those that a script writes (2018 frequency pages).
std::optional<PageState> wechat_noted_state(const WechatEvidence& evidence);

/// The note container's lines.
std::vector<Block> wechat_note_blocks(const HtmlTree& tree);

}  // namespace mingdan
