#pragma once

#include "model/document.hpp"
#include "model/page.hpp"
#include "parse/html_tree.hpp"

namespace mingdan {

/// Reads any page that is not WeChat's: anti-bot pages and shells, list pages, articles by site profile, the
/// government meta tags, and last the generic body finder. Always gives a document; what nothing knows has the
/// state `unrecognised`. `summary` holds sha256, bytes, charset and the address known from outside.
/// Spans count bytes of `tree.source()`. Source: docs/notice-forms.md, "Government and press pages".
Document read_site_page(const HtmlTree& tree, const Page& page, const PageSummary& summary);

}  // namespace mingdan
