#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace mingdan {

enum class MarkerStyle { separated, brackets, blank, circled, han, han_brackets, list_item, glued };

/// An item number: "3." "3、" (separated), "(3)", "3 " (blank), ③, 三、, （三）, or the number of an <ol> item.
struct Marker {
  MarkerStyle style = MarkerStyle::separated;
  char separator = 0;   ///< first byte of what follows the digits, so that "1." and "1、" are not mixed in one line
  int number = 0;
  std::size_t from = 0;
  std::size_t to = 0;   ///< where the item's text begins

  bool operator==(const Marker&) const = default;
};

/// The marker that begins at `at`, blanks before it allowed. Refuses decimals (1.5亿), dates (2021.03.20) and years.
std::optional<Marker> marker_at(std::string_view folded, std::size_t at);
/// Digits with nothing between them and the name: 1重庆市…. Only a run of them is a numbering, since names begin with
/// digits, too (5G产业联盟).
std::optional<Marker> glued_marker_at(std::string_view folded);
/// The next place behind `from` where the item `number` of the same style and separator begins inside a line.
std::optional<Marker> next_marker(std::string_view folded, std::size_t from, const Marker& previous);

}  // namespace mingdan
