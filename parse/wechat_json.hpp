#pragma once

#include <optional>
#include <string>

#include "model/document.hpp"
#include "model/page.hpp"

namespace mingdan {

/// Reads a saved answer of WeChat's JSON interfaces: albums (getalbum, f=json) and lists of messages (getmsg).
/// In: `text` UTF-8. Out: state list_page with one list_item block an article, its link as it can be fetched;
/// empty_list when there is none. nullopt when the text is nothing of the kind. Spans count bytes of `text`.
/// Nesting and size are bounded, damage is skipped. Source: docs/wechat-pages.md, "Lists".
std::optional<Document> read_wechat_json(const std::string& text, const Page& page, const PageSummary& summary);

}  // namespace mingdan
