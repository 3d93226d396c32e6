#pragma once

#include <span>
#include <string_view>

namespace mingdan::test {

/// A robots.txt, an address, and whether the product "mingdan" may fetch it.
struct RobotsCase {
  std::string_view what;
  std::string_view text;
  std::string_view path;
  bool allowed = false;
};

/// Which lines count, and for whom.
std::span<const RobotsCase> robots_group_cases();
/// Which addresses a rule is about, and which rule wins.
std::span<const RobotsCase> robots_rule_cases();

}  // namespace mingdan::test
