#pragma once

#include <string>
#include <string_view>

#include "model/document.hpp"
#include "model/page.hpp"

namespace mingdan {

/// Reads a page without a tree, for pages that are over a budget or that kill the HTML library: tags stripped, block
/// tags and <br> breaking lines, character references resolved, scripts and styles left out, images and links kept.
/// Site and key by the address, title, account and identity by script literals; the state is always `unrecognised`.
/// Linear in the length. Spans count bytes of `text`.
Document read_text_only(const std::string& text, const Page& page, const PageSummary& summary);

}  // namespace mingdan
