#include "fetch/feed.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <pugixml.hpp>
#include <ranges>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "archive/header_fields.hpp"
#include "fetch/feed_text.hpp"
#include "text/charset.hpp"
#include "text/spaces.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

using pugi::xml_node;

constexpr std::size_t kMostBytes = 16UL << 20U;
constexpr std::size_t kMostTags = 1'000'000;  // of 16 bytes on average where a feed is as large as can be
constexpr std::size_t kMostListed = 5000;
constexpr std::size_t kLongestAddress = 8192;
constexpr std::size_t kDeclaration = 200;
constexpr std::size_t kHead = 1024;  ///< where a web page shows that it is one
constexpr std::size_t kShownName = 40;

Error bad_feed(const std::string& why) { return {"bad_feed", "no feed or sitemap can be read here: " + why}; }

/// The name without its namespace prefix, as feeds choose prefixes freely.
std::string_view local_name(xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_named(xml_node node, std::string_view name) { return equal_ignoring_case(local_name(node), name); }

/// The child of that name without a prefix, else with any: beside <title> others may stand, as <media:title>.
xml_node child_named(xml_node parent, std::string_view name) {
  if (const auto plain = parent.find_child([&](xml_node child) { return equal_ignoring_case(child.name(), name); }))
    return plain;
  return parent.find_child([&](xml_node child) { return is_named(child, name); });
}

/// The node behind `at` in reading order, inside `top`; none at its end.
xml_node next_inside(xml_node top, xml_node at) {
  if (const auto child = at.first_child()) return child;
  while (at != top && !at.next_sibling()) at = at.parent();
  return at == top ? xml_node() : at.next_sibling();
}

std::string text_of(xml_node node) {
  std::string text;
  for (auto part = next_inside(node, node); part; part = next_inside(node, part))
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  return std::string(trimmed(text));
}

std::optional<std::string> date_named(xml_node entry, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (auto date = feed_date(text_of(child_named(entry, name)))) return date;
  return std::nullopt;
}

/// What relative links are relative to: xml:base above, each relative to the one above it. Those that are too long for
/// an address are passed over: each entry would be joined with them. Source: XML Base.
std::string base_of(xml_node node, const std::string& address) {
  std::vector<std::string_view> bases;
  for (; node; node = node.parent()) {
    const auto* base = node.attribute("xml:base").value();
    const auto length = strnlen(base, kLongestAddress + 1);
    if (length > 0 && length <= kLongestAddress) bases.emplace_back(base, length);
  }
  std::string base = address;
  for (const auto next : std::views::reverse(bases)) base = resolved_url(base, next).value_or(base);
  return base;
}

/// A link that leads somewhere: absolute http(s), in valid UTF-8.
std::optional<std::string> link_in(xml_node node, std::string_view text, const std::string& address) {
  text = trimmed(text);
  if (text.empty() || text.size() > kLongestAddress) return std::nullopt;
  return resolved_url(base_of(node, address), decode(unescaped_address(text), "utf-8").text);
}

std::optional<std::string> atom_link(xml_node parent, std::string_view wanted, const std::string& address) {
  for (const auto link : parent.children()) {
    if (!is_named(link, "link")) continue;
    if (!equal_ignoring_case(trimmed(link.attribute("rel").as_string("alternate")), wanted)) continue;
    if (auto url = link_in(link, link.attribute("href").value(), address)) return url;
  }
  return std::nullopt;
}

std::optional<std::string> link_of(xml_node entry, const std::string& address) {
  if (auto link = atom_link(entry, "alternate", address)) return link;
  for (const auto child : entry.children())
    if (is_named(child, "link"))
      if (auto link = link_in(child, text_of(child), address)) return link;
  const auto guid = child_named(entry, "guid");
  if (!guid.attribute("isPermaLink").as_bool(true)) return std::nullopt;
  const auto text = text_of(guid);
  return split_url(text) ? link_in(guid, text, address) : std::nullopt;
}

std::string declared_encoding(std::string_view xml) {
  const auto declaration = trimmed(xml.substr(0, std::min(xml.find("?>"), kDeclaration)));
  if (!declaration.starts_with("<?xml")) return {};
  const auto at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  const auto open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = declaration.find(declaration[open], open + 1);
  return std::string(declaration.substr(open + 1, close == std::string_view::npos ? 0 : close - open - 1));
}

/// Whether most of what is no ASCII is UTF-8 of three bytes, as Chinese is: some services cut characters.
bool is_mostly_utf8(const DecodedText& decoded) {
  const auto wide =
      std::ranges::count_if(decoded.text, [](char c) { return (static_cast<unsigned char>(c) >> 4U) == 14; });
  return static_cast<std::size_t>(wide) > 3 * decoded.replaced;  // each replacement is one of them
}

/// Byte order marks, then what is UTF-8, then the declaration; what is left is GB18030.
std::string as_utf8(std::string_view xml) {
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  if (xml.starts_with("\xFF\xFE")) return decode(xml.substr(2), "utf-16le").text;
  if (xml.starts_with("\xFE\xFF")) return decode(xml.substr(2), "utf-16be").text;
  if (auto decoded = decode(xml, "utf-8"); decoded.replaced == 0 || is_mostly_utf8(decoded))
    return std::move(decoded.text);
  // A declaration that could be read is not in UTF-16, whatever it says.
  const auto encoding = encoding_for_label(declared_encoding(xml)).value_or("gb18030");
  return decode(xml, encoding.starts_with("utf-") ? "gb18030" : encoding).text;
}

bool is_web_page(std::string_view text) {
  const auto head = lower_case(text.substr(0, kHead));
  return head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos;
}

/// What a text without a wanted root is, for people.
Error not_wanted(std::string_view text, const pugi::xml_parse_result& parsed, xml_node root) {
  if (is_web_page(text)) return bad_feed("it is a web page; look at it, perhaps the service wants a login or a check");
  if (trimmed(text.substr(0, kHead)).starts_with('{'))
    return bad_feed("it is JSON; most services have RSS or Atom at another address");
  if (!parsed) return bad_feed(std::string(parsed.description()) + " at byte " + std::to_string(parsed.offset));
  const auto named = "its root is <" + decode(std::string(local_name(root)).substr(0, kShownName), "utf-8").text + ">";
  if (is_named(root, "urlset") || is_named(root, "sitemapindex"))
    return bad_feed(named + ", a sitemap: say kind = \"sitemap\"");
  if (is_named(root, "rss") || is_named(root, "feed")) return bad_feed(named + ", a feed: say kind = \"feed\"");
  return bad_feed(named);
}

/// Reads the document; its root must be one of `roots`.
Result<xml_node> load(pugi::xml_document& document, std::string_view xml, std::span<const std::string_view> roots) {
  if (xml.size() > kMostBytes) return std::unexpected(bad_feed("it is larger than 16 MiB"));
  if (static_cast<std::size_t>(std::ranges::count(xml, '<')) > kMostTags)
    return std::unexpected(bad_feed("it has more than 1,000,000 tags"));
  const auto text = as_utf8(xml);
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  const auto root = document.document_element();
  const bool wanted = std::ranges::any_of(roots, [&](std::string_view name) { return is_named(root, name); });
  if (parsed && wanted) return root;
  return std::unexpected(not_wanted(text, parsed, root));
}

ListedPage page_of(xml_node entry, std::string url) {
  ListedPage page;
  page.url = std::move(url);
  page.title = plain_title(text_of(child_named(entry, "title")));
  page.published = date_named(entry, {"pubDate", "published", "issued", "date"});
  page.updated = date_named(entry, {"updated", "modified"});
  if (!page.published) page.published = page.updated;
  return page;
}

}  // namespace

