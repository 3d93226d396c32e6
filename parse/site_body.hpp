#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/html_tree.hpp"
#include "parse/page_lines.hpp"
#include "parse/page_names.hpp"
#include "parse/site_profiles.hpp"

namespace mingdan {

/// The element that holds what the page is about.
struct SiteBody {
  Element element;
  std::string found_by;  ///< a selector, or what the generic finder ended at
  bool generic = false;
};

/// The element of the first selector that has text (the fullest when several match), by the page's profiles, then by
/// those that any page is tried with; then one that holds a picture; then what the generic finder gives.
std::optional<SiteBody> find_site_body(const PageNames& names, const PageLines& page,
                                       const std::vector<const SiteProfile*>& profiles);
/// The element of a list page that holds its entries, by profile or by the generic finder.
std::optional<SiteBody> find_site_list(const PageNames& names, const PageLines& page,
                                       const std::vector<const SiteProfile*>& profiles);
/// Blocks of a list without those of lists inside its entries.
std::vector<Block> list_blocks(const HtmlTree& tree, Element list);
/// A link to a document, a table, an archive: an attachment.
bool is_file_link(const Link& link);
/// Lines shortly behind the body that link to files (attachments that the system keeps outside the body).
std::vector<Block> attachment_blocks(const PageLines& page, Element body);

}  // namespace mingdan
