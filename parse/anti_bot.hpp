#pragma once

#include <optional>
#include <string>

#include "model/document.hpp"
#include "model/page.hpp"
#include "parse/html_tree.hpp"
#include "parse/page_lines.hpp"

namespace mingdan {

/// A page that a guard, an error or an empty frame stands in for, and what makes us say so.
struct StandIn {
  PageState state = PageState::challenge;
  std::string code;    ///< finding code
  std::string reason;  ///< for people
};

/// Challenges (Ruishu, 加速乐, cloud firewalls, captchas), pages under maintenance, error pages, shells that a script
/// would fill. nullopt when the page has text of its own. Source: docs/sites.md, "Anti-bot pages and shells".
std::optional<StandIn> stand_in(const HtmlTree& tree, const Page& page, const PageLines& lines);

}  // namespace mingdan
