#include "archive/record_scan.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "archive/header_fields.hpp"
#include "archive/page_reader.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMaxHeadBytes = 256UL << 10U;
constexpr std::uint64_t kMostLength = 1ULL << 60U;  // sums with it do not overflow
constexpr std::string_view kWarc = "WARC/";
constexpr std::string_view kNextWarc = "\nWARC/";

Error damaged(std::string why) { return {"damaged_archive", std::move(why)}; }

/// The next line's length without its line feed; nullopt when it is longer than `limit`. `ended`: a line feed is there.
std::optional<std::size_t> line_length(ByteSource& source, std::size_t limit, bool& ended) {
  std::size_t searched = 0;
  for (std::size_t window = 4096;; window = std::min(window * 2, limit + 1)) {
    const auto seen = source.peek(window);
    const auto end = seen.find('\n', searched);
    ended = end != std::string_view::npos;
    if (ended) return end;
    if (seen.size() < window) return seen.size();
    if (window > limit) return std::nullopt;
    searched = seen.size();
  }
}

/// Moves behind the next line, however long.
void skip_line(ByteSource& source) {
  while (true) {
    const auto seen = source.peek(65536);
    const auto end = seen.find('\n');
    const auto size = seen.size();
    source.consume(end == std::string_view::npos ? size : end + 1);
    if (end != std::string_view::npos || size == 0) return;
  }
}

void skip_line_ends(ByteSource& source) {
  while (true) {
    const auto seen = source.peek(1);
    if (seen.empty() || (seen.front() != '\r' && seen.front() != '\n')) return;
    source.consume(1);
  }
}

/// The head of a record, in sight but not consumed. It ends where another one begins, whole or not.
HeaderBlock head_in_sight(ByteSource& source) {
  for (std::size_t window = 4096;; window *= 2) {
    const auto seen = source.peek(window);
    const auto next = seen.find(kNextWarc);
    auto head = read_header_block(seen.substr(0, next));
    if (head.complete || next != std::string_view::npos || seen.size() < window || window >= kMaxHeadBytes) return head;
  }
}

std::optional<std::uint64_t> content_length(const HeaderBlock& head) {
  const auto text = field_named(head.fields, "Content-Length");
  if (!text) return std::nullopt;
  std::uint64_t length = 0;
  const auto [end, status] = std::from_chars(text->data(), text->data() + text->size(), length);
  if (status != std::errc{} || end != text->data() + text->size() || length > kMostLength) return std::nullopt;
  return length;
}

/// The head and the content's length when a whole record seems to begin here.
std::optional<std::pair<HeaderBlock, std::uint64_t>> record_here(ByteSource& source) {
  if (source.peek(kWarc.size()) != kWarc) return std::nullopt;
  auto head = head_in_sight(source);
  const auto length = content_length(head);
  if (!head.complete || !length) return std::nullopt;
  return std::pair(std::move(head), *length);
}

/// Moves on to the next record, so that one stretch of damage is told once, however long it is. Gives `error`, or what
/// made the bytes end before it.
Error after_resuming(ByteSource& source, const Error& error) {
  do {
    skip_line(source);
  } while (!source.peek(1).empty() && !record_here(source));
  return source.peek(1).empty() ? source.take_error().value_or(error) : error;
}

bool may_hold_page(const HeaderBlock& head) {
  const auto type = field_named(head.fields, "WARC-Type").value_or("");
  return equal_ignoring_case(type, "response") || equal_ignoring_case(type, "resource");
}

/// Whether line ends follow a record's content, or else, since some crawlers miscount, another record or the end after
/// a few bytes. When not, the content is not as long as the record's head says.
bool ends_well(ByteSource& source) {
  constexpr std::size_t kMostStray = 64;
  const auto seen = source.peek(kMostStray);
  return seen.starts_with("\r\n\r\n") || seen.starts_with("\n\n") || seen.size() < kMostStray ||
         seen.find(kWarc) != std::string_view::npos;
}

/// What is wrong with a record of `size` bytes that is in sight; moves behind it, or to where reading can go on.
std::optional<Error> error_in_record(ByteSource& source, std::uint64_t size) {
  if (source.skip_record(size) < size)
    return source.take_error().value_or(
        damaged("the archive or its place in it ends inside this record; fetch it again"));
  const bool well = ends_well(source);
  if (source.stands_in_damage()) {
    source.consume(source.peek(std::string::npos).size());
    return source.take_error();
  }
  if (well) return std::nullopt;
  return after_resuming(source, damaged("the record is not as long as its head says; fetch it again"));
}

/// Moves behind a record that is in sight up to its content.
FoundRecord take_record(ByteSource& source, const HeaderBlock& head, std::uint64_t length, bool by_offset) {
  FoundRecord found;
  found.wanted = may_hold_page(head);
  const auto offset = by_offset ? source.stored_offset() : std::nullopt;
  found.offset = offset.value_or(0);
  const bool too_large = length > kMaxRecordBytes;
  if (found.wanted && too_large)
    found.error = Error{"too_large", "the record is larger than 24 MiB"};
  else if (found.wanted && !offset)
    found.bytes = std::string(source.peek(head.length + static_cast<std::size_t>(length)));
  auto error = error_in_record(source, head.length + length);
  if (!error) return found;
  found.wanted = true;
  found.bytes.reset();
  found.error = std::move(error);
  return found;
}

}  // namespace

std::optional<FoundRecord> next_warc_record(ByteSource& source, bool by_offset) {
  skip_line_ends(source);
  FoundRecord broken;
  if (source.peek(1).empty()) {
    broken.error = source.take_error();
    if (broken.error) return broken;
    if (!source.resume()) return std::nullopt;
  }
  broken.offset = source.stored_offset().value_or(0);
  if (const auto record = record_here(source)) return take_record(source, record->first, record->second, by_offset);
  const bool headed = source.peek(kWarc.size()) == kWarc;
  broken.error = after_resuming(
      source, damaged(headed ? "a record's head is cut off or has no Content-Length; the next whole one is read"
                             : "no record begins where one should; the next whole one is read"));
  return broken;
}

std::optional<FoundRecord> next_line(ByteSource& source, bool by_offset) {
  FoundRecord found;
  bool ended = false;
  const auto offset = by_offset ? source.stored_offset() : std::nullopt;
  const auto length = line_length(source, kMaxRecordBytes, ended);
  if (length && *length == 0 && !ended) {
    found.error = source.take_error();
    return found.error ? std::optional(found) : std::nullopt;
  }
  found.offset = offset.value_or(0);
  if (!length) {
    found.error = Error{"too_large", "the line is longer than 24 MiB"};
    skip_line(source);
    return found;
  }
  const auto line = source.peek(*length);
  found.wanted = !without_outer_blanks(line).empty();
  if (found.wanted && !offset) found.bytes = std::string(line);
  source.consume(*length + (ended ? 1 : 0));
  return found;
}

}  // namespace mingdan
