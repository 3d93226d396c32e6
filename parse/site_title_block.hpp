#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "parse/html_tree.hpp"
#include "parse/page_lines.hpp"
#include "parse/site_profiles.hpp"

namespace mingdan {

/// `title` with the way back to the bytes that show it, as a heading: a heading element, the ArticleTitle or og:title
/// meta's value, <title>, any line; names of sites around it are cut. nullopt when the page shows it nowhere in these words.
std::optional<Block> site_title_block(const HtmlTree& tree, const PageLines& lines,
                                      const std::vector<const SiteProfile*>& profiles, const std::string& title);

}  // namespace mingdan
