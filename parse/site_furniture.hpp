#pragma once

#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace mingdan {

/// Takes off a body what belongs to the page around the text: before it the repeated title, the line of time and
/// source, toolbars; behind it neighbours (上一篇), related articles, sharing, editors, disclaimers. Lines that link
/// to files stay. Leaves `blocks` as they are when nothing else would be left. Source: docs/sites.md, "Body".
void cut_furniture(std::vector<Block>& blocks, std::string_view title);

}  // namespace mingdan
