#pragma once

#include <string>

#include "model/document.hpp"
#include "model/page.hpp"

namespace mingdan {

/// Reads an article saved as Markdown, with or without front matter (title, url, source, date, fetch_date, author,
/// digest). WeChat's interface text after the article is cut off; images and links are kept as blocks.
/// `text` is UTF-8. Spans count its bytes. Source: docs/notice-forms.md, "Markdown".
Document read_markdown_page(const std::string& text, const Page& page, const PageSummary& summary);

}  // namespace mingdan
