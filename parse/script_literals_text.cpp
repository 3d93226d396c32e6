#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "parse/script_literals.hpp"

namespace mingdan {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kMaxEntity = 12;  ///< bytes from & to ;

void append_utf8(std::string& text, char32_t point) {
  if (point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = kReplacement;
  const auto byte = [&text](char32_t value) { text.push_back(static_cast<char>(value)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | (point >> 18));
    byte(0x80 | ((point >> 12) & 0x3F));
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

/// Builds a mapped text: bytes taken as they are are joined to one run, replaced ones get a run of their own.
class MappedWriter {
 public:
  void copy(char byte, std::size_t source_at) {
    auto& runs = mapped_.runs;
    if (!copying_ || runs.back().source_offset + runs.back().source_length != source_at) {
      runs.push_back({static_cast<std::uint32_t>(mapped_.text.size()), 0, static_cast<std::uint32_t>(source_at), 0});
    }
    copying_ = true;
    ++runs.back().text_length;
    ++runs.back().source_length;
    mapped_.text.push_back(byte);
  }
  void replace(char32_t point, Span source) {
    const auto start = mapped_.text.size();
    append_utf8(mapped_.text, point);
    mapped_.runs.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(mapped_.text.size() - start),
                            static_cast<std::uint32_t>(source.offset), static_cast<std::uint32_t>(source.length)});
    copying_ = false;
  }
  MappedText finish() { return std::move(mapped_); }

 private:
  MappedText mapped_;
  bool copying_ = false;
};

std::optional<char32_t> hex_value(std::string_view digits) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

struct Escape {
  std::optional<char32_t> point;  ///< nullopt: stands for nothing (a line continuation)
  std::size_t length = 2;
};

Escape unicode_escape(std::string_view rest) {
  if (rest.starts_with("\\u{")) {
    const auto close = rest.substr(0, kMaxEntity).find('}');
    if (close == std::string_view::npos) return {U'u', 2};
    return {hex_value(rest.substr(3, close - 3)).value_or(kReplacement), close + 1};
  }
  const auto high = rest.size() >= 6 ? hex_value(rest.substr(2, 4)) : std::nullopt;
  if (!high) return {U'u', 2};
  if (*high < 0xD800 || *high > 0xDBFF) return {high, 6};
  const auto low = rest.size() >= 12 && rest.substr(6, 2) == "\\u" ? hex_value(rest.substr(8, 4)) : std::nullopt;
  if (!low || *low < 0xDC00 || *low > 0xDFFF) return {kReplacement, 6};
  return {0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00), 12};
}

/// The escape at the front of `rest`, which begins with a backslash and has a byte behind it.
Escape escape_at(std::string_view rest) {
  switch (rest[1]) {
    case 'n':
      return {U'\n', 2};
    case 'r':
      return {U'\r', 2};
    case 't':
      return {U'\t', 2};
    case 'b':
      return {U'\b', 2};
    case 'f':
      return {U'\f', 2};
    case 'v':
      return {U'\v', 2};
    case '0':
      return {kReplacement, 2};
    case '\n':
      return {std::nullopt, 2};
    case '\r':
      return {std::nullopt, rest.size() > 2 && rest[2] == '\n' ? 3U : 2U};
    case 'x':
      if (const auto point = rest.size() >= 4 ? hex_value(rest.substr(2, 2)) : std::nullopt) return {point, 4};
      return {U'x', 2};
    case 'u':
      return unicode_escape(rest);
    default:
      return {static_cast<char32_t>(static_cast<unsigned char>(rest[1])), 2};
  }
}

MappedText without_script_escapes(std::string_view source, Span raw) {
  MappedWriter writer;
  const auto end = std::min(raw.end(), source.size());
  for (auto at = raw.offset; at < end;) {
    if (source[at] != '\\' || at + 1 >= end) {
      writer.copy(source[at], at);
      ++at;
      continue;
    }
    if (static_cast<unsigned char>(source[at + 1]) >= 0x80) {  // a letter of several bytes behind the backslash
      ++at;
      continue;
    }
    const auto escape = escape_at(source.substr(at, end - at));
    if (escape.point) writer.replace(*escape.point, {at, escape.length});
    at += escape.length;
  }
  return writer.finish();
}

struct Entity {
  char32_t point = 0;
  std::size_t length = 0;  ///< 0: none
};

Entity entity_at(std::string_view rest) {
  static constexpr std::array<std::pair<std::string_view, char32_t>, 8> kNamed{{{"&amp;", U'&'},
                                                                                {"&lt;", U'<'},
                                                                                {"&gt;", U'>'},
                                                                                {"&quot;", U'"'},
                                                                                {"&apos;", U'\''},
                                                                                {"&nbsp;", U' '},
                                                                                {"&yen;", U'¥'},
                                                                                {"&#39;", U'\''}}};
  for (const auto& [name, point] : kNamed)
    if (rest.starts_with(name)) return {point, name.size()};
  if (!rest.starts_with("&#")) return {};
  const auto close = rest.substr(0, kMaxEntity).find(';');
  if (close == std::string_view::npos || close < 3) return {};
  const bool hex = rest[2] == 'x' || rest[2] == 'X';
  const auto digits = rest.substr(hex ? 3 : 2, close - (hex ? 3 : 2));
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) return {};
  return {value, close + 1};
}

}  // namespace

MappedText text_of(std::string_view source, const ScriptLiteral& literal) {
  auto mapped = without_script_escapes(source, literal.raw);
  return literal.html ? without_entities(mapped) : mapped;
}

MappedText without_entities(const MappedText& escaped) {
  if (escaped.text.find('&') == std::string::npos) return escaped;
  MappedWriter writer;
  const std::string_view text = escaped.text;
  for (std::size_t at = 0; at < text.size();) {
    const auto entity = text[at] == '&' ? entity_at(text.substr(at)) : Entity{};
    if (entity.length == 0) {
      writer.copy(text[at], at);
      ++at;
    } else {
      writer.replace(entity.point, {at, entity.length});
      at += entity.length;
    }
  }
  auto mapped = writer.finish();
  mapped.runs = composed(mapped.runs, escaped);
  return mapped;
}

std::string without_entities(std::string_view escaped) {
  return without_entities(MappedText{std::string(escaped), {}}).text;
}

}  // namespace mingdan
