#include "parse/html_elements.hpp"

#include <algorithm>
#include <array>

#include "parse/html_scan.hpp"

namespace mingdan {
namespace {

constexpr auto kBlocks = std::to_array<std::string_view>({
    "address", "article", "aside", "blockquote", "body",     "caption",    "center", "dd",        "details", "dialog",
    "dir",     "div",     "dl",    "dt",         "fieldset", "figcaption", "figure", "footer",    "form",    "h1",
    "h2",      "h3",      "h4",    "h5",         "h6",       "header",     "hgroup", "hr",        "html",    "legend",
    "li",      "listing", "main",  "menu",       "nav",      "ol",         "p",      "plaintext", "pre",     "section",
    "summary", "table",   "tbody", "td",         "tfoot",    "th",         "thead",  "tr",        "ul",      "xmp",
});
static_assert(std::ranges::is_sorted(kBlocks));

constexpr auto kUnread = std::to_array<std::string_view>({
    "audio", "button", "canvas", "datalist", "head", "iframe",   "noembed",  "noframes", "noscript", "object",
    "rp",    "script", "select", "style",    "svg",  "template", "textarea", "title",    "video",
});
static_assert(std::ranges::is_sorted(kUnread));

std::string_view trimmed_ascii(std::string_view text) {
  constexpr std::string_view kBlank = " \t\n\r\f";
  const auto begin = std::min(text.find_first_not_of(kBlank), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

}  // namespace

bool is_block_element(std::string_view tag) { return std::ranges::binary_search(kBlocks, tag); }
bool is_unread_element(std::string_view tag) { return std::ranges::binary_search(kUnread, tag); }
bool is_heading_element(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

std::string_view own_style(const HtmlNode& node, std::string_view property) {
  const auto* style = node.attribute("style");
  if (style == nullptr) return {};
  std::string_view found;
  for (auto left = style->value; !left.empty();) {
    const auto end = std::min(left.find(';'), left.size());
    const auto declaration = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    const auto colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    if (!equals_ascii_caseless(trimmed_ascii(declaration.substr(0, colon)), property)) continue;
    auto value = trimmed_ascii(declaration.substr(colon + 1));
    found = trimmed_ascii(value.substr(0, value.find('!')));
  }
  return found;
}

bool is_hidden(const HtmlNode& node) { return equals_ascii_caseless(own_style(node, "display"), "none"); }

}  // namespace mingdan
