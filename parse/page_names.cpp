#include "parse/page_names.hpp"

#include <algorithm>

namespace mingdan {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f";

/// False when an id or a class that the selector asks for is nowhere on the page.
bool may_match(const PageNames& names, std::string_view selector) {
  for (auto at = selector.find_first_of("#."); at != std::string_view::npos;
       at = selector.find_first_of("#.", at + 1)) {
    const auto end = std::min(selector.find_first_of(" >#.[", at + 1), selector.size());
    const auto name = selector.substr(at + 1, end - at - 1);
    if (!(selector[at] == '#' ? names.ids : names.classes).contains(name)) return false;
  }
  return true;
}

}  // namespace

std::optional<Element> PageNames::first(std::string_view selector) const {
  return may_match(*this, selector) ? tree->first(selector) : std::nullopt;
}

std::vector<Element> PageNames::all(std::string_view selector) const {
  return may_match(*this, selector) ? tree->all(selector) : std::vector<Element>{};
}

PageNames read_page_names(const HtmlTree& tree) {
  PageNames names{&tree, {}, {}};
  for (const auto& element : tree.all("[id]")) names.ids.insert(*element.attribute("id"));
  for (const auto& element : tree.all("[class]")) {
    std::string_view rest = *element.attribute("class");
    while (!rest.empty()) {
      const auto end = std::min(rest.find_first_of(kBlanks), rest.size());
      if (end > 0) names.classes.insert(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return names;
}

}  // namespace mingdan
