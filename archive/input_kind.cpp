#include "archive/input_kind.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "archive/header_fields.hpp"

namespace mingdan {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kRecordLineBegin = R"({"schema":"mingdan.page/)";

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kForeignFormats{{
    {"%PDF-"sv, "a PDF file"},
    {"\x89PNG\r\n"sv, "a PNG picture"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture"},
    {"GIF8"sv, "a GIF picture"},
    {"RIFF"sv, "a RIFF file (picture, sound or film)"},
    {"PK\x03\x04"sv, "a ZIP or Office file"},
    {"\xD0\xCF\x11\xE0\xA1\xB1"sv, "an old Office file"},
    {"Rar!\x1A"sv, "a RAR file"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip file"},
    {"BZh"sv, "a bzip2 file"},
    {"\xFD"
     "7zXZ"sv,
     "an xz file"},
    {"\x28\xB5\x2F\xFD"sv, "a Zstandard file"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"SQLite format 3\0"sv, "an SQLite database"},
    {"bplist00"sv, "a Safari web archive"},
    {R"({\rtf)", "an RTF file"},
}};

constexpr std::array<std::string_view, 10> kHtmlTags{"<!doctype", "<html", "<head",  "<body", "<meta",
                                                     "<script",   "<div",  "<table", "<p>",   "<section"};

std::string_view without_mark(std::string_view head) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const auto begin = head.find_first_not_of(" \t\r\n\f");
  return begin == std::string_view::npos ? std::string_view{} : head.substr(begin);
}

constexpr std::array<std::string_view, 5> kFeedRoots{"rss", "feed", "rdf", "urlset", "sitemapindex"};

/// What XML has before its root element: declaration, instructions, document type, comments, blanks.
std::string_view behind_prolog(std::string_view text) {
  while (true) {
    text = without_mark(text);
    const bool comment = text.starts_with("<!--");
    if (!comment && !text.starts_with("<?") && !text.starts_with("<!")) return text;
    const std::string_view closing = comment ? "-->" : ">";
    const auto end = text.find(closing);
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + closing.size());
  }
}

bool begins_json(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const auto next = text.find_first_not_of(" \t\r\n", 1);
  if (next == std::string_view::npos) return false;
  constexpr std::string_view kInObject = "\"}";
  constexpr std::string_view kInArray = "{[\"]0123456789-";
  return (text.front() == '{' ? kInObject : kInArray).find(text[next]) != std::string_view::npos;
}

bool has_front_matter(std::string_view text) { return text.starts_with("---\n") || text.starts_with("---\r\n"); }

bool begins_mime(std::string_view text) {
  const auto line = text.substr(0, text.find('\n'));
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || line.substr(0, colon).find_first_of(" \t<{#") != std::string_view::npos)
    return false;
  const auto block = read_header_block(text);
  const auto type = field_named(block.fields, "Content-Type");
  return type && (essence_of(*type).starts_with("multipart/") || field_named(block.fields, "MIME-Version"));
}

bool has_ending(std::string_view name, std::string_view ending) { return lower_case(name).ends_with(ending); }

}  // namespace

InputKind kind_of_input(std::string_view head, std::string_view name) {
  const auto text = without_mark(head);
  if (text.starts_with("WARC/")) return InputKind::warc;
  if (text.starts_with(kRecordLineBegin)) return InputKind::record_lines;
  const auto line = text.substr(0, text.find('\n'));
  if (line.starts_with('{') && (line.find(R"("body_base64")") != std::string_view::npos || has_ending(name, ".jsonl")))
    return InputKind::json_lines;
  if (has_ending(name, ".jsonl") && !text.starts_with('<')) return InputKind::json_lines;
  if (!has_front_matter(text) && begins_mime(text)) return InputKind::mhtml;
  return InputKind::page;
}

MediaType media_type_of(std::string_view head, std::string_view name) {
  const auto text = without_mark(head);
  if (text.starts_with('<')) return MediaType::html;
  if (has_front_matter(text)) return MediaType::markdown;
  if (begins_json(text)) return MediaType::json;
  if (has_ending(name, ".md") || has_ending(name, ".markdown")) return MediaType::markdown;
  if (has_ending(name, ".html") || has_ending(name, ".htm") || has_ending(name, ".shtml")) return MediaType::html;
  const auto lowered = lower_case(head);
  const bool tagged =
      std::ranges::any_of(kHtmlTags, [&](std::string_view tag) { return lowered.find(tag) != std::string::npos; });
  const bool wide = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  return tagged || wide ? MediaType::html : MediaType::markdown;
}

bool is_feed(std::string_view head) {
  auto root = behind_prolog(head.substr(0, kSniffBytes));
  if (!root.starts_with('<')) return false;
  root.remove_prefix(1);
  root = root.substr(0, root.find_first_of(" \t\r\n/>"));
  const auto colon = root.find(':');
  const auto name = lower_case(root.substr(colon == std::string_view::npos ? 0 : colon + 1));
  return std::ranges::find(kFeedRoots, name) != kFeedRoots.end();
}

std::optional<std::string_view> foreign_format_of(std::string_view head) {
  for (const auto& [begin, what] : kForeignFormats)
    if (head.starts_with(begin)) return what;
  return std::nullopt;
}

}  // namespace mingdan
