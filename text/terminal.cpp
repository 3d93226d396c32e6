#include "text/terminal.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <cstdio>

namespace mingdan {
namespace {

/// The next code point, negative when the byte at `at` begins none; `at` moves behind it.
UChar32 next_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto position = static_cast<std::int64_t>(at);
  const auto length = static_cast<std::int64_t>(text.size());
  UChar32 code_point = 0;
  U8_NEXT(bytes, position, length, code_point);
  at = code_point < 0 ? at + 1 : static_cast<std::size_t>(position);
  return code_point;
}

bool is_control_for_terminal(UChar32 c) {
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return true;
    default:
      return u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0;
  }
}

std::string escape_of(UChar32 c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  std::array<char, 16> buffer{};
  const char* format = c < 0x80 ? "\\x%02x" : "\\u{%04x}";
  std::snprintf(buffer.data(), buffer.size(), format, static_cast<unsigned>(c));
  return buffer.data();
}

std::size_t width_of(UChar32 c) {
  if (c < 0) return 1;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string escaped_for_terminal(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const auto begin = at;
    const auto code_point = next_code_point(text, at);
    if (code_point < 0) {
      std::array<char, 8> buffer{};
      std::snprintf(buffer.data(), buffer.size(), "\\x%02x",
                    static_cast<unsigned>(static_cast<std::uint8_t>(text[begin])));
      line += buffer.data();
    } else if (is_control_for_terminal(code_point)) {
      line += escape_of(code_point);
    } else {
      line += text.substr(begin, at - begin);
    }
  }
  return line;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < utf8.size();) columns += width_of(next_code_point(utf8, at));
  return columns;
}

std::string cut_to_width(std::string_view utf8, std::size_t columns) {
  if (display_width(utf8) <= columns) return std::string(utf8);
  if (columns == 0) return {};
  std::size_t used = 1;  // the column of the ellipsis
  std::size_t end = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    used += width_of(next_code_point(utf8, at));
    if (used > columns) break;
    end = at;
  }
  return std::string(utf8.substr(0, end)) + "…";
}

}  // namespace mingdan
