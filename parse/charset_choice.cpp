#include "parse/charset_choice.hpp"

#include <algorithm>
#include <array>

#include "parse/html_scan.hpp"
#include "text/charset.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kPrescanBytes = 8192;  // the standard asks for 1024; saved pages carry comments before the head
constexpr std::size_t kSampleBytes = 4096;

/// How well bytes read as UTF-8.
struct Utf8Look {
  std::size_t wide = 0;  ///< sequences of three bytes or more
  std::size_t narrow = 0;
  std::size_t bad = 0;  ///< a sequence cut off by the end of the page is not bad
};

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

Utf8Look look_as_utf8(std::string_view bytes) {
  Utf8Look look;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = byte_at(bytes, at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4) {
      ++look.bad;
      ++at;
    } else if (at + length > bytes.size()) {
      const auto tail = bytes.substr(at + 1);
      if (std::ranges::any_of(tail, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; })) ++look.bad;
      ++at;
      while (at < bytes.size() && (byte_at(bytes, at) & 0xC0) == 0x80) ++at;
    } else if (is_valid_utf8(bytes.substr(at, length))) {
      ++(length > 2 ? look.wide : look.narrow);
      at += length;
    } else {
      ++look.bad;
      ++at;
    }
  }
  return look;
}

std::optional<std::string_view> charset_by_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  return std::nullopt;
}

/// UTF-16 without a mark: ASCII markup leaves every other byte zero.
std::optional<std::string_view> charset_by_zeros(std::string_view bytes) {
  const auto sample = bytes.substr(0, kSampleBytes);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t at = 0; at < sample.size(); ++at)
    if (sample[at] == '\0') ++zeros[at % 2];
  if (sample.size() < 4) return std::nullopt;
  if (zeros[1] * 4 > sample.size() && zeros[0] * 16 < zeros[1]) return "utf-16le";
  if (zeros[0] * 4 > sample.size() && zeros[1] * 16 < zeros[0]) return "utf-16be";
  return std::nullopt;
}

bool is_big5_host(const Page& page) {
  for (const auto& address : {page.final_url, page.url}) {
    const auto parts = address ? split_url(*address) : std::nullopt;
    if (!parts) continue;
    const std::string_view host = parts->host;
    if (host.ends_with(".hk") || host.ends_with(".tw") || host.starts_with("big5.")) return true;
  }
  return false;
}

/// Whether bytes above 0x7F come in pairs, as in Chinese text, rather than alone, as in words of western languages.
bool high_bytes_pair_up(std::string_view bytes) {
  std::size_t high = 0;
  std::size_t alone = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (byte_at(bytes, at) < 0x80) continue;
    ++high;
    const bool before = at > 0 && byte_at(bytes, at - 1) >= 0x80;
    const bool after = at + 1 < bytes.size() && byte_at(bytes, at + 1) >= 0x80;
    if (!before && !after) ++alone;
  }
  return alone * 5 <= high;
}

std::string charset_of_bytes(std::string_view bytes, std::optional<std::string_view> declared, bool big5_host) {
  const auto look = look_as_utf8(bytes);
  if (look.wide + look.narrow + look.bad == 0) {
    const bool usable = declared && !declared->starts_with("utf-16");
    return std::string(usable ? *declared : std::string_view("utf-8"));
  }
  const bool chinese = declared == "gb18030" || declared == "big5";
  const bool mostly = look.wide + look.narrow >= 2 * look.bad && look.wide + look.narrow > 0;
  if (mostly && (look.wide > 0 || !chinese)) return "utf-8";
  const bool try_big5 = declared == "big5" || (big5_host && declared != "gb18030");
  if (try_big5 && decode(bytes, "big5").replaced <= decode(bytes, "gb18030").replaced + bytes.size() / 200)
    return "big5";
  if (declared == "windows-1252" && !high_bytes_pair_up(bytes)) return "windows-1252";
  return look.bad == 0 && !chinese ? "utf-8" : "gb18030";
}

