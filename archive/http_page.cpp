#include "archive/http_page.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "archive/input_kind.hpp"
#include "archive/page_reader.hpp"
#include "archive/transfer_decoding.hpp"

namespace mingdan {
namespace {

constexpr std::array<int, 5> kAntiBotStatuses{403, 412, 429, 503, 521};

/// What Content-Type promises; nullopt inside when it promises no page, nullopt outside when it says nothing.
std::optional<std::optional<MediaType>> promised_type(std::string_view content_type) {
  const auto type = essence_of(content_type);
  if (type.empty() || type == "application/octet-stream" || type == "text/plain") return std::nullopt;
  if (type == "text/html" || type == "application/xhtml+xml") return MediaType::html;
  if (type == "text/markdown" || type == "text/x-markdown") return MediaType::markdown;
  if (type == "application/json" || type.ends_with("+json") || type == "text/json") return MediaType::json;
  return std::optional<MediaType>{};
}

bool has_nul_bytes(std::string_view body) { return body.substr(0, 1024).find('\0') != std::string_view::npos; }

}  // namespace

std::optional<int> status_in(std::string_view line) {
  const auto blank = line.find(' ');
  if (!line.starts_with("HTTP/") || blank == std::string_view::npos) return std::nullopt;
  int status = 0;
  const auto digits = line.substr(blank + 1, 3);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), status);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return status;
}

bool is_page_status(int status) {
  return (status >= 200 && status < 300) || std::ranges::find(kAntiBotStatuses, status) != kAntiBotStatuses.end();
}

Result<bool> set_body(Page& page, std::string_view body, std::string_view content_type) {
  const auto promised = promised_type(content_type);
  if (promised && !*promised) return false;
  std::optional<std::string> joined;
  if (equal_ignoring_case(field_named(page.headers, "Transfer-Encoding").value_or(""), "chunked"))
    joined = dechunked(body);
  auto decoded = content_decoded(joined ? *joined : body, field_named(page.headers, "Content-Encoding").value_or(""),
                                 kMaxDecodedBytes);
  if (!decoded) return std::unexpected(decoded.error());
  const auto foreign = foreign_format_of(*decoded);
  if (foreign && promised)
    return std::unexpected(Error{"unsupported_format", "this is " + std::string(*foreign) + ", not a web page"});
  if (foreign || (!promised && has_nul_bytes(*decoded)) || is_feed(*decoded)) return false;
  page.media_type = promised ? **promised : media_type_of(std::string_view(*decoded).substr(0, kSniffBytes), "");
  page.http_charset = parameter_of(content_type, "charset");
  page.body = std::move(*decoded);
  return true;
}

Result<bool> set_http_answer(Page& page, std::string_view message) {
  const auto status = status_in(message.substr(0, message.find('\n')));
  if (!status)
    return std::unexpected(Error{"damaged_archive", "the record should hold an HTTP answer, but has no status line"});
  auto head = read_header_block(message);
  page.status = status;
  page.headers = std::move(head.fields);
  if (!is_page_status(*status)) return false;
  const std::string content_type(field_named(page.headers, "Content-Type").value_or(""));
  return set_body(page, message.substr(head.length), content_type);
}

}  // namespace mingdan
