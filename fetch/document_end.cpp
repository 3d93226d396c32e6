#include "fetch/document_end.hpp"

#include <array>
#include <string>

#include "archive/header_fields.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kBlanks(" \t\r\n\f\0", 6);
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t kShortScript = 4096;  // redirect stubs; whole pages are longer and end as pages

std::string_view without_blanks_before(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlanks);
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

std::string_view without_blanks_behind(std::string_view text) {
  const auto last = text.find_last_not_of(kBlanks);
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

/// Behind declarations and comments.
std::string_view at_first_element(std::string_view head) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kPassed{
      {{"<?", "?>"}, {"<!--", "-->"}, {"<!", ">"}}};
  while (true) {
    head = without_blanks_before(head);
    const auto* passed = kPassed.begin();
    while (passed != kPassed.end() && !head.starts_with(passed->first)) ++passed;
    if (passed == kPassed.end()) return head;
    const auto end = head.find(passed->second);
    if (end == std::string_view::npos) return {};
    head.remove_prefix(end + passed->second.size());
  }
}

/// "rss" of "<rss version=…"; empty when no element begins here.
std::string_view element_name(std::string_view text) {
  if (!text.starts_with('<')) return {};
  return text.substr(1, text.find_first_of(" \t\r\n/>", 1) - 1);
}

bool ends_json(std::string_view tail) { return tail.ends_with('}') || tail.ends_with(']'); }

bool ends_html(std::string_view first, std::string_view tail, std::uint64_t size) {
  if (tail.find("</html") != std::string_view::npos || tail.find("</body") != std::string_view::npos) return true;
  return size <= kShortScript && element_name(first) == "script" && tail.ends_with("</script>");
}

bool ends_xml(std::string_view first, std::string_view tail) {
  const auto name = element_name(first);
  if (name.empty()) return tail.ends_with('>');
  return tail.ends_with(">") && tail.find("</" + std::string(name)) != std::string_view::npos;
}

}  // namespace

bool ends_as_document(const ContentEnds& ends, std::string_view media_type) {
  const auto head = lower_case(ends.head);
  const auto tail_text = lower_case(ends.tail);
  std::string_view begin = head;
  if (begin.starts_with(kByteOrderMark)) begin.remove_prefix(kByteOrderMark.size());
  begin = without_blanks_before(begin);
  const auto tail = without_blanks_behind(tail_text);
  if (begin.empty()) return true;
  const bool markup = media_type.ends_with("html") || media_type.ends_with("xml") || media_type.ends_with("json");
  if (!markup && !media_type.empty()) return true;
  if (begin.front() == '{' || begin.front() == '[' || media_type.ends_with("json")) return ends_json(tail);
  const auto first = at_first_element(begin);
  if (media_type.ends_with("xml") && media_type != "application/xhtml+xml") return ends_xml(first, tail);
  if (media_type.empty() && begin.front() != '<') return true;
  if (media_type.empty() && begin.starts_with("<?xml") && element_name(first) != "html") return ends_xml(first, tail);
  return ends_html(first, tail, ends.size);
}

}  // namespace mingdan
