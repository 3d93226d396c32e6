#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "parse/script_literals.hpp"

namespace mingdan {

/// The literals of an object literal by their path: `copyright_info.copyright_stat`, `articleList.0.title`.
/// The first of two equal paths is kept. Members that are no literals are left out.
struct ScriptObject {
  std::map<std::string, ScriptLiteral, std::less<>> members;
  std::size_t end = 0;  ///< byte behind the last one read

  [[nodiscard]] const ScriptLiteral* find(std::string_view path) const {
    const auto member = members.find(path);
    return member == members.end() ? nullptr : &member->second;
  }
};

/// Reads the object or array literal that begins at byte `start` of `source` and ends before `end`: literals as in
/// script_assignments, nested {} and [], JSON. What it cannot read it skips; what is nested deeper than 12 levels,
/// named longer than 48 bytes or behind 50 000 members it leaves out. Linear, iterative, never fails.
/// Source: docs/wechat-pages.md, "Scripts".
ScriptObject read_script_object(std::string_view source, std::size_t start, std::size_t end);

}  // namespace mingdan
