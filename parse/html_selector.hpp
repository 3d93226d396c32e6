#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parse/html_node.hpp"

namespace mingdan {

/// A parsed selector list: compounds of tag, #id, .class, [name], [name=value] and `*`, joined by blanks (descendant)
/// or `>` (child); alternatives by commas. What it can't read matches nothing.
class HtmlSelector {
 public:
  explicit HtmlSelector(std::string_view text);
  /// Walks up from `node`, never down; steps are bounded by depth times the length of the selector.
  [[nodiscard]] bool matches(const HtmlNode& node) const;

 private:
  struct Condition {
    std::string name;
    std::string value;
    bool any_value = false;
    bool word = false;  ///< one of the blank-separated words of the value
  };
  struct Compound {
    std::string tag;
    std::vector<Condition> conditions;
    bool child = false;  ///< the compound before must match the parent, not just any ancestor
  };
  using Chain = std::vector<Compound>;

  static bool matches(const Compound& compound, const HtmlNode& node);
  static bool matches(const Chain& chain, const HtmlNode& node);
  static Chain chain_from(std::string_view text);
  static bool read_compound(std::string_view text, std::size_t& at, Compound& compound);
  static bool read_attribute(std::string_view text, std::size_t& at, Compound& compound);

  std::vector<Chain> alternatives_;
};

/// Whether `word` is one of the words of `list`, separated by ASCII white space.
bool has_word(std::string_view list, std::string_view word);

}  // namespace mingdan
