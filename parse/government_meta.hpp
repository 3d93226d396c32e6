#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/html_tree.hpp"

namespace mingdan {

/// The meta elements of a page that have a value, in document order: name (or property, itemprop) in lower case, and
/// the value with white space collapsed. Source: docs/sites.md, "Meta tags".
struct PageMetas {
  std::vector<std::pair<std::string, std::string>> values;

  /// The first value of the first of `names` (lower case) that has one.
  [[nodiscard]] std::optional<std::string> first(std::initializer_list<std::string_view> names) const;
};

PageMetas read_metas(const HtmlTree& tree);
/// True when the metas are those that government sites must carry (SiteIDCode, or SiteName with a gov.cn domain).
bool says_government(const PageMetas& metas);

}  // namespace mingdan
