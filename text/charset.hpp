#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// The encoding that a label names by the WHATWG Encoding standard, of those that we decode: "utf-8", "gb18030"
/// (also for gb2312, gbk, x-gbk …), "big5", "utf-16le", "utf-16be", "windows-1252"; nullopt for other labels.
std::optional<std::string_view> encoding_for_label(std::string_view label);

struct DecodedText {
  std::string text;           ///< valid UTF-8; invalid input became U+FFFD; NUL became U+FFFD
  std::size_t replaced = 0;   ///< how many replacements
};

/// Decodes by the WHATWG decoders (GB18030: 0x80 is €, A8BC, FE59 and the like as the standard's index has them).
/// UTF-8 that is valid and has no NUL comes back byte for byte.
DecodedText decode(std::string_view bytes, std::string_view encoding);
bool is_valid_utf8(std::string_view bytes);

}  // namespace mingdan
