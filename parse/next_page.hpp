#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/html_tree.hpp"

namespace mingdan {

/// Where an HTML list goes on: the link that says so (rel=next, 下一页, a class next), as written, else what the pager
/// script of TRS would write (createPageHTML, countPage), whose page k is `index_{k-1}`. Absolute, on the same host,
/// never the page itself; nullopt on the last page and when nothing is told.
/// In: the list's own address; without one nothing is found. Source: docs/sites.md, "Lists".
std::optional<std::string> next_html_page(const HtmlTree& tree, const std::string& address);

/// Where a JSON list goes on that is asked for by number (`pageno`, `page` …): the same address with the next number.
/// nullopt when the address tells no number.
std::optional<std::string> next_numbered_page(const std::string& address);

/// The last article of an album's page, as its JSON and HTML name it.
struct AlbumPlace {
  std::string message_id;  ///< msgid
  std::string item;        ///< itemidx
};

/// The JSON form of the album at `address` from behind `last` on; nullopt when the address is no album's.
/// Source: docs/wechat-pages.md, "Lists".
std::optional<std::string> next_album_page(const std::string& address, const AlbumPlace& last);

}  // namespace mingdan
