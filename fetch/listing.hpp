#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/source.hpp"
#include "fetch/title_filter.hpp"
#include "model/document.hpp"

namespace mingdan {

/// A page that a list, feed or sitemap leads to.
struct ListedPage {
  std::string url;                       ///< absolute http(s), as it can be fetched
  std::string title;                     ///< one line of UTF-8, empty when none is told
  std::optional<std::string> published = {};  ///< record form, "2022-10-26" or with the clock
  std::optional<std::string> updated = {};    ///< record form: its source says that it changed then

  bool operator==(const ListedPage&) const = default;
};

/// What a page leads to.
struct Listing {
  std::vector<ListedPage> pages;  ///< in the order of the page, no address twice
  std::vector<ListedPage> further_lists;  ///< of a sitemap index: the sitemaps that it names
  std::optional<std::string> next_page;
  std::optional<std::string> sent_to;  ///< a stub or a migrated account's page sends the reader there

  bool operator==(const Listing&) const = default;
};

/// Reads the links of a list page. Titles are the longest of what links to an address says of it, their title
/// attributes included; dates stand beside the links. Pages that are no lists give no pages.
Listing listing_of(const Document& document);

/// Whether a source wants a listed page: title filter and day. Undated pages are wanted.
bool is_wanted(const ListedPage& page, const Source& source, const TitleFilter& titles);

}  // namespace mingdan
