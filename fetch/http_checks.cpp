#include "fetch/http_checks.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "archive/content_ends.hpp"
#include "archive/header_fields.hpp"
#include "fetch/document_end.hpp"

namespace mingdan {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::size_t kStatusAt = 9;  // behind "HTTP/1.1 "

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && rest == end && !text.empty() ? std::optional(value) : std::nullopt;
}

/// All values of a list field, lower case, without the one that changes nothing; empty when there is none.
std::string codings_in(const HeaderFields& fields, std::string_view field) {
  std::string codings;
  for (const auto& [name, value] : fields) {
    if (!equal_ignoring_case(name, field) || value.empty() || equal_ignoring_case(value, "identity")) continue;
    codings.append(codings.empty() ? "" : ", ").append(lower_case(value));
  }
  return codings;
}

Error contradictory(const std::string& why) {
  return {"contradictory_length", "the answer contradicts itself on where it ends (" + why + "); it is not trusted"};
}

/// "Content-Length : 5" is a length for some readers and nothing for others.
bool has_blank_before_colon(std::string_view head) {
  while (!head.empty()) {
    const auto line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(head.size(), line.size() + 1));
    const auto name = line.substr(0, line.find(':'));
    const auto trimmed = without_outer_blanks(name);
    const bool frames =
        equal_ignoring_case(trimmed, "Content-Length") || equal_ignoring_case(trimmed, "Transfer-Encoding");
    if (frames && trimmed.size() != name.size()) return true;
  }
  return false;
}

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
  if (has_blank_before_colon(response_head)) return std::unexpected(contradictory("a blank before a colon"));
  const auto coding = codings_in(head.fields, "Transfer-Encoding");
  if (!coding.empty() && coding != "chunked")
    return std::unexpected(Error{"unsupported_encoding", "the answer is sent as " + coding + ", which is not read"});
  if (length && !coding.empty()) return std::unexpected(contradictory("a length and chunks"));
  return {};
}

}  // namespace

std::optional<int> status_of_head(std::string_view response_head) {
  if (!response_head.starts_with("HTTP/1.") || response_head.size() < kStatusAt + 3) return std::nullopt;
  const auto status = number_in(response_head.substr(kStatusAt, 3));
  return status ? std::optional(static_cast<int>(*status)) : std::nullopt;
}

Result<void> check_head(std::string_view response_head, bool conditional) {
  const auto status = status_of_head(response_head);
  if (!status) return std::unexpected(Error{"bad_http", "the answer is no HTTP/1.1"});
  if (*status < 200) return std::unexpected(Error{"bad_http", "the answer is an interim one only"});
  if (*status == 206) return std::unexpected(Error{"bad_http", "the answer is a part, though all was asked for"});
  if (*status == 304 && !conditional)
    return std::unexpected(Error{"bad_http", "the answer says that nothing changed, though nobody asked that"});
  return check_framing(response_head);
}

Result<void> check_body(std::string_view response_head, std::string_view body, std::size_t most_decoded) {
  const auto head = read_header_block(response_head);
  const auto length = number_in(field_named(head.fields, "Content-Length").value_or(""));
  const int status = status_of_head(response_head).value_or(0);
  const bool bodiless = status == 204 || status == 304;
  if (length && *length != body.size() && !bodiless)
    return std::unexpected(Error{"disconnected", "the body is shorter than the answer says"});
  const auto ends = content_ends(body, codings_in(head.fields, "Content-Encoding"), most_decoded);
  if (!ends) return std::unexpected(ends.error());
  const bool told = length || !codings_in(head.fields, "Transfer-Encoding").empty();
  if (told || bodiless || status / 100 != 2) return {};
  if (ends_as_document(*ends, essence_of(field_named(head.fields, "Content-Type").value_or("")))) return {};
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
