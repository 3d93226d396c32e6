#include "publish/cells.hpp"

#include <algorithm>
#include <functional>

#include "archive/digest.hpp"

namespace mingdan {
namespace {

template <class Items, class Text>
std::string joined_items(const Items& items, Text text) {
  std::string out;
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += kListSeparator;
    first = false;
    out += text(item);
  }
  return out;
}

}  // namespace

std::string cell(const std::optional<std::string>& value) { return value.value_or(std::string()); }
std::string cell(std::optional<int> value) { return value ? std::to_string(*value) : std::string(); }
std::string cell(std::size_t value) { return std::to_string(value); }

std::string joined(const std::vector<std::string>& items) { return joined_items(items, std::identity{}); }
std::string joined(const std::set<std::string>& items) { return joined_items(items, std::identity{}); }

std::string joined(const std::vector<Cited<std::string>>& items) {
  return joined_items(items, [](const Cited<std::string>& item) -> const std::string& { return item.value; });
}

std::string joined_codes(const std::vector<Finding>& of_notice, const std::vector<Finding>& of_page) {
  std::vector<std::string> codes;
  for (const auto* findings : {&of_notice, &of_page})
    for (const Finding& finding : *findings)
      if (std::ranges::find(codes, finding.code) == codes.end()) codes.push_back(finding.code);
  return joined(codes);
}

std::string content_id(const std::vector<std::string>& parts) {
  std::string content;
  for (const std::string& part : parts) {
    content += std::to_string(part.size());
    content += ':';
    content += part;
  }
  return sha256_hex(content).substr(0, 20);
}

}  // namespace mingdan
