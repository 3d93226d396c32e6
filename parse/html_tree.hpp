#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "model/error.hpp"
#include "model/span.hpp"

namespace mingdan {

/// A cheap handle to one element of an HtmlTree; valid as long as the tree lives.
class Element {
 public:
  /// Lower-case name; custom tags as written in the page, lower-cased.
  [[nodiscard]] std::string_view tag() const;
  /// Value with entities resolved; nullopt when the attribute is absent. `name` in lower case.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;
  [[nodiscard]] bool has_class(std::string_view name) const;
  /// Bytes of the start tag.
  [[nodiscard]] Span start_tag() const;
  /// Bytes from behind the start tag to before the end tag (or to where the element ends by the tree).
  [[nodiscard]] Span inner() const;

  bool operator==(const Element&) const = default;

 private:
  friend class HtmlTree;
  explicit Element(const void* node) : node_(node) {}
  const void* node_;
};

/// A page's HTML tree, made by gumbo under budgets. Never recursive, memory from one arena dropped whole.
class HtmlTree {
 public:
  /// In: `source` UTF-8 (invalid bytes already replaced), must outlive the tree and be NUL-terminated.
  /// Errors: depth_budget, attribute_budget, formatting_budget, node_budget, memory_budget, time_budget,
  /// unsafe_markup.
  static Result<HtmlTree> parse(const std::string& source);

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  [[nodiscard]] Element root() const;
  [[nodiscard]] const std::string& source() const;

  /// First or all elements below `from` (document order) that match `selector`: compound selectors of tag, #id,
  /// .class, [name], [name=value], joined by blanks (descendant), `>` (child); alternatives by commas.
  [[nodiscard]] std::optional<Element> first(std::string_view selector) const;
  [[nodiscard]] std::optional<Element> first(Element from, std::string_view selector) const;
  [[nodiscard]] std::vector<Element> all(std::string_view selector) const;
  [[nodiscard]] std::vector<Element> all(Element from, std::string_view selector) const;
  [[nodiscard]] std::vector<Element> children(Element from) const;  ///< element children only

  /// Visible text below an element, scripts and styles left out, white space collapsed, blocks joined by one blank.
  [[nodiscard]] std::string text_of(Element element) const;
  /// Lines of text below an element, see Block. Elements hidden by their own `display:none` are left out, never
  /// because of the style of `element` itself.
  [[nodiscard]] std::vector<Block> blocks_of(Element element) const;
  /// Bytes between <script> tags, in order, raw.
  [[nodiscard]] std::vector<Span> scripts() const;
  /// Bytes inside <!-- -->, in order, raw.
  [[nodiscard]] std::vector<Span> comments() const;

 private:
  struct State;
  explicit HtmlTree(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace mingdan
