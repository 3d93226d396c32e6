#include "archive/page_reader.hpp"

#include <utility>

#include "archive/byte_source.hpp"
#include "archive/container_page.hpp"
#include "archive/digest.hpp"
#include "archive/input_kind.hpp"
#include "archive/mhtml.hpp"
#include "archive/record_bytes.hpp"
#include "archive/record_scan.hpp"

namespace mingdan {
namespace {

Error too_large(std::size_t limit) {
  return {"too_large", "larger than " + std::to_string(limit >> 20U) + " MiB, which is the most that is read"};
}

Error changed(const PagePlace& place) {
  return {"damaged_archive", shown_path(place.input) + ": the file changed while it was read"};
}

Result<ByteSource> source_at(const PagePlace& place) {
  auto file = open_for_reading(place.input);
  if (!file) return std::unexpected(file.error());
  if (!file->seek(place.offset)) return std::unexpected(changed(place));
  return ByteSource(std::move(*file));
}

/// A whole file, up to one byte more than `limit`.
Result<std::string> file_at(const PagePlace& place, std::size_t limit) {
  if (place.bytes) return *place.bytes;
  auto source = source_at(place);
  if (!source) return std::unexpected(source.error());
  std::string bytes(source->peek(limit + 1));
  if (source->error() && bytes.size() <= limit) return std::unexpected(*source->error());
  return bytes;
}

Result<std::optional<Page>> whole_file_page(std::string saved, const PagePlace& place) {
  if (saved.empty()) return std::unexpected(Error{"empty_file", "the file is empty; save the page again"});
  const auto limit = place.kind == InputKind::mhtml ? kMaxMhtmlBytes : kMaxPageBytes;
  if (saved.size() > limit) return std::unexpected(too_large(limit));
  Page page;
  page.sha256 = sha256_hex(saved);
  page.bytes = saved.size();
  if (place.kind == InputKind::mhtml) {
    auto part = read_mhtml(saved);
    if (!part) return std::unexpected(part.error());
    if (part->body.size() > kMaxPageBytes) return std::unexpected(too_large(kMaxPageBytes));
    page.body = std::move(part->body);
    page.url = std::move(part->url);
    page.http_charset = std::move(part->charset);
    page.fetched_at = std::move(part->saved_at);
    return page;
  }
  if (const auto foreign = foreign_format_of(saved))
    return std::unexpected(
        Error{"unsupported_format", "this is " + std::string(*foreign) + ", not a web page; save the page as HTML"});
  page.media_type = media_type_of(std::string_view(saved).substr(0, kSniffBytes), place.input);
  page.body = std::move(saved);
  return page;
}

Result<std::optional<Page>> container_page(Result<std::optional<Page>> page) {
  if (!page || !*page) return page;
  auto& found = **page;
  if (found.body.empty()) return std::unexpected(Error{"empty_file", "the record's page is empty"});
  if (found.body.size() > kMaxDecodedBytes) return std::unexpected(too_large(kMaxDecodedBytes));
  found.sha256 = sha256_hex(found.body);
  found.bytes = found.body.size();
  return page;
}

Result<std::optional<Page>> page_at(const PagePlace& place) {
  if (place.kind == InputKind::warc || place.kind == InputKind::json_lines) {
    const auto record = record_at(place);
    if (!record) return std::unexpected(record.error());
    return container_page(place.kind == InputKind::warc ? page_in_warc_record(*record) : page_in_json_line(*record));
  }
  auto saved = file_at(place, place.kind == InputKind::mhtml ? kMaxMhtmlBytes : kMaxPageBytes);
  if (!saved) return std::unexpected(saved.error());
  return whole_file_page(std::move(*saved), place);
}

}  // namespace

Result<std::string> record_at(const PagePlace& place) {
  if (place.bytes) return *place.bytes;
  auto source = source_at(place);
  if (!source) return std::unexpected(source.error());
  auto found = place.kind == InputKind::warc ? next_warc_record(*source, false) : next_line(*source, false);
  if (found && found->bytes) return std::move(*found->bytes);
  if (found && found->error) return std::unexpected(*found->error);
  return std::unexpected(changed(place));
}

Result<std::optional<Page>> read_page_at(const PagePlace& place) {
  if (place.error) return std::unexpected(*place.error);
  auto page = page_at(place);
  if (page && *page) {
    (*page)->input = place.input;
    (*page)->record = place.record;
  }
  return page;
}

}  // namespace mingdan
