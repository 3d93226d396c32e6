#include "archive/container_page.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "archive/header_fields.hpp"
#include "archive/http_page.hpp"
#include "archive/saved_time.hpp"
#include "archive/transfer_decoding.hpp"

namespace mingdan {
namespace {

using nlohmann::json;

Error damaged_record() {
  return {"damaged_archive", "the record's head is damaged or its content is cut off; fetch the archive again"};
}

std::optional<std::string> target_address(const HeaderFields& fields) {
  auto address = without_outer_blanks(field_named(fields, "WARC-Target-URI").value_or(""));
  if (address.starts_with('<') && address.ends_with('>')) address = address.substr(1, address.size() - 2);
  if (address.empty()) return std::nullopt;
  return std::string(address);
}

/// Crawlers keep their own logs and arguments as resources too, under urn: and metadata: addresses.
bool is_page_address(const std::optional<std::string>& url) {
  if (!url) return true;
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

Error bad_line(std::string why) { return {"bad_json_line", std::move(why)}; }

const json* member(const json& object, const char* name, json::value_t type) {
  const auto found = object.find(name);
  return found != object.end() && found->type() == type ? &*found : nullptr;
}

std::string text_member(const json& object, const char* name) {
  const auto* value = member(object, name, json::value_t::string);
  return value != nullptr ? value->get<std::string>() : std::string();
}

void add_header(HeaderFields& fields, const std::string& name, const json& value) {
  if (value.is_string()) fields.emplace_back(name, value.get<std::string>());
}

/// Headers as an object of names or as a list of pairs; anything else is passed over.
HeaderFields headers_in(const json& object) {
  HeaderFields fields;
  const auto found = object.find("headers");
  if (found == object.end()) return fields;
  if (found->is_object())
    for (const auto& [name, value] : found->items()) add_header(fields, name, value);
  if (found->is_array())
    for (const auto& pair : *found)
      if (pair.is_array() && pair.size() == 2 && pair[0].is_string())
        add_header(fields, pair[0].get<std::string>(), pair[1]);
  return fields;
}

/// Nesting deeper than any real line is refused before it can cost memory.
json parsed_line(std::string_view line) {
  constexpr int kMaxDepth = 16;
  bool too_deep = false;
  auto value = json::parse(
      line,
      [&](int depth, json::parse_event_t, json&) {
        too_deep = too_deep || depth > kMaxDepth;
        return !too_deep;
      },
      false);
  return too_deep ? json(json::value_t::discarded) : value;
}

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
  Result<bool> carries = false;
  if (equal_ignoring_case(type, "response") && essence_of(content_type).ends_with("/http"))
    carries = set_http_answer(page, *content);
  else if (equal_ignoring_case(type, "resource") && is_page_address(page.url))
    carries = set_body(page, *content, content_type);
  if (!carries) return std::unexpected(carries.error());
  return *carries ? std::optional(std::move(page)) : std::nullopt;
}

Result<std::optional<Page>> page_in_json_line(std::string_view line) {
  const auto object = parsed_line(line);
  if (object.is_discarded()) return std::unexpected(bad_line("the line is not valid JSON"));
  if (!object.is_object()) return std::unexpected(bad_line("the line is not a JSON object"));
  const auto* encoded = member(object, "body_base64", json::value_t::string);
  if (encoded == nullptr) return std::unexpected(bad_line("the line has no \"body_base64\""));
  const auto body = base64_decoded(encoded->get_ref<const std::string&>());
  if (!body) return std::unexpected(bad_line("\"body_base64\" is not valid base64"));
  Page page;
  page.headers = headers_in(object);
  if (auto url = text_member(object, "url"); !url.empty()) page.url = std::move(url);
  page.fetched_at = saved_time(text_member(object, "fetched_at"));
  if (const auto* status = member(object, "status", json::value_t::number_unsigned))
    if (const auto value = status->get<std::uint64_t>(); value <= 999) page.status = static_cast<int>(value);
  if (page.status && !is_page_status(*page.status)) return std::optional<Page>{};
  auto content_type = text_member(object, "content_type");
  if (content_type.empty()) content_type = std::string(field_named(page.headers, "Content-Type").value_or(""));
  const auto carries = set_body(page, *body, content_type);
  if (!carries) return std::unexpected(carries.error());
  return *carries ? std::optional(std::move(page)) : std::nullopt;
}

}  // namespace mingdan
