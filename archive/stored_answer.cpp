#include "archive/stored_answer.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "archive/http_page.hpp"
#include "archive/page_reader.hpp"
#include "archive/record_bytes.hpp"
#include "archive/transfer_decoding.hpp"

namespace mingdan {
namespace {

Error no_answer(const std::string& path) {
  return {"damaged_archive", shown_path(path) + ": the record holds no HTTP answer"};
}

std::string field(const HeaderBlock& head, std::string_view name) {
  return std::string(field_named(head.fields, name).value_or(""));
}

/// The block behind a record's head, as long as its Content-Length says.
std::string_view block_of(std::string_view record, const HeaderBlock& head) {
  const auto text = field_named(head.fields, "Content-Length").value_or("");
  std::size_t length = 0;
  std::from_chars(text.data(), text.data() + text.size(), length);
  return record.substr(head.length, std::min(length, record.size() - head.length));
}

std::string without_label(const std::string& digest) {
  constexpr std::string_view kLabel = "sha1:";
  return digest.starts_with(kLabel) ? digest.substr(kLabel.size()) : digest;
}

}  // namespace

std::optional<StoredResponse> stored_response_in(const GzipMember& member, const HeaderBlock& head) {
  const auto type = field_named(head.fields, "WARC-Type").value_or("");
  if (type != "response" && type != "revisit") return std::nullopt;
  StoredResponse response;
  const auto block = block_of(member.bytes, head);
  const auto answer = read_header_block(block);
  response.url = field(head, "WARC-Target-URI");
  response.sent_at = field(head, "WARC-Date");
  response.revisit = type == "revisit";
  response.truncated = !field(head, "WARC-Truncated").empty();
  response.payload_sha1 = without_label(field(head, "WARC-Payload-Digest"));
  response.status = status_in(block.substr(0, block.find('\n'))).value_or(0);
  response.head = std::string(block.substr(0, answer.length));
  response.media_type = essence_of(field_named(answer.fields, "Content-Type").value_or(""));
  response.offset = member.offset;
  response.end = member.end;
  return response;
}

Result<StoredAnswer> read_answer_at(const PagePlace& place) {
  const auto record = record_at(place);
  if (!record) return std::unexpected(record.error());
  const auto head = read_header_block(*record);
  const auto block = block_of(*record, head);
  const auto status = status_in(block.substr(0, block.find('\n')));
  if (!status) return std::unexpected(no_answer(place.input));
  if (field_named(head.fields, "WARC-Truncated"))
    return std::unexpected(Error{"truncated_body", "the answer was cut off when it was fetched; fetch it again"});
  const auto fields = read_header_block(block);
  auto body = content_decoded(block.substr(fields.length), field(fields, "Content-Encoding"), kMaxDecodedBytes);
  if (!body) return std::unexpected(body.error());
  return StoredAnswer{field(head, "WARC-Target-URI"), *status, std::string(block.substr(0, fields.length)),
                      std::move(*body)};
}

Result<void> responses_after(const std::string& path, std::uint64_t offset,
                             const std::function<bool(const StoredResponse&)>& take) {
  auto file = open_for_reading(path);
  if (!file) return std::unexpected(file.error());
  GzipMembers members(std::move(*file), offset, kMaxRecordBytes);
  while (true) {
    const auto member = members.next();
    if (!member && member.error().code != "damaged_archive") return std::unexpected(member.error());
    if (!member && members.resume()) continue;
    if (!member || !*member) return {};
    const auto head = read_header_block((*member)->bytes);
    const auto response = stored_response_in(**member, head);
    if (response && !take(*response)) return {};
  }
}

}  // namespace mingdan
