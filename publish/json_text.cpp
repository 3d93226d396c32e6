#include "publish/json_text.hpp"

#include <cstddef>

namespace mingdan {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool continues_at(std::string_view text, std::size_t at) {
  return at < text.size() && (byte_at(text, at) & 0xC0U) == 0x80U;
}

/// Length of the well-formed UTF-8 sequence at `at` (Unicode 15, table 3-7); 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const unsigned first = byte_at(text, at);
  if (first < 0x80U) return 1;
  if (first < 0xC2U || first > 0xF4U || !continues_at(text, at + 1)) return 0;
  if (first < 0xE0U) return 2;
  const unsigned second = byte_at(text, at + 1);
  if ((first == 0xE0U && second < 0xA0U) || (first == 0xEDU && second > 0x9FU)) return 0;
  if ((first == 0xF0U && second < 0x90U) || (first == 0xF4U && second > 0x8FU)) return 0;
  if (!continues_at(text, at + 2)) return 0;
  if (first < 0xF0U) return 3;
  return continues_at(text, at + 3) ? 4 : 0;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  out += "\\u00";
  out += kHex[static_cast<unsigned char>(c) >> 4U];
  out += kHex[static_cast<unsigned char>(c) & 15U];
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plain_from = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned first = byte_at(text, at);
    const bool escape = first < 0x20U || first == '"' || first == '\\';
    const std::size_t length = escape ? 0 : sequence_length(text, at);
    if (length != 0) {
      at += length;
      continue;
    }
    out.append(text, plain_from, at - plain_from);
    if (escape) {
      append_escaped(out, text[at]);
    } else {
      out += "\uFFFD";
    }
    plain_from = ++at;
  }
  out.append(text, plain_from);
  out += '"';
}

}  // namespace mingdan
