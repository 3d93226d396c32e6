#include "archive/record_fault.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "archive/digest.hpp"
#include "archive/http_page.hpp"

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 8> kTypes{"warcinfo", "request",  "response",   "revisit",
                                                 "metadata", "resource", "conversion", "continuation"};
constexpr std::string_view kEnd = "\r\n\r\n";

std::string_view field(const HeaderBlock& head, std::string_view name) {
  return field_named(head.fields, name).value_or("");
}

bool is_known_version(std::string_view record) {
  return record.starts_with("WARC/1.1\r\n") || record.starts_with("WARC/1.0\r\n");
}

/// "2026-11-24T22:03:30Z", perhaps with a fraction.
bool is_warc_date(std::string_view date) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (date.size() <= kForm.size() || date.back() != 'Z') return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at < kForm.size(); ++at)
    if (kForm[at] == '0' ? !digit(date[at]) : date[at] != kForm[at]) return false;
  const auto month = date.substr(5, 2);
  const auto day = date.substr(8, 2);
  if (month < "01" || month > "12" || day < "01" || day > "31") return false;
  if (date.substr(11, 2) > "23" || date.substr(14, 2) > "59" || date.substr(17, 2) > "60") return false;
  const auto fraction = date.substr(kForm.size(), date.size() - kForm.size() - 1);
  return fraction.empty() ||
         (fraction.size() > 1 && fraction.front() == '.' && std::ranges::all_of(fraction.substr(1), digit));
}

/// The record's block; nullopt when its length or end is not what its head says.
std::optional<std::string_view> block_in(std::string_view record, const HeaderBlock& head) {
  const auto text = field(head, "Content-Length");
  std::uint64_t length = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (status != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  const auto rest = record.substr(head.length);
  if (rest.size() < kEnd.size() || length != rest.size() - kEnd.size() || !rest.ends_with(kEnd)) return std::nullopt;
  return rest.substr(0, static_cast<std::size_t>(length));
}

std::optional<std::string> fault_in_fields(const HeaderBlock& head) {
  const auto type = field(head, "WARC-Type");
  if (std::ranges::find(kTypes, type) == kTypes.end()) return "the record has no known type";
  if (!field(head, "WARC-Record-ID").starts_with("<urn:")) return "the record has no id";
  if (!is_warc_date(field(head, "WARC-Date"))) return "the record has no valid date";
  if (type != "warcinfo" && field(head, "WARC-Target-URI").empty()) return "the record names no address";
  return std::nullopt;
}

bool has_digest(const HeaderBlock& head, std::string_view name, std::string_view bytes) {
  return field(head, name) == "sha1:" + sha1_base32(bytes);
}

std::optional<std::string> fault_in_answer(std::string_view block, const HeaderBlock& head, bool revisit) {
  const auto answer = read_header_block(block);
  if (!status_in(block.substr(0, block.find('\n')))) return "the answer has no status line";
  if (!answer.complete) return "the head of the answer does not end";
  if (!revisit && !has_digest(head, "WARC-Payload-Digest", block.substr(answer.length)))
    return "the payload is not the one that was archived: its digest differs";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_in_record(std::string_view record, const HeaderBlock& head) {
  if (!is_known_version(record)) return "no WARC/1.1 record begins here";
  if (!head.complete) return "the head of the record does not end";
  if (auto fault = fault_in_fields(head)) return fault;
  const auto block = block_in(record, head);
  if (!block) return "the record is not as long as its head says";
  if (!has_digest(head, "WARC-Block-Digest", *block)) return "the record was changed: its digest differs";
  const auto type = field(head, "WARC-Type");
  if (type == "response" || type == "revisit") return fault_in_answer(*block, head, type == "revisit");
  return std::nullopt;
}

std::optional<std::string> fault_in_first_record(const HeaderBlock& head, std::string_view file) {
  if (field(head, "WARC-Type") != "warcinfo") return "the file does not begin with a warcinfo record";
  const auto name = field(head, "WARC-Filename");
  if (name != file) return "the file was called " + std::string(name.substr(0, 100)) + " when it was begun";
  return std::nullopt;
}

}  // namespace mingdan
