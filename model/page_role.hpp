#pragma once

#include <optional>
#include <string_view>

namespace mingdan {

/// What a fetched address is wanted for.
enum class PageRole {
  page,     ///< notices
  list,     ///< what it leads to: column pages, albums, JSON lists
  feed,     ///< RSS or Atom
  sitemap,  ///< sitemaps and their indexes
};

std::string_view name_of(PageRole role);
std::optional<PageRole> page_role_named(std::string_view name);

}  // namespace mingdan
