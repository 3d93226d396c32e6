#include "parse/html_tag_table.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mingdan {
namespace {

using namespace tag_trait;

using TagRow = std::pair<std::string_view, std::uint32_t>;

constexpr std::uint32_t kBlock = kSpecial | kClosesParagraph;
constexpr std::uint32_t kBlockVoid = kSpecial | kVoid;

constexpr auto kTags = std::to_array<TagRow>({
    {"a", kFormatting},
    {"address", kBlock},
    {"annotation-xml", kMathHtml},
    {"applet", kSpecial | kScope | kMarker},
    {"area", kBlockVoid},
    {"article", kBlock},
    {"aside", kBlock},
    {"b", kFormatting | kBreakout},
    {"base", kBlockVoid},
    {"basefont", kBlockVoid},
    {"bgsound", kBlockVoid},
    {"big", kFormatting | kBreakout},
    {"blockquote", kBlock | kBreakout},
    {"body", kSpecial},
    {"br", kBlockVoid | kBreakout},
    {"button", kSpecial},
    {"caption", kSpecial | kScope | kMarker | kTablePart},
    {"center", kBlock | kBreakout},
    {"code", kFormatting | kBreakout},
    {"col", kBlockVoid},
    {"colgroup", kSpecial | kTablePart},
    {"command", kBlockVoid},
    {"dd", kBlock | kBreakout},
    {"desc", kSvgHtml},
    {"details", kBlock},
    {"dir", kBlock},
    {"div", kBlock | kBreakout},
    {"dl", kBlock | kBreakout},
    {"dt", kBlock | kBreakout},
    {"em", kFormatting | kBreakout},
    {"embed", kBlockVoid | kBreakout},
    {"fieldset", kBlock},
    {"figcaption", kBlock},
    {"figure", kBlock},
    {"font", kFormatting},
    {"footer", kBlock},
    {"foreignobject", kSvgHtml},
    {"form", kBlock},
    {"frame", kBlockVoid},
    {"frameset", kSpecial},
    {"h1", kBlock | kHeading | kBreakout},
    {"h2", kBlock | kHeading | kBreakout},
    {"h3", kBlock | kHeading | kBreakout},
    {"h4", kBlock | kHeading | kBreakout},
    {"h5", kBlock | kHeading | kBreakout},
    {"h6", kBlock | kHeading | kBreakout},
    {"head", kSpecial},
    {"header", kBlock},
    {"hgroup", kBlock},
    {"hr", kBlock | kVoid | kBreakout},
    {"html", kSpecial | kScope | kTableScope},
    {"i", kFormatting | kBreakout},
    {"iframe", kSpecial},
    {"image", kVoid},
    {"img", kBlockVoid | kBreakout},
    {"input", kBlockVoid},
    {"isindex", kBlockVoid},
    {"keygen", kVoid},
    {"li", kBlock | kBreakout},
    {"link", kBlockVoid},
    {"listing", kBlock | kBreakout},
    {"main", kBlock},
    {"marquee", kSpecial | kScope | kMarker},
    {"math", 0},
    {"menu", kBlock | kBreakout},
    {"menuitem", kBlockVoid},
    {"meta", kBlockVoid | kBreakout},
    {"mi", kMathHtml},
    {"mn", kMathHtml},
    {"mo", kMathHtml},
    {"ms", kMathHtml},
    {"mtext", kMathHtml},
    {"nav", kBlock},
    {"nobr", kFormatting | kBreakout},
    {"noembed", kSpecial},
    {"noframes", kSpecial},
    {"noscript", kSpecial},
    {"object", kSpecial | kScope | kMarker},
    {"ol", kBlock | kListScope | kBreakout},
    {"optgroup", 0},
    {"option", 0},
    {"p", kBlock | kBreakout},
    {"param", kBlockVoid},
    {"plaintext", kBlock},
    {"pre", kBlock | kBreakout},
    {"ruby", kBreakout},
    {"s", kFormatting | kBreakout},
    {"script", kSpecial},
    {"section", kBlock},
    {"select", kSpecial},
    {"small", kFormatting | kBreakout},
    {"source", kBlockVoid},
    {"span", kBreakout},
    {"strike", kFormatting | kBreakout},
    {"strong", kFormatting | kBreakout},
    {"style", kSpecial},
    {"sub", kBreakout},
    {"summary", kBlock},
    {"sup", kBreakout},
    {"svg", 0},
    {"table", kSpecial | kScope | kTableScope | kBreakout},
    {"tbody", kSpecial | kTablePart},
    {"td", kSpecial | kScope | kMarker | kTablePart},
    {"template", kSpecial | kScope | kTableScope | kMarker},
    {"textarea", kSpecial},
    {"tfoot", kSpecial | kTablePart},
    {"th", kSpecial | kScope | kMarker | kTablePart},
    {"thead", kSpecial | kTablePart},
    {"title", kSpecial | kSvgHtml},
    {"tr", kSpecial | kTablePart},
    {"track", kBlockVoid},
    {"tt", kFormatting | kBreakout},
    {"u", kFormatting | kBreakout},
    {"ul", kBlock | kListScope | kBreakout},
    {"var", kBreakout},
    {"wbr", kBlockVoid},
    {"xmp", kBlock},
});

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::uint32_t hash_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 16777619U;
  return hash | 0x80000000U;
}

}  // namespace

TagTraits tag_traits(std::string_view name) {
  std::array<char, 16> folded{};
  if (name.size() <= folded.size()) {
    std::ranges::transform(name, folded.begin(), lower);
    const std::string_view key{folded.data(), name.size()};
    const auto* row = std::ranges::lower_bound(kTags, key, {}, &TagRow::first);
    if (row != kTags.end() && row->first == key)
      return {static_cast<std::uint32_t>(row - kTags.begin()) + 1, row->second};
  }
  return {hash_of(name), 0};
}

}  // namespace mingdan
