#include "parse/hanweb_records.hpp"

#include <algorithm>

#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kStore = "<datastore>";
constexpr std::string_view kStoreEnd = "</datastore>";
constexpr std::string_view kScript = "<script";
constexpr std::string_view kScriptEnd = "</script>";
constexpr std::string_view kOpen = "<![CDATA[";
constexpr std::string_view kClose = "]]>";

void blank(std::string& text, std::size_t from, std::size_t length) {
  std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(from), length, ' ');
}

void blank_marks(std::string& text, std::size_t from, std::size_t to, std::string_view mark) {
  const auto store = std::string_view(text).substr(from, to - from);
  for (auto at = store.find(mark); at != std::string_view::npos; at = store.find(mark, at + mark.size()))
    blank(text, from + at, mark.size());
}

// The start tag of the script that holds the store at `store`, when nothing but blanks stands between.
void blank_script_before(std::string& text, std::size_t floor, std::size_t store) {
  const auto before = trimmed(std::string_view(text).substr(floor, store - floor));
  if (!before.ends_with(">")) return;
  const auto tag = before.rfind('<');
  if (tag == std::string_view::npos || !before.substr(tag).starts_with(kScript)) return;
  const auto from = static_cast<std::size_t>(before.data() - text.data()) + tag;
  blank(text, from, before.size() - tag);
}

void blank_script_end(std::string& text, std::size_t behind) {
  const auto rest = trimmed(std::string_view(text).substr(behind, 256));
  if (rest.starts_with(kScriptEnd)) blank(text, static_cast<std::size_t>(rest.data() - text.data()), kScriptEnd.size());
}

}  // namespace

std::optional<std::string> with_records_opened(std::string_view page) {
  if (page.find(kStore) == std::string_view::npos) return std::nullopt;
  std::string text(page);
  std::size_t floor = 0;
  for (auto store = text.find(kStore); store != std::string::npos; store = text.find(kStore, floor)) {
    const auto end = text.find(kStoreEnd, store);
    if (end == std::string::npos) break;
    blank_script_before(text, floor, store);
    for (const auto mark : {kOpen, kClose}) blank_marks(text, store, end, mark);
    floor = end + kStoreEnd.size();
    blank_script_end(text, floor);
  }
  return text;
}

}  // namespace mingdan
