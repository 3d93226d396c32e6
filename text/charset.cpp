#include "text/charset.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "text/charset_tables.hpp"

namespace mingdan {
namespace {

struct Label {
  std::string_view label;
  std::string_view encoding;
};

// WHATWG Encoding standard, section 4.2, the encodings that Chinese pages come in. Sorted by label.
constexpr auto kLabels = std::to_array<Label>({
    {"ansi_x3.4-1968", "windows-1252"},
    {"ascii", "windows-1252"},
    {"big5", "big5"},
    {"big5-hkscs", "big5"},
    {"chinese", "gb18030"},
    {"cn-big5", "big5"},
    {"cp1252", "windows-1252"},
    {"cp819", "windows-1252"},
    {"csbig5", "big5"},
    {"csgb2312", "gb18030"},
    {"csiso58gb231280", "gb18030"},
    {"csisolatin1", "windows-1252"},
    {"csunicode", "utf-16le"},
    {"gb18030", "gb18030"},
    {"gb2312", "gb18030"},
    {"gb_2312", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"gbk", "gb18030"},
    {"ibm819", "windows-1252"},
    {"iso-10646-ucs-2", "utf-16le"},
    {"iso-8859-1", "windows-1252"},
    {"iso-ir-100", "windows-1252"},
    {"iso-ir-58", "gb18030"},
    {"iso8859-1", "windows-1252"},
    {"iso88591", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"iso_8859-1:1987", "windows-1252"},
    {"l1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"ucs-2", "utf-16le"},
    {"unicode", "utf-16le"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"unicode11utf8", "utf-8"},
    {"unicode20utf8", "utf-8"},
    {"unicodefeff", "utf-16le"},
    {"unicodefffe", "utf-16be"},
    {"us-ascii", "windows-1252"},
    {"utf-16", "utf-16le"},
    {"utf-16be", "utf-16be"},
    {"utf-16le", "utf-16le"},
    {"utf-8", "utf-8"},
    {"utf8", "utf-8"},
    {"windows-1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"x-gbk", "gb18030"},
    {"x-unicode20utf8", "utf-8"},
    {"x-x-big5", "big5"},
});
static_assert(std::ranges::is_sorted(kLabels, [](const Label& a, const Label& b) { return a.label < b.label; }));

constexpr std::array<char16_t, 32> kWindows1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0x100U;
}

bool between(unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; }

class Writer {
 public:
  explicit Writer(std::size_t expected) { decoded_.text.reserve(expected); }

  void ascii(std::string_view run) { decoded_.text += run; }
  void replace() {
    decoded_.text += "\uFFFD";
    ++decoded_.replaced;
  }
  void point(std::uint32_t code) {
    if (code == 0) return replace();
    const auto put = [&](std::uint32_t value) {
      decoded_.text.push_back(static_cast<char>(static_cast<unsigned char>(value)));
    };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
      put(0xC0 | code >> 6);
    } else if (code < 0x10000) {
      put(0xE0 | code >> 12);
      put(0x80 | (code >> 6 & 0x3F));
    } else {
      put(0xF0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3F));
      put(0x80 | (code >> 6 & 0x3F));
    }
    put(0x80 | (code & 0x3F));
  }
  DecodedText take() { return std::move(decoded_); }

