#include "archive/transfer_decoding.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "archive/header_fields.hpp"

namespace mingdan {
namespace {

constexpr int kGzipOrZlib = 15 + 32;
constexpr int kRawDeflate = -15;
constexpr int kMaxEncodings = 3;

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// Blanks at a line's end were added on the way; a line that ends in "=" goes on in the next one.
void append_printable_line(std::string& decoded, std::string_view line, bool has_end) {
  const bool carriage_return = line.ends_with('\r');
  line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  const bool soft = line.ends_with('=');
  if (soft) line.remove_suffix(1);
  for (std::size_t at = 0; at < line.size(); ++at) {
    const int high = line[at] == '=' && at + 2 < line.size() ? hex_value(line[at + 1]) : -1;
    const int low = high >= 0 ? hex_value(line[at + 2]) : -1;
    if (low < 0) {
      decoded.push_back(line[at]);
      continue;
    }
    decoded.push_back(static_cast<char>(high * 16 + low));
    at += 2;
  }
  if (!soft && has_end) decoded += carriage_return ? "\r\n" : "\n";
}

struct InflateEnd {
  void operator()(z_stream* stream) const {
    inflateEnd(stream);
    delete stream;  // NOLINT(cppcoreguidelines-owning-memory): the deleter is the owner
  }
};

Error damaged(const char* why) { return {"damaged_body", std::string("the compressed body is damaged: ") + why}; }

Error over_limit(std::size_t limit) {
  return {"too_large", "the body unpacks to more than " + std::to_string(limit / (1024 * 1024)) + " MiB"};
}

/// Unpacks one stream from `bytes` and moves behind it.
std::optional<Error> inflate_member(std::string_view& bytes, int window_bits, std::size_t limit, std::string& out) {
  const std::unique_ptr<z_stream, InflateEnd> stream(new z_stream{});
  if (inflateInit2(stream.get(), window_bits) != Z_OK) return damaged("no memory");
  stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write to its input
  stream->avail_in = static_cast<uInt>(bytes.size());
  std::array<char, 65536> buffer{};
  int status = Z_OK;
  while (status == Z_OK) {
    stream->next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream->avail_out = static_cast<uInt>(buffer.size());
    status = inflate(stream.get(), Z_NO_FLUSH);
    const auto got = buffer.size() - stream->avail_out;
    if (out.size() + got > limit) return over_limit(limit);
    out.append(buffer.data(), got);
  }
  if (status == Z_BUF_ERROR) return damaged("it is cut off");
  if (status != Z_STREAM_END) return damaged("it is not a valid stream");
  bytes.remove_prefix(bytes.size() - stream->avail_in);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> base64_decoded(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  int held = 0;
  bool padded = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    padded = padded || c == '=';
    if (c == '=') continue;
    const int value = base64_value(c);
    if (value < 0 || padded) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push_back(static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU));
  }
  if (held == 6) return std::nullopt;
  return bytes;
}

std::string quoted_printable_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const auto end = text.find('\n');
    const bool has_end = end != std::string_view::npos;
    append_printable_line(decoded, text.substr(0, end), has_end);
    text.remove_prefix(has_end ? end + 1 : text.size());
  }
  return decoded;
}

std::optional<std::string> dechunked(std::string_view body) {
  std::string decoded;
  while (true) {
    std::size_t size = 0;
    std::size_t digits = 0;
    for (; digits < body.size() && hex_value(body[digits]) >= 0; ++digits) {
      if (digits > 8) return std::nullopt;
      size = size * 16 + static_cast<std::size_t>(hex_value(body[digits]));
    }
    const auto line_end = body.find('\n');
    if (digits == 0 || line_end == std::string_view::npos) return std::nullopt;
    const auto extension = without_outer_blanks(body.substr(digits, line_end - digits));
    if (!extension.empty() && extension.front() != ';') return std::nullopt;
    body.remove_prefix(line_end + 1);
    if (size == 0) return decoded;
    if (size > body.size()) return std::nullopt;
    decoded += body.substr(0, size);
    body.remove_prefix(size);
    if (body.starts_with('\r')) body.remove_prefix(1);
    if (!body.starts_with('\n')) return std::nullopt;
    body.remove_prefix(1);
  }
}

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b\x08"); }

bool has_zlib_header(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto second = static_cast<unsigned char>(bytes[1]);
  return (first & 0x8FU) == 8 && (first * 256U + second) % 31U == 0;
}

bool looks_like_text(std::string_view bytes) {
  const auto head = bytes.substr(0, 512);
  return std::ranges::none_of(head, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
  });
}

Result<std::string> inflated(std::string_view bytes, std::size_t limit) {
  std::string out;
  const bool gzip = is_gzip(bytes);
  const int window_bits = gzip || has_zlib_header(bytes) ? kGzipOrZlib : kRawDeflate;
  do {
    if (auto error = inflate_member(bytes, window_bits, limit, out)) return std::unexpected(std::move(*error));
  } while (gzip && is_gzip(bytes));
  return out;
}

Result<std::string> content_decoded(std::string_view body, std::string_view content_encoding, std::size_t limit) {
  const auto encoding = lower_case(without_outer_blanks(content_encoding));
  if (encoding.find("deflate") != std::string::npos && !looks_like_text(body)) return inflated(body, limit);
  if (!is_gzip(body)) {
    if (encoding.empty() || encoding == "identity" || encoding.find("gzip") != std::string::npos ||
        looks_like_text(body))
      return std::string(body);
    return std::unexpected(Error{"unsupported_encoding", "the body is encoded as " + encoding +
                                                             ", which is not read; save it without encoding"});
  }
  auto decoded = inflated(body, limit);
  for (int layer = 1; decoded && is_gzip(*decoded) && layer < kMaxEncodings; ++layer)
    decoded = inflated(*decoded, limit);
  return decoded;
}

}  // namespace mingdan
