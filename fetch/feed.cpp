#include "fetch/feed.hpp"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "archive/header_fields.hpp"
#include "archive/saved_time.hpp"
#include "text/charset.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

using pugi::xml_node;

constexpr std::size_t kMostBytes = 16UL << 20U;
constexpr std::size_t kMostListed = 5000;
constexpr std::size_t kMostTitle = 1000;
constexpr std::size_t kDeclaration = 200;

Error bad_feed(const std::string& why) { return {"bad_feed", "no feed or sitemap can be read here: " + why}; }

/// The name without its namespace prefix, as feeds choose prefixes freely.
std::string_view local_name(xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_named(xml_node node, std::string_view name) { return equal_ignoring_case(local_name(node), name); }

xml_node child_named(xml_node parent, std::string_view name) {
  return parent.find_child([&](xml_node child) { return is_named(child, name); });
}

std::string text_of(xml_node node) {
  std::string text;
  for (const auto part : node.children())
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  return std::string(trimmed(text));
}

/// HTML in a title, escaped once more than XML undoes: tags are dropped, the usual entities resolved.
std::string plain_title(std::string_view markup) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities{
      {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}, {"&amp;", "&"}}};
  std::string title;
  for (std::size_t at = 0; at < markup.size() && title.size() < kMostTitle;) {
    const auto tag_end = markup[at] == '<' ? markup.find('>', at) : std::string_view::npos;
    const auto entity =
        std::ranges::find_if(kEntities, [&](const auto& known) { return markup.substr(at).starts_with(known.first); });
    if (tag_end != std::string_view::npos) {
      at = tag_end + 1;
    } else if (entity != kEntities.end()) {
      title += entity->second;
      at += entity->first.size();
    } else {
      const char c = markup[at++];
      title += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return std::string(trimmed(without_invisible(title)));
}

/// A moment in record form. Day names, zones and clocks are as saved_time() reads them; a day alone is a day.
std::optional<std::string> moment_in(xml_node node) {
  const auto text = text_of(node);
  if (text.empty()) return std::nullopt;
  if (auto moment = saved_time(text)) return moment;
  return absolute_date_in(text);
}

std::optional<std::string> moment_named(xml_node entry, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (auto moment = moment_in(child_named(entry, name))) return moment;
  return std::nullopt;
}

/// What relative links are relative to: the nearest xml:base above.
std::string base_of(xml_node node, const std::string& address) {
  for (; node; node = node.parent())
    if (const auto base = node.attribute("xml:base")) return resolved_url(address, base.value()).value_or(address);
  return address;
}

std::optional<std::string> atom_link(xml_node parent, std::string_view wanted, const std::string& address) {
  for (const auto link : parent.children()) {
    if (!is_named(link, "link") || !link.attribute("href")) continue;
    if (std::string_view(link.attribute("rel").as_string("alternate")) != wanted) continue;
    return resolved_url(base_of(link, address), link.attribute("href").value());
  }
  return std::nullopt;
}

std::optional<std::string> link_of(xml_node entry, const std::string& address) {
  if (auto link = atom_link(entry, "alternate", address)) return link;
  for (const auto child : entry.children())
    if (is_named(child, "link"))
      if (const auto text = text_of(child); !text.empty()) return resolved_url(base_of(child, address), text);
  const auto guid = child_named(entry, "guid");
  if (!guid || !guid.attribute("isPermaLink").as_bool(true)) return std::nullopt;
  const auto text = text_of(guid);
  return split_url(text) ? std::optional(text) : std::nullopt;
}

/// Adds a page unless its address is there already.
void add_page(std::vector<ListedPage>& pages, std::set<std::string>& seen, ListedPage page) {
  if (pages.size() < kMostListed && seen.insert(page.url).second) pages.push_back(std::move(page));
}

std::string declared_encoding(std::string_view xml) {
  const auto declaration = xml.substr(0, std::min(xml.find("?>"), kDeclaration));
  if (!declaration.starts_with("<?xml")) return {};
  const auto at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  const auto open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = declaration.find(declaration[open], open + 1);
  return std::string(declaration.substr(open + 1, close == std::string_view::npos ? 0 : close - open - 1));
}

/// Byte order marks, then what is valid UTF-8, then the declaration; what is left is GB18030.
std::string as_utf8(std::string_view xml) {
  if (xml.starts_with("\xEF\xBB\xBF")) xml.remove_prefix(3);
  if (xml.starts_with("\xFF\xFE")) return decode(xml.substr(2), "utf-16le").text;
  if (xml.starts_with("\xFE\xFF")) return decode(xml.substr(2), "utf-16be").text;
  if (is_valid_utf8(xml)) return std::string(xml);
  const auto encoding = encoding_for_label(declared_encoding(xml));
  return decode(xml, encoding && *encoding != "utf-8" ? *encoding : "gb18030").text;
}

bool is_web_page(std::string_view text) {
  const auto head = lower_case(trimmed(text.substr(0, kDeclaration)));
  return head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head");
}

Result<void> load(pugi::xml_document& document, std::string_view xml) {
  if (xml.size() > kMostBytes) return std::unexpected(bad_feed("it is larger than 16 MiB"));
  const auto text = as_utf8(xml);
  if (is_web_page(text))
    return std::unexpected(bad_feed("it is a web page; look at it, perhaps the service wants a login or a check"));
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed)
    return std::unexpected(bad_feed(std::string(parsed.description()) + " at byte " + std::to_string(parsed.offset)));
  return {};
}

