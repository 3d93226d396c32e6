#include "parse/site_json.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "parse/next_page.hpp"
#include "parse/page_wording.hpp"
#include "parse/site_key.hpp"

namespace mingdan {
namespace {

using nlohmann::json;

constexpr int kDeepest = 32;

constexpr std::array<std::string_view, 5> kListNames{"list", "articles", "rows", "data", "result"};
constexpr std::array<std::string_view, 4> kTitleNames{"topic", "title", "name", "TITLE"};
constexpr std::array<std::string_view, 5> kLinkNames{"infourl", "url", "post_url", "link", "URL"};
constexpr std::array<std::string_view, 5> kDateNames{"pubtime", "pubDate", "created_at", "date", "DOCRELPUBTIME"};

/// True when brackets outside strings never nest deeper than we parse.
bool is_shallow(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return false;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return true;
}

template <std::size_t N>
std::optional<std::string> text_member(const json& object, const std::array<std::string_view, N>& names) {
  for (const auto name : names)
    if (const auto found = object.find(name); found != object.end() && found->is_string())
      if (const auto& value = found->template get_ref<const std::string&>(); !value.empty()) return value;
  return std::nullopt;
}

bool is_entry(const json& value) {
  return value.is_object() && text_member(value, kTitleNames) && text_member(value, kLinkNames);
}

/// The first array of entries, in the value itself or below the usual names, at most three levels down.
const json* entries_in(const json& value) {
  const json* at = &value;
  for (int level = 0; level < 4; ++level) {
    if (at->is_array()) return at->empty() || is_entry(at->front()) ? at : nullptr;
    if (!at->is_object()) return nullptr;
    const auto name = std::ranges::find_if(kListNames, [&](std::string_view key) {
      const auto found = at->find(key);
      return found != at->end() && found->is_structured();
    });
    if (name == kListNames.end()) return nullptr;
    at = &*at->find(*name);
  }
  return nullptr;
}

std::string without_tags(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text[at] == '<' ? text.find('>', at) : std::string_view::npos;
    if (end != std::string_view::npos) {
      at = end + 1;
    } else {
      result += text[at++];
    }
  }
  return one_line(result);
}

/// Where `title` stands in the source as it is; the source may escape it, then there is no run.
void add_run(const std::string& source, const std::string& title, std::size_t& from, Block& block) {
  const auto at = source.find(title, from);
  if (at == std::string::npos) return;
  const auto length = static_cast<std::uint32_t>(title.size());
  block.runs.push_back({0, length, static_cast<std::uint32_t>(at), length});
  from = at + title.size();
}

Block entry_block(const json& entry, const std::string& source, std::size_t& from) {
  Block block;
  block.kind = BlockKind::list_item;
  block.container = 1;
  block.text = without_tags(text_member(entry, kTitleNames).value_or(""));
  const auto length = static_cast<std::uint32_t>(block.text.size());
  block.links.push_back({0, length, text_member(entry, kLinkNames).value_or("")});
  add_run(source, block.text, from, block);
  if (const auto date = text_member(entry, kDateNames)) block.text += " " + one_line(*date);
  return block;
}

/// CAC's answers lead to its own articles alone, so without an address they tell whose they are.
bool leads_to_cac(const json& entries) {
  bool any = false;
  for (const auto& entry : entries) {
    if (!is_entry(entry)) continue;
    auto link = text_member(entry, kLinkNames).value_or("");
    if (link.starts_with("//")) link.insert(0, "https:");
    if (!entry.contains("infourl") || site_of_url(link) != Site::cac) return false;
    any = true;
  }
  return any;
}

}  // namespace

std::optional<Document> read_site_json(const std::string& text, const Page& page, const PageSummary& summary) {
  if (!is_shallow(text)) return std::nullopt;
  const auto value = json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  const auto* entries = entries_in(value);
  if (!entries) return std::nullopt;
  Document document;
  document.page = summary;
  if (!document.page.url) document.page.url = page.final_url ? page.final_url : page.url;
  const std::string address = document.page.url.value_or("");
  document.page.key = site_key_of_url(address);
  if (document.page.key.empty()) document.page.key = "sha256:" + summary.sha256;
  document.page.site = site_of_url(address);
  if (address.empty() && leads_to_cac(*entries)) document.page.site = Site::cac;
  std::size_t from = 0;
  for (const auto& entry : *entries)
    if (is_entry(entry)) document.blocks.push_back(entry_block(entry, text, from));
  document.page.state = document.blocks.empty() ? PageState::empty_list : PageState::list_page;
  if (!document.blocks.empty()) document.next_page = next_numbered_page(address);
  return document;
}

}  // namespace mingdan
