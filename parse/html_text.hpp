#pragma once

#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "parse/html_node.hpp"

namespace mingdan {

/// Pairs the text of a node with the source that it was read from: through character references, CRLF, and tags and
/// bytes that the tree builder dropped. Runs count `node.value` on the text side and the page on the source side;
/// together they cover the whole text in order.
std::vector<Run> align_text(const HtmlNode& node, std::string_view page);

}  // namespace mingdan
