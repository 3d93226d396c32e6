#include "parse/decoded_page.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "parse/charset_choice.hpp"
#include "parse/html_entities.hpp"
#include "text/charset.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

std::size_t occurrences(std::string_view text, std::string_view wanted) {
  std::size_t count = 0;
  for (auto at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + wanted.size())) ++count;
  return count;
}

/// The inside of one JSON string: markup whose attributes are quoted as \"…\" from the first to the last.
bool is_escaped_dump(std::string_view text) {
  auto begin = trimmed(text);
  if (begin.starts_with('"')) begin.remove_prefix(1);
  if (!begin.starts_with('<')) return false;
  const auto escaped = occurrences(text, "=\\\"");
  const auto plain = occurrences(text, "=\"");
  if (escaped + occurrences(text, "\\n") < 3 || escaped == 0) return false;
  return plain * 20 <= escaped;
}

std::optional<std::uint32_t> unicode_escape(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  std::uint32_t unit = 0;
  const auto read = std::from_chars(text.data() + at + 2, text.data() + at + 6, unit, 16);
  if (read.ec != std::errc{} || read.ptr != text.data() + at + 6) return std::nullopt;
  return unit;
}

struct Unescaped {
  std::string text;
  std::size_t length = 0;  ///< bytes of the escape
};

/// The escape at `at`; what JSON has no escape for stays as it is.
Unescaped read_escape(std::string_view text, std::size_t at) {
  constexpr std::string_view kLetters = "nrtbf\"\\/";
  constexpr std::string_view kMeanings = "\n\r\t\b\f\"\\/";
  if (at + 1 >= text.size()) return {"\\", 1};
  if (const auto letter = kLetters.find(text[at + 1]); letter != std::string_view::npos)
    return {std::string(1, kMeanings[letter]), 2};
  const auto unit = unicode_escape(text, at);
  if (!unit || *unit == 0) return {"\\", 1};
  Unescaped read{{}, 6};
  auto point = *unit;
  const auto low = unicode_escape(text, at + 6);
  if (point >= 0xD800 && point < 0xDC00 && low && *low >= 0xDC00 && *low < 0xE000) {
    point = 0x10000 + ((point - 0xD800) << 10) + (*low - 0xDC00);
    read.length = 12;
  }
  append_utf8(read.text, point);
  return read;
}

void add_run(std::vector<Run>& runs, std::size_t text_at, std::size_t text_length, std::size_t at, std::size_t length) {
  if (text_length == 0) return;
  runs.push_back({static_cast<std::uint32_t>(text_at), static_cast<std::uint32_t>(text_length),
                  static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(length)});
}

std::string unescape_dump(std::string_view text, std::vector<Run>& runs) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.find('\\', at), text.size());
    add_run(runs, plain.size(), next - at, at, next - at);
    plain += text.substr(at, next - at);
    at = next;
    if (at == text.size()) break;
    const auto escape = read_escape(text, at);
    add_run(runs, plain.size(), escape.text.size(), at, escape.length);
    plain += escape.text;
    at += escape.length;
  }
  return plain;
}

}  // namespace

DecodedPage decode_page(const Page& page) {
  DecodedPage decoded;
  auto choice = choose_charset(page);
  decoded.charset = std::move(choice.charset);
  if (choice.conflict) decoded.findings.push_back(std::move(*choice.conflict));
  decoded.text = decode(page.body, decoded.charset).text;
  if (page.media_type == MediaType::html && is_escaped_dump(decoded.text))
    decoded.text = unescape_dump(decoded.text, decoded.unescaped);
  return decoded;
}

}  // namespace mingdan
