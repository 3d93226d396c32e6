#pragma once

#include "model/document.hpp"
#include "parse/html_tree.hpp"
#include "parse/wechat_scripts.hpp"

namespace mingdan {

/// Sets title, account, account_id, author, digest, source_url, original, published_at, published_origin and saved_at
/// of `document.page` from the scripts first, then the elements; adds findings where two sources disagree and where
/// the page carries a reader's session. `summary.state` must be known. Unknown fields stay nullopt.
/// Source: docs/wechat-pages.md, "Fields".
void set_wechat_fields(const HtmlTree& tree, const WechatScripts& scripts, Document& document);
/// As above, the times only.
void set_wechat_times(const HtmlTree& tree, const WechatScripts& scripts, Document& document);
/// One line for people: invisible characters gone, white space collapsed, trimmed; nullopt when nothing is left.
std::optional<std::string> wechat_line(std::string_view text);

}  // namespace mingdan
