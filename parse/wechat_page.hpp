#pragma once

#include <optional>

#include "model/document.hpp"
#include "model/page.hpp"
#include "parse/decoded_page.hpp"
#include "parse/html_tree.hpp"

namespace mingdan {

/// Reads a page of mp.weixin.qq.com: state, identity, fields, body. nullopt when neither the address nor the
/// structure says that it is one. `summary` holds sha256, bytes, charset and the address known from outside.
/// Spans count bytes of `tree.source()`. Source: docs/notice-forms.md, "WeChat pages".
std::optional<Document> read_wechat_page(const HtmlTree& tree, const Page& page, const PageSummary& summary);

}  // namespace mingdan
