#include "parse/generic_body.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "parse/page_labels.hpp"

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 13> kContainers{"div", "section", "article", "main", "td",   "table", "tbody",
                                                       "tr",  "center",  "form",    "dd",   "span", "font"};
constexpr std::array<std::string_view, 8> kListContainers{"ul",    "ol",  "dl",      "table",
                                                          "tbody", "div", "section", "recordset"};

constexpr std::size_t kLeastProse = 20;  ///< Chinese letters below which a page has no text worth a body
constexpr std::size_t kLinesBehind = 10;
constexpr std::size_t kLongestLabel = 24;  ///< bytes

template <std::size_t N>
bool is_one_of(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::ranges::find(tags, tag) != tags.end();
}

/// A line that goes on with a text: no link, no label ("电话：…"); numbered ones above all.
bool goes_on(const PageLine& line, std::string_view text) {
  if (!line.own_text || line.linked > line.prose) return false;
  const auto colon = std::min(text.find("："), text.find(':'));
  return colon > kLongestLabel || (text.front() >= '0' && text.front() <= '9');
}

/// How many of the next lines behind `inner`, still in `outer`, go on with its text.
std::size_t lines_behind(const PageLines& page, Span outer, Span inner) {
  std::size_t count = 0;
  const std::size_t from = page.line_at(inner.end());
  for (std::size_t i = from; i < std::min(from + kLinesBehind, page.lines.size()); ++i) {
    if (page.lines[i].offset >= outer.end()) break;
    const std::string_view text = page.blocks[page.lines[i].block].text;
    if (text.empty() ? page.lines[i].own_text && i == from : goes_on(page.lines[i], text)) ++count;
  }
  return count;
}

/// True when one of the lines shortly before `inner`, but in `outer`, leads over to it ("现将名单公布如下：").
bool is_led_to(const PageLines& page, Span outer, Span inner) {
  const std::size_t to = page.line_at(inner.offset);
  for (std::size_t i = to; i > 0 && to - i < kLinesBehind && page.lines[i - 1].offset >= outer.offset; --i) {
    const auto& line = page.lines[i - 1];
    const std::string_view text = page.blocks[line.block].text;
    if (!line.own_text || line.prose < 6 || line.linked > line.prose || is_info_line(text)) continue;
    const bool sentence = text.find("。") != text.npos || text.find("，") != text.npos;
    if (sentence || text.ends_with("：") || text.ends_with(":")) return true;
  }
  return false;
}

/// True when nothing of worth is lost by going from `outer` to `inner`: nearly all prose is there, and what stands
/// behind it is no more of the same text.
bool holds_the_text(const PageLines& page, Span outer, Span inner) {
  const auto all = page.within(outer);
  const auto kept = page.within(inner);
  if (kept.prose * 4 < all.prose * 3 || is_led_to(page, outer, inner)) return false;
  return lines_behind(page, outer, inner) <= (kept.prose * 20 >= all.prose * 19 ? 2U : 1U);
}

std::optional<Element> child_that(const HtmlTree& tree, Element parent, const std::function<bool(Element)>& test) {
  for (const auto& child : tree.children(parent))
    if (test(child)) return child;
  return std::nullopt;
}

/// Rows of data are the text itself; a table for layout is gone into.
bool is_data_table(const HtmlTree& tree, Element rows) {
  return tree.children(rows).size() > 3 && !tree.first(rows, "table");
}

}  // namespace

std::optional<Element> find_generic_body(const HtmlTree& tree, const PageLines& page) {
  const auto body = tree.first("body");
  if (page.sums.back().prose < kLeastProse || !body) return std::nullopt;
  Element at = *body;
  Span span{0, tree.source().size()};  // a body's end tag may stand before its last child
  while (true) {
    const auto next = child_that(tree, at, [&](Element child) {
      return is_one_of(child.tag(), kContainers) && holds_the_text(page, span, child.inner());
    });
    if (!next) return at;
    if (next->tag() == "tbody" && page.within(next->inner()).own_lines > 3 && is_data_table(tree, *next)) return at;
    at = *next;
    span = at.inner();
  }
}

std::optional<Element> find_generic_list(const HtmlTree& tree, const PageLines& page) {
  const auto body = tree.first("body");
  const bool dated = page.sums.back().dated_items >= 2;
  const auto count = [&](Span span) {
    const auto sums = page.within(span);
    return dated ? sums.dated_items : sums.items;
  };
  Span span{0, tree.source().size()};
  if (!body || count(span) < 2) return std::nullopt;
  Element at = *body;
  while (true) {
    const auto next = child_that(tree, at, [&](Element child) {
      const bool container = is_one_of(child.tag(), kContainers) || is_one_of(child.tag(), kListContainers);
      return container && count(child.inner()) * 10 >= count(span) * 7 && count(child.inner()) >= 2;
    });
    if (!next) return at;
    if (next->tag() == "tbody" || next->tag() == "tr") return at;
    at = *next;
    span = at.inner();
  }
}

}  // namespace mingdan
