#pragma once

#include <string>
#include <string_view>

namespace mingdan {

/// Without blanks at both ends: ASCII white space, U+00A0, U+3000, U+2000–U+200B and the byte order mark.
std::string_view trimmed(std::string_view utf8);
/// Without characters that show nothing: U+200B, U+200C, U+200D, U+2060, U+FEFF, U+00AD, directional marks.
std::string without_invisible(std::string_view utf8);

}  // namespace mingdan
