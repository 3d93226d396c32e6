#include "archive/mhtml.hpp"

#include <algorithm>
#include <vector>

#include "archive/header_fields.hpp"
#include "archive/saved_time.hpp"
#include "archive/transfer_decoding.hpp"

namespace mingdan {
namespace {

constexpr int kMaxNesting = 8;
constexpr std::size_t kMaxParts = 10000;
constexpr std::size_t kLongestBoundary = 256;  // RFC 2046 allows 70; longer ones would make the search slow

struct Part {
  HeaderFields fields;
  std::string_view content;
  int nesting = 0;
};

std::string_view field_or_empty(const Part& part, std::string_view name) {
  return field_named(part.fields, name).value_or("");
}

Part part_of(std::string_view bytes, int nesting) {
  auto head = read_header_block(bytes);
  return {std::move(head.fields), bytes.substr(head.length), nesting};
}

/// Nothing but the mark of the last boundary and blanks up to the end of the line.
bool ends_delimiter(std::string_view behind) {
  if (behind.starts_with("--")) behind.remove_prefix(2);
  return without_outer_blanks(behind.substr(0, std::min(behind.find('\n'), std::size_t{1000}))).empty();
}

/// The next place from `from` on where "--boundary" is a line.
std::size_t find_delimiter(std::string_view content, std::string_view delimiter, std::size_t from) {
  while (true) {
    const auto at = content.find(delimiter, from);
    if (at == std::string_view::npos) return at;
    if ((at == 0 || content[at - 1] == '\n') && ends_delimiter(content.substr(at + delimiter.size()))) return at;
    from = at + 1;
  }
}

std::string_view without_last_line_end(std::string_view bytes) {
  if (bytes.ends_with('\n')) bytes.remove_suffix(1);
  if (bytes.ends_with('\r')) bytes.remove_suffix(1);
  return bytes;
}

/// The parts of a multipart body in order. The last one ends at the end of the file when its boundary is missing.
std::vector<Part> parts_of(const Part& whole) {
  std::vector<Part> parts;
  const auto boundary = parameter_of(field_or_empty(whole, "Content-Type"), "boundary");
  if (!boundary || boundary->empty() || boundary->size() > kLongestBoundary) return parts;
  const auto delimiter = "--" + *boundary;
  auto at = find_delimiter(whole.content, delimiter, 0);
  while (at != std::string_view::npos && parts.size() < kMaxParts) {
    const auto behind = at + delimiter.size();
    if (whole.content.substr(behind).starts_with("--")) break;
    const auto line_end = whole.content.find('\n', behind);
    if (line_end == std::string_view::npos) break;
    at = find_delimiter(whole.content, delimiter, line_end);
    const auto length = at == std::string_view::npos ? at : at - line_end - 1;
    parts.push_back(part_of(without_last_line_end(whole.content.substr(line_end + 1, length)), whole.nesting + 1));
  }
  return parts;
}

bool is_html(const Part& part) {
  const auto type = essence_of(field_or_empty(part, "Content-Type"));
  return type == "text/html" || type == "application/xhtml+xml";
}

/// The part that stands for the whole: of related parts the one named by `start`, else the first; of alternatives the
/// last; always one that is or holds HTML. Alternatives and related parts are looked through depth first.
std::optional<Part> main_part(const Part& file) {
  std::vector<Part> waiting{file};
  while (!waiting.empty()) {
    auto part = std::move(waiting.back());
    waiting.pop_back();
    if (is_html(part)) return part;
    const auto content_type = field_or_empty(part, "Content-Type");
    const auto type = essence_of(content_type);
    if (!type.starts_with("multipart/") || part.nesting >= kMaxNesting) continue;
    auto parts = parts_of(part);
    const auto start = parameter_of(content_type, "start");
    const auto named = std::ranges::find_if(
        parts, [&](const Part& child) { return start && field_or_empty(child, "Content-ID") == *start; });
    if (named != parts.end()) std::rotate(parts.begin(), named, named + 1);
    if (type != "multipart/alternative") std::ranges::reverse(parts);
    std::ranges::move(parts, std::back_inserter(waiting));
  }
  return std::nullopt;
}

Result<std::string> transfer_decoded(const Part& part) {
  const auto encoding = lower_case(without_outer_blanks(field_or_empty(part, "Content-Transfer-Encoding")));
  if (encoding == "quoted-printable") return quoted_printable_decoded(part.content);
  if (encoding != "base64") return std::string(part.content);
  if (auto bytes = base64_decoded(part.content)) return std::move(*bytes);
  return std::unexpected(Error{"damaged_body", "the HTML part is not valid base64; save the page again"});
}

std::optional<std::string> address_in(std::string_view field) {
  // Addresses are folded across lines without blanks of their own.
  std::string address(without_outer_blanks(field));
  std::erase_if(address, [](char c) { return c == ' ' || c == '\t'; });
  if (address.starts_with('<') && address.ends_with('>')) address = address.substr(1, address.size() - 2);
  if (address.empty()) return std::nullopt;
  return address;
}

}  // namespace

Result<MhtmlPage> read_mhtml(std::string_view file) {
  const auto begin = file.find_first_not_of("\xEF\xBB\xBF\r\n");
  const auto whole = part_of(begin == std::string_view::npos ? file : file.substr(begin), 0);
  const auto part = main_part(whole);
  if (!part) return std::unexpected(Error{"no_html_part", "the MHTML file has no part with a web page; save it again"});
  auto body = transfer_decoded(*part);
  if (!body) return std::unexpected(body.error());
  MhtmlPage page{std::move(*body), address_in(field_or_empty(*part, "Content-Location")),
                 parameter_of(field_or_empty(*part, "Content-Type"), "charset"),
                 saved_time(field_or_empty(whole, "Date"))};
  if (!page.url) page.url = address_in(field_or_empty(whole, "Snapshot-Content-Location"));
  return page;
}

}  // namespace mingdan
