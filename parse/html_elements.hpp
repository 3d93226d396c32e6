#pragma once

#include <string_view>

#include "parse/html_node.hpp"

namespace mingdan {

/// Elements that stand on lines of their own.
bool is_block_element(std::string_view tag);
/// Elements whose content no reader sees: script, style, noscript, template, svg, form controls and the like.
bool is_unread_element(std::string_view tag);
/// h1 to h6.
bool is_heading_element(std::string_view tag);
/// Whether the element's own style says `display: none`.
bool is_hidden(const HtmlNode& node);
/// The value that the element's own style gives to `property` (lower case), trimmed; empty when it has none.
std::string_view own_style(const HtmlNode& node, std::string_view property);

}  // namespace mingdan
