#include "archive/warc_record.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "archive/digest.hpp"
#include "archive/header_fields.hpp"

namespace mingdan {
namespace {

using Fields = std::vector<std::pair<std::string_view, std::string>>;

constexpr std::string_view kProfiles = "http://netpreserve.org/warc/1.1/revisit/";

std::string clean(std::string_view value) {
  std::string text(value);
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return text;
}

/// A name-based UUID (RFC 9562, the form of version 8) from the record's place and type.
std::string record_id(const std::string& place, std::string_view type) {
  auto hex = sha256_hex(place + " " + std::string(type)).substr(0, 32);
  hex[12] = '8';
  hex[16] = 'a';
  for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
  return "<urn:uuid:" + hex + ">";
}

std::string record(std::string_view type, const std::string& place, const Fields& fields, std::string_view content_type,
                   std::string_view block) {
  std::string text = "WARC/1.1\r\n";
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) text.append(name).append(": ").append(clean(value)).append("\r\n");
  };
  add("WARC-Type", type);
  add("WARC-Record-ID", record_id(place, type));
  for (const auto& [name, value] : fields) add(name, value);
  add("WARC-Block-Digest", "sha1:" + sha1_base32(block));
  add("Content-Type", content_type);
  add("Content-Length", std::to_string(block.size()));
  text.append("\r\n").append(block).append("\r\n\r\n");
  return text;
}

/// The head as received. Chunks are undone by the HTTP library, so the field that promises them is renamed; readers
/// would look for chunks otherwise.
std::string archived_head(const std::string& head) {
  std::string result;
  for (std::string_view rest = head; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const auto line = rest.substr(0, end);
    const auto name = without_outer_blanks(line.substr(0, line.find(':')));
    if (equal_ignoring_case(name, "Transfer-Encoding")) result += "X-Archive-Orig-";
    result += line;
    rest.remove_prefix(end);
  }
  return result;
}

std::string metadata_block(const HttpExchange& exchange) {
  std::string block;
  for (const auto& [name, value] : exchange.notes)
    block.append(clean(name)).append(": ").append(clean(value)).append("\r\n");
  return block;
}

bool repeats(const HttpExchange& exchange, const std::string& payload_sha1, const std::optional<RevisitOf>& before) {
  return before && !exchange.truncated && exchange.status == 200 && before->payload_sha1 == payload_sha1;
}

}  // namespace

std::string warcinfo_record(const std::string& file, const std::string& begun_at, const std::string& software) {
  const auto block = "software: " + clean(software) + "\r\nformat: WARC File Format 1.1\r\n" +
                     "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
  return record("warcinfo", file, {{"WARC-Date", begun_at}, {"WARC-Filename", file}}, "application/warc-fields", block);
}

WarcRecords records_of(const HttpExchange& exchange, const std::string& place, const std::optional<RevisitOf>& before) {
  WarcRecords records;
  records.payload_sha1 = sha1_base32(exchange.body);
  const bool not_modified = exchange.status == 304;
  const bool revisit = not_modified || repeats(exchange, records.payload_sha1, before);
  records.revisit = revisit;
  const std::string_view type = revisit ? "revisit" : "response";
  Fields common{{"WARC-Date", exchange.sent_at},
                {"WARC-Target-URI", exchange.url},
                {"WARC-IP-Address", exchange.address.value_or("")}};
  auto request = common;
  request.emplace_back("WARC-Concurrent-To", record_id(place, type));
  records.request = record("request", place, request, "application/http;msgtype=request", exchange.request_head);
  auto response = common;
  if (revisit) {
    response.emplace_back("WARC-Profile",
                          std::string(kProfiles) + (not_modified ? "server-not-modified" : "identical-payload-digest"));
    if (before) {
      response.emplace_back("WARC-Refers-To-Target-URI", before->url);
      response.emplace_back("WARC-Refers-To-Date", before->sent_at);
      response.emplace_back("WARC-Payload-Digest", "sha1:" + before->payload_sha1);
    }
  } else {
    response.emplace_back("WARC-Payload-Digest", "sha1:" + records.payload_sha1);
    response.emplace_back("WARC-Truncated", exchange.truncated.value_or(""));
  }
  auto block = archived_head(exchange.response_head);
  if (!revisit) block += exchange.body;
  records.response = record(type, place, response, "application/http;msgtype=response", block);
  if (!exchange.notes.empty()) {
    common.emplace_back("WARC-Concurrent-To", record_id(place, type));
    records.metadata = record("metadata", place, common, "application/warc-fields", metadata_block(exchange));
  }
  return records;
}

}  // namespace mingdan
