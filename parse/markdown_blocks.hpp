#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace mingdan {

/// The blocks of Markdown text from byte `begin` of `page` on: headings, one paragraph block a source line (later lines
/// of one paragraph `continues`), list items, rows of pipe tables, images. Printed numbers of lists stay in the text:
/// `ordinal` is never set. Runs count `page`. Linear in the length.
std::vector<Block> markdown_blocks(std::string_view page, std::size_t begin);

}  // namespace mingdan
