#include "fetch/http_checks.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "archive/header_fields.hpp"
#include "archive/transfer_decoding.hpp"

namespace mingdan {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::size_t kTail = 4096;  // where a document's end is looked for

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && rest == end && !text.empty() ? std::optional(value) : std::nullopt;
}

bool is_chunked(const HeaderFields& fields) {
  return lower_case(field_named(fields, "Transfer-Encoding").value_or("")).find("chunked") != std::string::npos;
}

Error contradictory(const std::string& why) {
  return {"contradictory_length", "the answer contradicts itself on where it ends (" + why + "); it is not trusted"};
}

bool says_its_end(const HeaderFields& fields) {
  return is_chunked(fields) || field_named(fields, "Content-Length").has_value();
}

/// Whether HTML or JSON comes to its end; anything else can't be told.
bool ends_as_document(std::string_view body, std::string_view type) {
  const auto tail = lower_case(body.substr(body.size() - std::min(body.size(), kTail)));
  const auto last = tail.find_last_not_of(" \t\r\n\0");
  if (last == std::string::npos) return true;
  if (type.ends_with("html"))
    return tail.find("</html") != std::string::npos || tail.find("</body") != std::string::npos;
  if (type.ends_with("json")) return tail[last] == '}' || tail[last] == ']';
  if (type.ends_with("xml")) return tail[last] == '>';
  return true;
}

}  // namespace

Result<void> check_framing(std::string_view response_head) {
  const auto head = read_header_block(response_head);
  std::optional<std::uint64_t> length;
  for (const auto& [name, value] : head.fields) {
    if (!equal_ignoring_case(name, "Content-Length")) continue;
    const auto told = number_in(value);
    if (!told) return std::unexpected(contradictory("a length that is no number"));
    if (length && *length != *told) return std::unexpected(contradictory("two different lengths"));
    length = told;
  }
  if (length && is_chunked(head.fields)) return std::unexpected(contradictory("a length and chunks"));
  return {};
}

Result<void> check_body(std::string_view response_head, std::string_view body, std::size_t most_decoded) {
  const auto head = read_header_block(response_head);
  auto decoded = content_decoded(body, field_named(head.fields, "Content-Encoding").value_or(""), most_decoded);
  if (!decoded && decoded.error().code == "too_large")
    return std::unexpected(
        Error{"decoded_too_large",
              "the answer unpacks to more than " + std::to_string(most_decoded >> 20U) + " MiB; it is not read"});
  if (!decoded) return std::unexpected(decoded.error());
  if (says_its_end(head.fields)) return {};
  if (ends_as_document(*decoded, essence_of(field_named(head.fields, "Content-Type").value_or("")))) return {};
  return std::unexpected(Error{"incomplete", "the connection ended before the document did"});
}

std::optional<seconds> retry_after_in(std::string_view response_head, Instant now) {
  const auto head = read_header_block(response_head);
  const auto field = field_named(head.fields, "Retry-After");
  if (!field || field->empty()) return std::nullopt;
  constexpr auto kLongest = seconds(hours(24));
  if (field->find_first_not_of("0123456789") == std::string_view::npos)
    return std::min(seconds(std::min<std::uint64_t>(number_in(*field).value_or(UINT32_MAX), UINT32_MAX)), kLongest);
  const auto date = curl_getdate(std::string(*field).c_str(), nullptr);
  if (date < 0) return std::nullopt;
  const auto own_date = curl_getdate(std::string(field_named(head.fields, "Date").value_or("")).c_str(), nullptr);
  const auto from = own_date >= 0 ? own_date : std::chrono::system_clock::to_time_t(std::chrono::floor<seconds>(now));
  return std::clamp(seconds(date - from), seconds(0), kLongest);
}

std::optional<std::string> location_in(std::string_view response_head) {
  const auto head = read_header_block(response_head);
  std::optional<std::string> location;
  for (const auto& [name, value] : head.fields) {
    if (!equal_ignoring_case(name, "Location")) continue;
    if (location && *location != value) return std::nullopt;
    location = value;
  }
  return location;
}

}  // namespace mingdan
