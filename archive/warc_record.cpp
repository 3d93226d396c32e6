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

/// Who a record is: where its exchange begins in which file, and what it says.
struct RecordName {
  const std::string& place;
  std::string_view type;
  std::string_view date;
  std::string_view url;
};

/// A name-based UUID (RFC 9562, the form of version 8) from place, type, date, address and block: two archives that
/// began a file in the same second still differ.
std::string record_id(const RecordName& name, std::string_view block) {
  std::string text = name.place;
  for (const auto part : {name.type, name.date, name.url}) text.append("\n").append(part);
  auto hex = sha256_hex(text + "\n" + sha256_hex(block)).substr(0, 32);
  hex[12] = '8';
  hex[16] = 'a';
  for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
  return "<urn:uuid:" + hex + ">";
}

std::string record(const RecordName& name, const std::string& id, const Fields& fields, std::string_view content_type,
                   std::string_view block) {
  std::string text = "WARC/1.1\r\n";
  const auto add = [&](std::string_view field, std::string_view value) {
    if (!value.empty()) text.append(field).append(": ").append(clean(value)).append("\r\n");
  };
  add("WARC-Type", name.type);
  add("WARC-Record-ID", id);
  add("WARC-Date", name.date);
  add("WARC-Target-URI", name.url);
  for (const auto& [field, value] : fields) add(field, value);
  add("WARC-Block-Digest", "sha1:" + sha1_base32(block));
  add("Content-Type", content_type);
  add("Content-Length", std::to_string(block.size()));
  text.append("\r\n").append(block).append("\r\n\r\n");
  return text;
}

/// The head as received, ended by its empty line even when the connection was cut inside. The HTTP library undoes
/// chunks, so the field that promises them is renamed, as the Wayback Machine and pywb rename what no longer holds:
/// replay tools and indexers look for chunks otherwise, and the standard's payload is without transfer coding anyway.
/// Source: ISO 28500:2017 (WARC 1.1) section 6.3.2.
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
  if (read_header_block(result).complete) return result;
  if (!result.empty() && !result.ends_with('\n')) result += "\r\n";
  return result + "\r\n";
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

Fields revisit_fields(bool not_modified, const std::optional<RevisitOf>& before) {
  Fields fields{
      {"WARC-Profile", std::string(kProfiles) + (not_modified ? "server-not-modified" : "identical-payload-digest")}};
  if (!before) return fields;
  fields.emplace_back("WARC-Refers-To-Target-URI", before->url);
  fields.emplace_back("WARC-Refers-To-Date", before->sent_at);
  if (!before->payload_sha1.empty()) fields.emplace_back("WARC-Payload-Digest", "sha1:" + before->payload_sha1);
  return fields;
}

}  // namespace

std::string warcinfo_record(const std::string& file, const std::string& begun_at, const std::string& software) {
  const auto block = "software: " + clean(software) + "\r\nformat: WARC File Format 1.1\r\n" +
                     "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
  const RecordName name{file, "warcinfo", begun_at, ""};
  return record(name, record_id(name, block), {{"WARC-Filename", file}}, "application/warc-fields", block);
}

WarcRecords records_of(const HttpExchange& exchange, const std::string& place, const std::optional<RevisitOf>& before) {
  WarcRecords records;
  records.payload_sha1 = sha1_base32(exchange.body);
  const bool not_modified = exchange.status == 304;
  const bool revisit = not_modified || repeats(exchange, records.payload_sha1, before);
  const auto named = [&](std::string_view type) { return RecordName{place, type, exchange.sent_at, exchange.url}; };
  const auto name = named(revisit ? "revisit" : "response");
  auto block = archived_head(exchange.response_head);
  if (!revisit) block += exchange.body;
  const auto id = record_id(name, block);
  const Fields address{{"WARC-IP-Address", exchange.address.value_or("")}};
  auto fields = address;
  if (revisit) {
    const auto further = revisit_fields(not_modified, before);
    fields.insert(fields.end(), further.begin(), further.end());
  } else {
    fields.emplace_back("WARC-Payload-Digest", "sha1:" + records.payload_sha1);
    fields.emplace_back("WARC-Truncated", exchange.truncated.value_or(""));
  }
  records.response = record(name, id, fields, "application/http;msgtype=response", block);
  auto beside = address;
  beside.emplace_back("WARC-Concurrent-To", id);
  const auto request = named("request");
  records.request = record(request, record_id(request, exchange.request_head), beside,
                           "application/http;msgtype=request", exchange.request_head);
  if (exchange.notes.empty()) return records;
  const auto metadata = named("metadata");
  const auto notes = metadata_block(exchange);
  records.metadata = record(metadata, record_id(metadata, notes), beside, "application/warc-fields", notes);
  return records;
}

}  // namespace mingdan
