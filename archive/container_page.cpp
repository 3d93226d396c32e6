#include "archive/container_page.hpp"

#include <charconv>
#include <utility>

#include "archive/header_fields.hpp"
#include "archive/http_page.hpp"
#include "archive/json_line.hpp"
#include "archive/saved_time.hpp"
#include "archive/transfer_decoding.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

Error damaged_record() {
  return {"damaged_archive", "the record's head is damaged or its content is cut off; fetch the archive again"};
}

std::optional<std::string> target_address(const HeaderFields& fields) {
  auto address = without_outer_blanks(field_named(fields, "WARC-Target-URI").value_or(""));
  if (address.starts_with('<') && address.ends_with('>')) address = address.substr(1, address.size() - 2);
  if (address.empty()) return std::nullopt;
  return std::string(address);
}

/// Crawlers keep their own logs and arguments as resources too, under urn: and metadata: addresses, and the robots.txt
/// of each host.
bool is_page_address(const std::optional<std::string>& url) {
  if (!url) return true;
  if (const auto parts = split_url(*url)) return parts->path != "/robots.txt";
  const auto scheme = lower_case(std::string_view(*url).substr(0, url->find(':')));
  return scheme == "http" || scheme == "https" || scheme == "file";
}

/// The record's content; nullopt when it is not all there.
std::optional<std::string_view> content_of(std::string_view bytes, const HeaderBlock& head) {
  const auto text = field_named(head.fields, "Content-Length").value_or("");
  std::size_t length = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (!head.complete || status != std::errc{} || length > bytes.size() - head.length) return std::nullopt;
  return bytes.substr(head.length, length);
}

/// A body that was cut when it was fetched must not pass for a page: a list would seem to end there. Nor is its damage
/// the archive's.
Result<bool> unless_truncated(Result<bool> carries, const HeaderFields& fields) {
  const auto why = field_named(fields, "WARC-Truncated").value_or("");
  const bool cut = carries ? *carries : carries.error().code == "damaged_body" || carries.error().code == "too_large";
  if (why.empty() || !cut) return carries;
  return std::unexpected(Error{"truncated_body", "the page was cut off when it was fetched (" +
                                                     std::string(why.substr(0, 40)) + "); fetch it again"});
}

Error bad_line(std::string why) { return {"bad_json_line", std::move(why)}; }

}  // namespace

Result<std::optional<Page>> page_in_warc_record(std::string_view bytes) {
  const auto head = read_header_block(bytes);
  const auto content = content_of(bytes, head);
  if (!bytes.starts_with("WARC/") || !content) return std::unexpected(damaged_record());
  Page page;
  page.url = target_address(head.fields);
  page.fetched_at = saved_time(field_named(head.fields, "WARC-Date").value_or(""));
  const auto type = field_named(head.fields, "WARC-Type").value_or("");
  const auto content_type = field_named(head.fields, "Content-Type").value_or("");
  if (!is_page_address(page.url)) return std::nullopt;
  Result<bool> carries = false;
  if (equal_ignoring_case(type, "response") && essence_of(content_type).ends_with("/http"))
    carries = set_http_answer(page, *content);
  else if (equal_ignoring_case(type, "resource"))
    carries = set_body(page, *content, content_type);
  carries = unless_truncated(std::move(carries), head.fields);
  if (!carries) return std::unexpected(carries.error());
  return *carries ? std::optional(std::move(page)) : std::nullopt;
}

Result<std::optional<Page>> page_in_json_line(std::string_view line) {
  auto read = read_json_line(line);
  if (!read) return std::unexpected(read.error());
  if (!read->body_base64) return std::unexpected(bad_line("the line has no \"body_base64\""));
  const auto body = base64_decoded(*read->body_base64);
  if (!body) return std::unexpected(bad_line("\"body_base64\" is not valid base64"));
  Page page;
  page.headers = std::move(read->headers);
  if (!read->url.empty()) page.url = std::move(read->url);
  page.fetched_at = saved_time(read->fetched_at);
  if (read->status && *read->status <= 999) page.status = static_cast<int>(*read->status);
  if (page.status && !is_page_status(*page.status)) return std::optional<Page>{};
  auto content_type = std::move(read->content_type);
  if (content_type.empty()) content_type = std::string(field_named(page.headers, "Content-Type").value_or(""));
  const auto carries = set_body(page, *body, content_type);
  if (!carries) return std::unexpected(carries.error());
  return *carries ? std::optional(std::move(page)) : std::nullopt;
}

}  // namespace mingdan
