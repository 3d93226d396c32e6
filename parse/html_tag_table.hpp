#pragma once

#include <cstdint>
#include <string_view>

namespace mingdan {

/// What an element does to the stack of open elements. Source: HTML standard, sections 13.2.4.2 and 13.2.6.
namespace tag_trait {
inline constexpr std::uint32_t kVoid = 1U << 0;
inline constexpr std::uint32_t kFormatting = 1U << 1;
inline constexpr std::uint32_t kSpecial = 1U << 2;
inline constexpr std::uint32_t kScope = 1U << 3;        ///< ends the search for an element in scope
inline constexpr std::uint32_t kListScope = 1U << 4;    ///< ends it too for list items
inline constexpr std::uint32_t kTableScope = 1U << 5;   ///< ends it for the parts of tables
inline constexpr std::uint32_t kClosesParagraph = 1U << 6;
inline constexpr std::uint32_t kHeading = 1U << 7;
inline constexpr std::uint32_t kMarker = 1U << 8;       ///< bounds the list of formatting elements
inline constexpr std::uint32_t kTablePart = 1U << 9;
inline constexpr std::uint32_t kSvgHtml = 1U << 10;     ///< in svg: HTML again below it
inline constexpr std::uint32_t kMathHtml = 1U << 11;    ///< in math: HTML again below it
inline constexpr std::uint32_t kBreakout = 1U << 12;    ///< ends svg and math
}  // namespace tag_trait

struct TagTraits {
  std::uint32_t id = 0;  ///< equal for equal names, whatever their case
  std::uint32_t traits = 0;
};

TagTraits tag_traits(std::string_view name);

}  // namespace mingdan
