#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// A character reference at the start of some text: how many bytes it takes and what it stands for in UTF-8.
struct CharacterReference {
  std::size_t length = 0;
  std::string text;
};

/// Reads `&name;`, `&name` (where the standard allows it), `&#100;` or `&#x64;` at the start of `text`; nullopt when
/// none stands there. Never yields NUL: what names no character gives U+FFFD. Source: HTML standard, 13.2.5.72–80.
std::optional<CharacterReference> character_reference_at(std::string_view text);
/// `text` with its character references resolved once.
std::string entities_resolved(std::string_view text);
/// Appends one code point in UTF-8; surrogates and what lies beyond U+10FFFF become U+FFFD.
void append_utf8(std::string& out, std::uint32_t code_point);

}  // namespace mingdan
