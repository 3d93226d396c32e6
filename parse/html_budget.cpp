#include "parse/html_budget.hpp"

#include <string>

#include "parse/html_open_elements.hpp"
#include "parse/html_scan.hpp"

namespace mingdan {
namespace {

std::unexpected<Error> over(std::string code, const std::string& what) {
  return std::unexpected(Error{std::move(code), what + "; only the text of the page was read"});
}

Result<void> check_tree(const OpenElements& open, const HtmlBudget& budget) {
  if (open.depth() > budget.depth)
    return over("depth_budget", "elements are nested more than " + std::to_string(budget.depth) + " deep");
  if (open.formatting() > budget.formatting)
    return over("formatting_budget",
                "more than " + std::to_string(budget.formatting) + " formatting elements are open");
  if (open.nodes() > budget.nodes)
    return over("node_budget", "the page has more than " + std::to_string(budget.nodes) + " nodes");
  if (open.fatal()) return over("unsafe_markup", "a select inside svg or math would kill the HTML library");
  if (open.steps() > budget.steps) return over("time_budget", "the markup is too tangled to be parsed in time");
  return {};
}

/// What grows with every token, whatever the tree builder makes of it.
class TokenSums {
 public:
  void add(const HtmlToken& token) {
    const bool tag = token.kind == HtmlTokenKind::start_tag || token.kind == HtmlTokenKind::end_tag;
    if (tag) ++tags_;
    if (token.kind == HtmlTokenKind::start_tag)
      unread_ = equals_ascii_caseless(token.name, "script") || equals_ascii_caseless(token.name, "style");
    if (token.kind == HtmlTokenKind::text || (token.kind == HtmlTokenKind::raw_text && !unread_))
      text_ += token.bytes.length;
  }

  [[nodiscard]] Result<void> check(const HtmlBudget& budget) const {
    if (tags_ > budget.tags)
      return over("node_budget", "the page has more than " + std::to_string(budget.tags) + " tags");
    if (text_ > budget.text)
      return over("text_budget", "the page has more than " + std::to_string(budget.text >> 20U) + " MB of text");
    return {};
  }

 private:
  std::size_t tags_ = 0;
  std::size_t text_ = 0;
  bool unread_ = false;  ///< the raw text that may follow is no text for readers
};

}  // namespace

Result<void> check_html_budget(std::string_view source, const HtmlBudget& budget) {
  HtmlScanner scanner(source);
  OpenElements open;
  TokenSums sums;
  std::size_t root_attributes = 0;
  for (auto token = scanner.next(); token.kind != HtmlTokenKind::end; token = scanner.next()) {
    sums.add(token);
    if (auto checked = sums.check(budget); !checked) return checked;
    if (token.kind == HtmlTokenKind::start_tag) {
      const bool root = equals_ascii_caseless(token.name, "html") || equals_ascii_caseless(token.name, "body");
      if (root) root_attributes += token.attribute_count;
      if (token.attribute_count > budget.attributes || root_attributes > budget.attributes)
        return over("attribute_budget", "a tag has more than " + std::to_string(budget.attributes) + " attributes");
      const bool foreign = open.in_foreign();
      open.start(token);
      if (foreign) scanner.cancel_raw_text();  // none of the raw-text elements ends svg or math
    } else if (token.kind == HtmlTokenKind::end_tag) {
      open.end(token);
    } else {
      open.text(token.kind == HtmlTokenKind::text ? token.bytes.length : 0);
    }
    scanner.set_foreign(open.in_foreign());
    if (const auto checked = check_tree(open, budget); !checked) return checked;
  }
  return {};
}

}  // namespace mingdan
