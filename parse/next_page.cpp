#include "parse/next_page.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "parse/page_wording.hpp"
#include "text/spaces.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kScriptWindow = 65536;  ///< bytes of a script that are searched
constexpr int kMostPages = 100000;
constexpr std::string_view kAlbumPath = "/mp/appmsgalbum";

std::optional<std::string> followed(const std::string& address, std::string_view href) {
  auto target = resolved_url(address, href);
  if (!target) return std::nullopt;
  const auto from = split_url(address);
  const auto to = split_url(*target);
  if (!from || !to || from->host != to->host) return std::nullopt;
  if (from->path == to->path && from->query == to->query) return std::nullopt;
  return target;
}

bool says_next(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kWords{"下一页", "下页", "后一页",   "下一頁",
                                                          "后页",   "next", "nextpage", "›"};
  std::string word = lower_ascii(trimmed(text));
  for (const std::string_view mark : {">", "»", " ", "[", "]", "→"})
    for (auto at = word.find(mark); at != std::string::npos; at = word.find(mark)) word.erase(at, mark.size());
  return std::ranges::find(kWords, word) != kWords.end();
}

bool is_next_link(const HtmlTree& tree, const Element& link) {
  if (link.attribute("rel") == "next") return true;
  if (link.has_class("disabled")) return false;
  for (const std::string_view name : {"next", "btn-next", "nextPage", "pagination_next"})
    if (link.has_class(name)) return true;
  return says_next(link.attribute("title").value_or("")) || says_next(tree.text_of(link));
}

std::optional<std::string> linked_page(const HtmlTree& tree, const std::string& address) {
  for (const auto& link : tree.all("a[href],link[rel=next]")) {
    if (!is_next_link(tree, link)) continue;
    if (auto target = followed(address, *link.attribute("href"))) return target;
  }
  return std::nullopt;
}

std::optional<int> number_at(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '=' || text[at] == '"' || text[at] == '\'')) ++at;
  int value = 0;
  const auto* end = text.data() + text.size();
  if (at >= text.size() || std::from_chars(text.data() + at, end, value).ec != std::errc()) return std::nullopt;
  return value >= 0 && value <= kMostPages ? std::optional(value) : std::nullopt;
}

std::optional<int> page_count_in(std::string_view script) {
  constexpr std::string_view kCall = "createPageHTML(";
  if (const auto call = script.find(kCall); call != std::string_view::npos) {
    auto arguments = script.substr(call + kCall.size());
    // Some call it with the pager's id first.
    if (!arguments.empty() && (arguments.front() == '"' || arguments.front() == '\''))
      arguments.remove_prefix(std::min(arguments.find(','), arguments.size() - 1) + 1);
    return number_at(arguments, 0);
  }
  constexpr std::string_view kCount = "countPage";
  const auto count = script.find(kCount);
  if (count == std::string_view::npos || script.find("\"_\"") == std::string_view::npos) return std::nullopt;
  return number_at(script, count + kCount.size());
}

/// `index.html` → `index_1.html`, `index_3.html` → `index_4.html`; a folder's address stands for its index.html.
std::optional<std::string> computed_page(const std::string& address, int pages, std::string_view suffix) {
  auto parts = split_url(address);
  if (!parts) return std::nullopt;
  const auto slash = parts->path.rfind('/');
  auto file = slash == std::string::npos ? std::string() : parts->path.substr(slash + 1);
  if (file.empty()) file = "index" + std::string(suffix);
  const auto dot = file.rfind('.');
  if (dot == std::string::npos) return std::nullopt;
  const auto mark = file.rfind('_', dot);
  const auto number = mark == std::string::npos ? std::nullopt : number_at(file, mark + 1);
  const int next = number.value_or(0) + 1;
  if (next >= pages) return std::nullopt;
  const auto stem = file.substr(0, number ? mark : dot);
  return resolved_url(address, stem + "_" + std::to_string(next) + file.substr(dot));
}

std::optional<std::string> scripted_page(const HtmlTree& tree, const std::string& address) {
  const std::string_view source = tree.source();
  for (const auto& span : tree.scripts()) {
    const auto script = source.substr(span.offset, std::min(span.length, kScriptWindow));
    const auto pages = page_count_in(script);
    if (!pages) continue;
    const bool shtml = script.find("shtml") != std::string_view::npos;
    const bool html =
        script.find("html\"") != std::string_view::npos || script.find("html\\\"") != std::string_view::npos;
    return computed_page(address, *pages, shtml ? ".shtml" : html ? ".html" : ".htm");
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> next_html_page(const HtmlTree& tree, const std::string& address) {
  if (!split_url(address)) return std::nullopt;
  if (auto linked = linked_page(tree, address)) return linked;
  return scripted_page(tree, address);
}

std::optional<std::string> next_numbered_page(const std::string& address) {
  for (const std::string_view name : {"pageno", "pageNo", "page", "pageNum", "pageIndex"}) {
    const auto value = query_value(address, name);
    const auto number = value ? number_at(*value, 0) : std::nullopt;
    if (number) return with_query_value(address, name, std::to_string(*number + 1));
  }
  return std::nullopt;
}

std::optional<std::string> next_album_page(const std::string& address, const AlbumPlace& last) {
  const auto parts = split_url(address);
  if (!parts || parts->path != kAlbumPath || !query_value(address, "album_id")) return std::nullopt;
  auto next = address.substr(0, address.find('#'));
  const auto set = [&next](std::string_view name, std::string_view value) {
    next = with_query_value(next, name, value);
  };
  set("action", "getalbum");
  if (!query_value(next, "count")) set("count", "20");
  set("begin_msgid", last.message_id);
  set("begin_itemidx", last.item);
  set("f", "json");
  return next;
}

}  // namespace mingdan
