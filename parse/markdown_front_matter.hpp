#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.hpp"

namespace mingdan {

/// One `name: value` line of front matter. `name` in lower case; `value` without quotes; `span` counts the page.
struct FrontMatterField {
  std::string name;
  std::string value;
  Span span;
};

struct FrontMatter {
  std::vector<FrontMatterField> fields;
  std::size_t end = 0;  ///< byte at which the article begins

  /// The first field of that name that is not empty.
  [[nodiscard]] const FrontMatterField* find(std::string_view name) const;
};

/// Reads the block between two `---` lines at the start of `text`; empty fields and end 0 when there is none.
FrontMatter read_front_matter(std::string_view text);

}  // namespace mingdan