ListedPage page_of(xml_node entry, std::string url) {
  ListedPage page;
  page.url = std::move(url);
  page.title = plain_title(text_of(child_named(entry, "title")));
  page.published = moment_named(entry, {"pubDate", "published", "issued", "date"});
  page.updated = moment_named(entry, {"updated", "modified"});
  if (!page.published) page.published = page.updated;
  return page;
}

}  // namespace

Result<Listing> feed_of(std::string_view xml, const std::string& address) {
  pugi::xml_document document;
  if (auto loaded = load(document, xml); !loaded) return std::unexpected(loaded.error());
  const auto root = document.document_element();
  const bool atom = is_named(root, "feed");
  const bool rdf = is_named(root, "RDF");
  if (!atom && !rdf && !is_named(root, "rss"))
    return std::unexpected(bad_feed("its root is <" + std::string(local_name(root)).substr(0, 40) + ">"));
  const auto channel = atom || rdf ? root : child_named(root, "channel");
  Listing listing;
  std::set<std::string> seen;
  for (const auto entry : channel.children()) {
    if (!is_named(entry, atom ? "entry" : "item")) continue;
    if (auto url = link_of(entry, address)) add_page(listing.pages, seen, page_of(entry, std::move(*url)));
  }
  listing.next_page = atom_link(channel, "next", address);
  return listing;
}

Result<Listing> sitemap_of(std::string_view xml, const std::string& address) {
  pugi::xml_document document;
  if (auto loaded = load(document, xml); !loaded) return std::unexpected(loaded.error());
  const auto root = document.document_element();
  const bool index = is_named(root, "sitemapindex");
  if (!index && !is_named(root, "urlset"))
    return std::unexpected(bad_feed("its root is <" + std::string(local_name(root)).substr(0, 40) + ">"));
  Listing listing;
  std::set<std::string> seen;
  for (const auto entry : root.children()) {
    if (!is_named(entry, index ? "sitemap" : "url")) continue;
    const auto url = resolved_url(address, text_of(child_named(entry, "loc")));
    if (!url) continue;
    ListedPage page;
    page.url = *url;
    page.updated = moment_named(entry, {"lastmod"});
    add_page(index ? listing.further_lists : listing.pages, seen, std::move(page));
  }
  return listing;
}

}  // namespace mingdan
