#pragma once

#include <cstddef>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// What a page may ask of the tree builder. Real pages reach a depth of about 80 and 10,000 elements; the limits
/// stand where browsers and other hardened parsers put theirs. Source: docs/architecture.md, "budgets".
struct HtmlBudget {
  std::size_t depth = 512;
  std::size_t attributes = 400;          ///< of one tag; also of all html and body tags together
  std::size_t formatting = 256;          ///< formatting elements (b, i, font, a …) waiting to be opened again
  std::size_t nodes = 700'000;
  std::size_t tags = 1'500'000;          ///< start and end tags, those included that give no node
  std::size_t text = 4UL << 20U;  ///< bytes outside tags, comments, scripts and styles; real pages have 0.5 MB
  std::size_t steps = 120'000'000;  ///< of the searches through open elements, an estimate of time
};

/// Reads a page once, without a tree, and follows the stack of open elements and the list of formatting elements as
/// the tree builder would. In: UTF-8. Errors: depth_budget, attribute_budget, formatting_budget, node_budget,
/// text_budget, time_budget, unsafe_markup (known to abort the library). The time is linear in the length, except for `steps`, which
/// bound it.
Result<void> check_html_budget(std::string_view source, const HtmlBudget& budget = {});

}  // namespace mingdan