 private:
  DecodedText decoded_;
};

/// Bytes 0x01–0x7F from `at` on.
std::string_view ascii_run(std::string_view bytes, std::size_t at) {
  auto end = at;
  while (end < bytes.size() && between(byte_at(bytes, end), 0x01, 0x7F)) ++end;
  return bytes.substr(at, end - at);
}

/// Length of the well-formed UTF-8 sequence at `at`; 0 when it is not, then `bad` holds the length to replace.
std::size_t utf8_length(std::string_view bytes, std::size_t at, std::size_t& bad) {
  const auto lead = byte_at(bytes, at);
  std::size_t length = 0;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  bad = 1;
  if (lead < 0x80) return 1;
  if (between(lead, 0xC2, 0xDF))
    length = 2;
  else if (between(lead, 0xE0, 0xEF))
    length = 3;
  else if (between(lead, 0xF0, 0xF4))
    length = 4;
  else
    return 0;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (std::size_t i = 1; i < length; ++i) {
    if (!between(byte_at(bytes, at + i), low, high)) {
      bad = i;
      return 0;
    }
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

DecodedText decode_utf8(std::string_view bytes) {
  Writer out(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    if (const auto run = ascii_run(bytes, at); !run.empty()) {
      out.ascii(run);
      at += run.size();
      continue;
    }
    std::size_t bad = 1;
    const auto length = bytes[at] == '\0' ? 0 : utf8_length(bytes, at, bad);
    if (length == 0)
      out.replace();
    else
      out.ascii(bytes.substr(at, length));
    at += length == 0 ? bad : length;
  }
  return out.take();
}

/// Reads a four-byte code at `at`; 0 when its form is right but no character has it, nullopt when it is none.
std::optional<std::uint32_t> gb18030_quad(std::string_view bytes, std::size_t at) {
  if (!between(byte_at(bytes, at + 1), 0x30, 0x39) || !between(byte_at(bytes, at + 2), 0x81, 0xFE) ||
      !between(byte_at(bytes, at + 3), 0x30, 0x39))
    return std::nullopt;
  const auto pointer = ((byte_at(bytes, at) - 0x81) * 10 + byte_at(bytes, at + 1) - 0x30) * 1260 +
                       (byte_at(bytes, at + 2) - 0x81) * 10 + byte_at(bytes, at + 3) - 0x30;
  if (pointer < gb18030_quads().size()) return gb18030_quads()[pointer];
  if (between(pointer, 189000, 1237575)) return pointer - 189000 + 0x10000;
  return 0;
}

/// One code at `at`, which is no ASCII: what it stands for (0 for nothing) and its length.
std::pair<std::uint32_t, std::size_t> gb18030_code(std::string_view bytes, std::size_t at) {
  const auto lead = byte_at(bytes, at);
  if (lead == 0x80) return {0x20AC, 1};
  if (!between(lead, 0x81, 0xFE)) return {0, 1};
  const auto trail = byte_at(bytes, at + 1);
  if (between(trail, 0x30, 0x39)) {
    const auto quad = gb18030_quad(bytes, at);
    if (quad && *quad != 0) return {*quad, 4};
    // A page that ends inside a code has one damaged character, not several.
    const bool cut = at + 4 > bytes.size() && (at + 2 >= bytes.size() || between(byte_at(bytes, at + 2), 0x81, 0xFE));
    return {0, cut ? bytes.size() - at : 1};
  }
  if (!between(trail, 0x40, 0xFE) || trail == 0x7F) return {0, trail < 0x80 || trail > 0xFF ? 1U : 2U};
  const auto pointer = (lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41);
  const std::uint32_t point = gb18030_pairs()[pointer];
  return {point, point == 0 && trail < 0x80 ? 1U : 2U};
}

void write_gb18030(std::string_view bytes, std::size_t& at, Writer& out) {
  const auto [point, length] = gb18030_code(bytes, at);
  out.point(point);
  at += length;
}

void write_big5(std::string_view bytes, std::size_t& at, Writer& out) {
  const auto lead = byte_at(bytes, at);
  const auto trail = byte_at(bytes, at + 1);
  const bool trailing = between(trail, 0x40, 0x7E) || between(trail, 0xA1, 0xFE);
  if (!between(lead, 0x81, 0xFE) || !trailing) {
    out.replace();
    at += between(lead, 0x81, 0xFE) && between(trail, 0x80, 0xFF) ? 2U : 1U;
    return;
  }
  const auto entry = big5_pairs()[(lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62)];
  out.point(entry.first);
  if (entry.second != 0) out.point(entry.second);
  at += entry.first == 0 && trail < 0x80 ? 1U : 2U;
}

void write_windows1252(std::string_view bytes, std::size_t& at, Writer& out) {
  const auto value = byte_at(bytes, at++);
  out.point(between(value, 0x80, 0x9F) ? kWindows1252[value - 0x80] : value);
}

template <class WriteCode>
DecodedText decode_by(std::string_view bytes, WriteCode write_code) {
  Writer out(bytes.size() + bytes.size() / 2);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto run = ascii_run(bytes, at);
    out.ascii(run);
    at += run.size();
    if (at >= bytes.size()) break;
    if (bytes[at] == '\0') {
      out.replace();
      ++at;
    } else {
      write_code(bytes, at, out);
    }
  }
  return out.take();
}

DecodedText decode_utf16(std::string_view bytes, bool big_endian) {
  Writer out(bytes.size());
  const auto unit_at = [&](std::size_t at) {
    return big_endian ? byte_at(bytes, at) << 8 | byte_at(bytes, at + 1)
                      : byte_at(bytes, at + 1) << 8 | byte_at(bytes, at);
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const auto unit = unit_at(at);
    if (!between(unit, 0xD800, 0xDFFF)) {
      out.point(unit);
    } else if (unit < 0xDC00 && at + 3 < bytes.size() && between(unit_at(at + 2), 0xDC00, 0xDFFF)) {
      out.point(0x10000 + ((unit - 0xD800) << 10) + unit_at(at + 2) - 0xDC00);
      at += 2;
    } else {
      out.replace();
    }
  }
  if (at < bytes.size()) out.replace();
  return out.take();
}

}  // namespace

std::optional<std::string_view> encoding_for_label(std::string_view label) {
  constexpr std::string_view kBlank = " \t\n\r\f";
  label.remove_prefix(std::min(label.find_first_not_of(kBlank), label.size()));
  label = label.substr(0, label.find_last_not_of(kBlank) + 1);
  std::string folded(label);
  std::ranges::transform(folded, folded.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto* found = std::ranges::lower_bound(kLabels, std::string_view(folded), {}, &Label::label);
  if (found == kLabels.end() || found->label != folded) return std::nullopt;
  return found->encoding;
}

DecodedText decode(std::string_view bytes, std::string_view encoding) {
  if (encoding == "gb18030") return decode_by(bytes, write_gb18030);
  if (encoding == "big5") return decode_by(bytes, write_big5);
  if (encoding == "windows-1252") return decode_by(bytes, write_windows1252);
  if (encoding == "utf-16le" || encoding == "utf-16be") return decode_utf16(bytes, encoding == "utf-16be");
  return decode_utf8(bytes);
}

bool is_valid_utf8(std::string_view bytes) {
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto length = utf8_length(bytes, at, bad);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

}  // namespace mingdan
