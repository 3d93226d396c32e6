#pragma once

#include <optional>

#include "parse/html_tree.hpp"
#include "parse/page_lines.hpp"

namespace mingdan {

/// The innermost element that holds nearly all Chinese prose of the page: nothing when there is hardly any.
/// One walk downwards, linear in the page. Source: docs/sites.md, "Generic body".
std::optional<Element> find_generic_body(const HtmlTree& tree, const PageLines& page);
/// The innermost element that holds nearly all entries of a list page; nothing when there are fewer than two.
std::optional<Element> find_generic_list(const HtmlTree& tree, const PageLines& page);

}  // namespace mingdan
