#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/notice.hpp"

namespace mingdan {

/// Stands between the items of a list inside one cell.
inline constexpr std::string_view kListSeparator = "; ";

/// Values as table cells: unknown is empty, numbers in decimal digits, lists joined by `kListSeparator`.
std::string cell(const std::optional<std::string>& value);
std::string cell(std::optional<int> value);
std::string cell(std::size_t value);
std::string joined(const std::vector<std::string>& items);
std::string joined(const std::set<std::string>& items);
std::string joined(const std::vector<Cited<std::string>>& items);
/// The codes of both lists, each once, in the order of their first appearance.
std::string joined_codes(const std::vector<Finding>& of_notice, const std::vector<Finding>& of_page);

template <class T>
std::optional<T> uncited(const std::optional<Cited<T>>& cited) {
  return cited ? std::optional<T>(cited->value) : std::nullopt;
}

/// An id that derives from content alone: the first 20 hexadecimal digits of the SHA-256 over the parts, each behind
/// its length in bytes ("5:first6:second").
std::string content_id(const std::vector<std::string>& parts);

}  // namespace mingdan
