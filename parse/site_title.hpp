#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/government_meta.hpp"
#include "parse/html_tree.hpp"
#include "parse/page_lines.hpp"
#include "parse/page_names.hpp"
#include "parse/site_profiles.hpp"

namespace mingdan {

/// The article's title: ArticleTitle meta, the profile's element, the heading that <title> repeats, a heading before
/// the body, <title> without the site's name; a line right
/// before the body where <title> names the site alone. White space collapsed.
std::optional<std::string> site_title(const PageNames& names, const PageMetas& metas, const PageLines& lines,
                                      const std::vector<const SiteProfile*>& profiles,
                                      std::optional<std::size_t> body_offset);
/// The name of a list page: <title> without the site's own name, else its heading.
std::optional<std::string> list_title(const HtmlTree& tree, const PageMetas& metas);
/// `title` without the names of site and columns that <title> puts before or behind: "A_通知公告_某某民政局" gives "A".
std::string without_site_name(std::string_view title, const std::optional<std::string>& site_name);

}  // namespace mingdan