std::string_view trimmed_label(std::string_view label) {
  const auto blank = [](char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '"' || c == '\'' || c == '\\';
  };  // \ in escaped dumps
  while (!label.empty() && blank(label.front())) label.remove_prefix(1);
  while (!label.empty() && blank(label.back())) label.remove_suffix(1);
  return label;
}

/// HTML standard, "extracting a character encoding from a meta element".
std::optional<std::string_view> charset_in_content(std::string_view content) {
  for (std::size_t at = 0; at + 7 <= content.size(); ++at) {
    if (!equals_ascii_caseless(content.substr(at, 7), "charset")) continue;
    auto rest = content.substr(at + 7);
    const auto sign = rest.find_first_not_of(" \t\n\r\f");
    if (sign == std::string_view::npos || rest[sign] != '=') continue;
    rest.remove_prefix(sign + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n\r\f"), rest.size()));
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    const auto end = quoted ? rest.find(rest[0], 1) : rest.find_first_of(" \t\n\r\f;");
    if (quoted && end == std::string_view::npos) return std::nullopt;
    const auto label = trimmed_label(rest.substr(0, end));
    return label.empty() ? std::nullopt : std::optional(label);
  }
  return std::nullopt;
}

std::optional<std::string_view> charset_of_meta(const HtmlToken& token) {
  if (const auto charset = raw_attribute(token.attributes, "charset"); charset && !trimmed_label(*charset).empty())
    return trimmed_label(*charset);
  const auto pragma = raw_attribute(token.attributes, "http-equiv");
  const auto content = raw_attribute(token.attributes, "content");
  if (!pragma || !content || !equals_ascii_caseless(trimmed_label(*pragma), "content-type")) return std::nullopt;
  return charset_in_content(*content);
}

/// What a label stands for when it comes from the page itself: a page whose meta can be read is not UTF-16.
std::optional<std::string_view> encoding_in_meta(std::string_view label) {
  const auto encoding = encoding_for_label(label);
  return encoding && encoding->starts_with("utf-16") ? std::optional<std::string_view>("utf-8") : encoding;
}

Finding conflict_finding(std::string message, bool damaged) {
  return {"charset_conflict", damaged ? Severity::warning : Severity::info, std::move(message), std::nullopt};
}

}  // namespace

std::optional<std::string_view> meta_charset(std::string_view bytes) {
  HtmlScanner scanner(bytes.substr(0, kPrescanBytes));
  for (auto token = scanner.next(); token.kind != HtmlTokenKind::end; token = scanner.next()) {
    if (token.kind != HtmlTokenKind::start_tag || !equals_ascii_caseless(token.name, "meta")) continue;
    if (const auto label = charset_of_meta(token)) return label;
  }
  return std::nullopt;
}

CharsetChoice choose_charset(const Page& page) {
  const std::string_view bytes = page.body;
  const auto header = page.http_charset ? std::optional(trimmed_label(*page.http_charset)) : std::nullopt;
  const auto meta = meta_charset(bytes);
  const auto header_encoding = header ? encoding_for_label(*header) : std::nullopt;
  const auto meta_encoding = meta ? encoding_in_meta(*meta) : std::nullopt;
  const auto declared = header_encoding ? header_encoding : meta_encoding;

  CharsetChoice choice;
  if (const auto mark = charset_by_mark(bytes))
    choice.charset = *mark;
  else if (const auto zeros = charset_by_zeros(bytes))
    choice.charset = *zeros;
  else
    choice.charset = charset_of_bytes(bytes, declared, is_big5_host(page));

  const auto note = [&](std::string_view where, std::string_view label, std::optional<std::string_view> encoding) {
    if (choice.conflict || encoding == choice.charset) return;
    choice.conflict =
        conflict_finding(std::string(where) + " says " + std::string(label) + ", the bytes are " + choice.charset,
                         decode(bytes, choice.charset).replaced > 0);
  };
  const bool ascii = std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii && !bytes.empty() && !choice.charset.starts_with("utf-16")) return choice;
  if (header) note("the HTTP header", *header, header_encoding);
  if (meta) note("the page", *meta, meta_encoding);
  return choice;
}

}  // namespace mingdan
