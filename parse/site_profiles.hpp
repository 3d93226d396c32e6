#pragma once

#include <string_view>
#include <vector>

#include "parse/page_names.hpp"

namespace mingdan {

/// How the pages of one publishing system are laid out. Selector lists are joined by '|' and tried in order.
struct SiteProfile {
  std::string_view name;
  std::string_view hosts;      ///< domains joined by '|'; a page of one of them has this profile
  std::string_view structure;  ///< selectors joined by '|'; a page that has one of them has this profile too
  std::string_view titles;
  std::string_view bodies;
  std::string_view times;
  std::string_view sources;
  std::string_view lists;
  bool official = false;  ///< only government sites are built like this
};

/// The profiles that a page has, those by host first. `host` may be empty.
std::vector<const SiteProfile*> profiles_of(const PageNames& page, std::string_view host);
/// True when the page is built like those of government sites alone, whatever its address.
bool built_by_government(const PageNames& page);
/// Selectors of one field over all profiles of the page, in order, without duplicates.
std::vector<std::string_view> selectors_of(const std::vector<const SiteProfile*>& profiles,
                                           std::string_view SiteProfile::* field);
/// The body selectors that any page is tried with after those of its profiles.
std::vector<std::string_view> common_body_selectors();
std::vector<std::string_view> split_selectors(std::string_view joined);

}  // namespace mingdan
