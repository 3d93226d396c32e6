#include "parse/page_form.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parse/html_elements.hpp"
#include "parse/html_scan.hpp"
#include "parse/html_tag_table.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{16} << 20;
constexpr std::size_t kSampleBytes = 4096;
constexpr std::size_t kMarkupSampleBytes = std::size_t{64} << 10;

struct Signature {
  std::string_view bytes;
  std::string_view what;
};

constexpr auto kSignatures = std::to_array<Signature>({
    {"%PDF-", "a PDF document"},
    {"PK\x03\x04", "a ZIP archive or an office document"},
    {"\x1F\x8B", "compressed by gzip"},
    {"\x89PNG", "a picture"},
    {"\xFF\xD8\xFF", "a picture"},
    {"GIF8", "a picture"},
    {"RIFF", "a picture or a recording"},
    {"\xD0\xCF\x11\xE0", "an old office document"},
    {"{\\rtf", "an RTF document"},
    {"BZh", "compressed by bzip2"},
    {"\xFD"
     "7zXZ",
     "compressed by xz"},
    {"7z\xBC\xAF", "a 7z archive"},
    {"Rar!", "a RAR archive"},
    {"\x7F"
     "ELF",
     "a program"},
});

bool has_known_tag(std::string_view text) {
  HtmlScanner scanner(text.substr(0, kMarkupSampleBytes));
  for (auto token = scanner.next(); token.kind != HtmlTokenKind::end; token = scanner.next()) {
    if (token.kind != HtmlTokenKind::start_tag && token.kind != HtmlTokenKind::end_tag) continue;
    if (tag_traits(token.name).traits != 0 || equals_ascii_caseless(token.name, "span")) return true;
  }
  return false;
}

bool is_utf16(std::string_view body) {
  if (body.starts_with("\xFF\xFE") || body.starts_with("\xFE\xFF")) return true;
  const auto sample = body.substr(0, kSampleBytes);
  const auto zeros = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\0'));
  return sample.size() >= 4 && zeros * 4 > sample.size() && zeros * 8 <= sample.size() * 5 &&
         !sample.starts_with(std::string_view("\0\0", 2)) && (sample[0] == '\0' || sample[1] == '\0');
}

bool is_binary(std::string_view body) {
  const auto sample = body.substr(0, kSampleBytes);
  const auto control = std::count_if(sample.begin(), sample.end(), [](char c) {
    const auto value = static_cast<unsigned char>(c);
    return value < 0x20 && value != '\t' && value != '\n' && value != '\r' && value != '\f' && value != 0x1B;
  });
  return static_cast<std::size_t>(control) * 10 > sample.size();
}

bool is_blank(std::string_view body) {
  return std::ranges::all_of(body, [](char c) { return c == '\0' || c == ' ' || (c >= '\t' && c <= '\r'); }) ||
         trimmed(body).empty();
}

std::optional<Error> not_html(const Page& page, std::string_view what) {
  return Error{"not_html", page.input + " is " + std::string(what) +
                               ", not a web page; save the page that links to it, or its text as Markdown"};
}

}  // namespace

std::optional<Error> unreadable_form(const Page& page) {
  const std::string_view body = page.body;
  if (is_blank(body)) return Error{"empty_page", page.input + " is empty; fetch or save the page again"};
  if (body.size() > kMaxBytes)
    return Error{"too_large", page.input + " has more than 16 MB; save the article without its pictures"};
  for (const auto& signature : kSignatures)
    if (body.starts_with(signature.bytes)) return not_html(page, signature.what);
  if (body.substr(0, 1024).find("%PDF-") != std::string_view::npos && !has_known_tag(body.substr(0, 1024)))
    return not_html(page, "a PDF document");
  if (!is_utf16(body) && is_binary(body) && !has_known_tag(body.substr(0, kSampleBytes)))
    return not_html(page, "binary data");
  return std::nullopt;
}

TextForm form_of(std::string_view text, MediaType media_type) {
  if (text.starts_with("\uFEFF")) text.remove_prefix(3);
  const auto begin = trimmed(text.substr(0, kSampleBytes));
  const bool front_matter = begin.starts_with("---\n") || begin.starts_with("---\r\n");
  if (begin.starts_with("{") || begin.starts_with("[{"))
    return media_type == MediaType::markdown ? TextForm::markdown : TextForm::json;
  if (media_type == MediaType::json) return TextForm::json;
  if (front_matter) return TextForm::markdown;
  const bool whole_page = equals_ascii_caseless(begin.substr(0, 9), "<!doctype") ||
                          equals_ascii_caseless(begin.substr(0, 5), "<html") || begin.starts_with("<!--");
  if (media_type == MediaType::markdown) return whole_page ? TextForm::html : TextForm::markdown;
  const bool tag_first = begin.size() > 1 && begin[0] == '<' && begin[1] != ' ' && begin[1] != '<';
  return tag_first || has_known_tag(text) ? TextForm::html : TextForm::markdown;
}

}  // namespace mingdan
