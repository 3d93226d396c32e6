#pragma once

#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "parse/html_tree.hpp"

namespace mingdan {

/// The ids and classes that a page uses, so that most selectors are answered without a walk over the tree.
struct PageNames {
  const HtmlTree* tree = nullptr;
  std::unordered_set<std::string_view> ids;
  std::unordered_set<std::string_view> classes;

  /// As HtmlTree::first and all. `selector` has no commas.
  [[nodiscard]] std::optional<Element> first(std::string_view selector) const;
  [[nodiscard]] std::vector<Element> all(std::string_view selector) const;
};

/// The result points into `tree`, which must outlive it.
PageNames read_page_names(const HtmlTree& tree);

}  // namespace mingdan
