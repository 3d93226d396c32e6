#include "parse/html_entities.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "parse/html_entity_table.hpp"

namespace mingdan {
namespace {

struct Named {
  std::string_view name;
  std::string_view codes;
  bool bare = false;  ///< may stand without a semicolon
};

constexpr std::uint32_t kReplacement = 0xFFFD;
constexpr std::size_t kLongestName = 32;

// What numeric references in 0x80–0x9F mean; 0 where the code point stands for itself.
constexpr std::array<std::uint32_t, 32> kWindows1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::vector<Named> read_table() {
  std::vector<Named> table;
  for (auto left = kHtmlEntityTable; !left.empty();) {
    const auto end = std::min(left.find(' '), left.size());
    const auto row = left.substr(0, end);
    const auto mark = row.find_first_of("=!");
    table.push_back({row.substr(0, mark), row.substr(mark + 1), row[mark] == '!'});
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return table;
}

const Named* named(std::string_view name) {
  static const std::vector<Named> kTable = read_table();
  const auto found = std::ranges::lower_bound(kTable, name, {}, &Named::name);
  return found != kTable.end() && found->name == name ? &*found : nullptr;
}

std::string text_of_codes(std::string_view codes) {
  std::string text;
  while (!codes.empty()) {
    const auto end = std::min(codes.find('+'), codes.size());
    std::uint32_t code = kReplacement;
    std::from_chars(codes.data(), codes.data() + end, code, 16);
    append_utf8(text, code);
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
  return text;
}

bool is_digit(char c, bool hex) {
  return (c >= '0' && c <= '9') || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
}

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::optional<CharacterReference> numeric_reference(std::string_view text) {
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::size_t first = hex ? 3 : 2;
  auto end = first;
  while (end < text.size() && is_digit(text[end], hex)) ++end;
  if (end == first) return std::nullopt;
  std::uint32_t code = 0;
  const auto read = std::from_chars(text.data() + first, text.data() + end, code, hex ? 16 : 10);
  if (read.ec != std::errc{} || code == 0) code = kReplacement;
  if (code >= 0x80 && code <= 0x9F && kWindows1252[code - 0x80] != 0) code = kWindows1252[code - 0x80];
  CharacterReference reference;
  reference.length = end + (end < text.size() && text[end] == ';' ? 1 : 0);
  append_utf8(reference.text, code);
  return reference;
}

}  // namespace

void append_utf8(std::string& out, std::uint32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = kReplacement;
  const auto byte = [&](std::uint32_t value) { out.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  if (code_point < 0x80) return byte(code_point);
  if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
  } else {
    if (code_point < 0x10000) {
      byte(0xE0 | (code_point >> 12));
    } else {
      byte(0xF0 | (code_point >> 18));
      byte(0x80 | (code_point >> 12 & 0x3F));
    }
    byte(0x80 | (code_point >> 6 & 0x3F));
  }
  byte(0x80 | (code_point & 0x3F));
}

std::optional<CharacterReference> character_reference_at(std::string_view text) {
  if (text.size() < 2 || text[0] != '&') return std::nullopt;
  if (text[1] == '#') return numeric_reference(text);
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName && is_alphanumeric(text[end])) ++end;
  if (end < text.size() && text[end] == ';')
    if (const auto* row = named(text.substr(1, end - 1))) return CharacterReference{end + 1, text_of_codes(row->codes)};
  for (; end > 2; --end)
    if (const auto* row = named(text.substr(1, end - 1)); row != nullptr && row->bare)
      return CharacterReference{end, text_of_codes(row->codes)};
  return std::nullopt;
}

std::string entities_resolved(std::string_view text) {
  std::string resolved;
  resolved.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.find('&', at), text.size());
    resolved.append(text, at, next - at);
    at = next;
    if (at == text.size()) break;
    if (const auto reference = character_reference_at(text.substr(at))) {
      resolved += reference->text;
      at += reference->length;
    } else {
      resolved.push_back(text[at++]);
    }
  }
  return resolved;
}

}  // namespace mingdan
