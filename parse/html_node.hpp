#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.hpp"
#include "model/span.hpp"

namespace mingdan {

struct HtmlAttribute {
  std::string_view name;   ///< lower case
  std::string_view value;  ///< entities resolved
};

/// One node of the flat tree: nodes stand in one array in document order, so that the subtree of a node is the range
/// [node, node + size) and its parent is node - up.
struct HtmlNode {
  enum class Kind : std::uint8_t { document, element, text, comment };

  Kind kind = Kind::element;
  std::uint32_t size = 1;
  std::uint32_t up = 0;
  std::uint32_t source_offset = 0;  ///< start tag; text as written; comment with its marks
  std::uint32_t source_length = 0;
  std::uint32_t inner_end = 0;      ///< elements: offset where the content ends
  std::uint32_t attribute_count = 0;
  const HtmlAttribute* attributes = nullptr;
  std::string_view value;           ///< elements: tag name; text: the text

  [[nodiscard]] std::string_view tag() const { return kind == Kind::element ? value : std::string_view{}; }
  [[nodiscard]] const HtmlAttribute* attribute(std::string_view name) const;
  [[nodiscard]] std::uint32_t source_end() const { return source_offset + source_length; }
};

/// A tree and what keeps its texts alive.
struct HtmlNodes {
  std::vector<HtmlNode> nodes;  ///< nodes[0] is the document
  std::size_t root = 0;         ///< the html element
  std::shared_ptr<void> storage;
};

/// The one place that calls gumbo. In: `source` within the budget of check_html_budget, NUL-terminated, outlives the
/// result. Errors: memory_budget, node_budget.
Result<HtmlNodes> read_html_nodes(const std::string& source);

}  // namespace mingdan
