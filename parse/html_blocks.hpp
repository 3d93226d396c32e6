#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "parse/html_node.hpp"

namespace mingdan {

/// The lines of text and the images below `root`, see Block and HtmlTree::blocks_of. `page` is what the nodes count.
/// Tables of data give one block a row, tables for layout the blocks of their cells.
std::vector<Block> flatten_blocks(const HtmlNode& root, std::string_view page);
/// The same without any table rows: every cell is a line of its own.
std::vector<Block> flatten_cell(const HtmlNode& cell, std::string_view page);
/// Visible text in one line, white space collapsed, blocks joined by one blank.
std::string visible_text(const HtmlNode& root);

}  // namespace mingdan