Result<Listing> feed_of(std::string_view xml, const std::string& address) {
  static constexpr std::array<std::string_view, 3> kRoots{"rss", "RDF", "feed"};
  pugi::xml_document document;
  const auto root = load(document, xml, kRoots);
  if (!root) return std::unexpected(root.error());
  const bool atom = is_named(*root, "feed");
  const auto channel = is_named(*root, "rss") ? child_named(*root, "channel") : *root;
  if (!channel) return std::unexpected(bad_feed("its <rss> has no <channel>"));
  Listing listing;
  std::set<std::string> seen;
  for (const auto entry : channel.children()) {
    if (listing.pages.size() == kMostListed) break;
    if (!is_named(entry, atom ? "entry" : "item")) continue;
    auto url = link_of(entry, address);
    if (url && seen.insert(*url).second) listing.pages.push_back(page_of(entry, std::move(*url)));
  }
  listing.next_page = atom_link(channel, "next", address);
  if (listing.next_page == address) listing.next_page.reset();
  return listing;
}

Result<Listing> sitemap_of(std::string_view xml, const std::string& address) {
  static constexpr std::array<std::string_view, 2> kRoots{"urlset", "sitemapindex"};
  pugi::xml_document document;
  const auto root = load(document, xml, kRoots);
  if (!root) return std::unexpected(root.error());
  const bool index = is_named(*root, "sitemapindex");
  Listing listing;
  auto& listed = index ? listing.further_lists : listing.pages;
  std::set<std::string> seen;
  for (const auto entry : root->children()) {
    if (listed.size() == kMostListed) break;
    if (!is_named(entry, index ? "sitemap" : "url")) continue;
    auto url = link_in(entry, text_of(child_named(entry, "loc")), address);
    if (!url || !seen.insert(*url).second) continue;
    ListedPage page;
    page.url = std::move(*url);
    page.updated = date_named(entry, {"lastmod"});
    listed.push_back(std::move(page));
  }
  return listing;
}

}  // namespace mingdan
