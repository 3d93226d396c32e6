#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace mingdan {

/// Appends `text` as a JSON string with its quotes: UTF-8 stays as it is, only what RFC 8259 section 7 demands is
/// escaped; invalid UTF-8 becomes U+FFFD, one for each byte that fits nowhere.
void append_json_string(std::string& out, std::string_view text);

template <std::integral T>
void append_json_number(std::string& out, T value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

}  // namespace mingdan
