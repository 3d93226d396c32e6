#include "parse/markdown_front_matter.hpp"

#include <algorithm>

#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMaxFields = 200;

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

std::string lower_case(std::string_view text) {
  std::string folded(text);
  std::ranges::transform(folded, folded.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return folded;
}

/// A value as it is meant: quotes gone, escapes of double-quoted values undone.
std::string meant(std::string_view value) {
  const bool doubled = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  const bool single = value.size() >= 2 && value.front() == '\'' && value.back() == '\'';
  if (!doubled && !single) return std::string(value);
  value = value.substr(1, value.size() - 2);
  std::string plain;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const bool escaped = doubled ? value[at] == '\\' : value.substr(at, 2) == "''";
    if (escaped && at + 1 < value.size()) ++at;
    plain.push_back(value[at]);
  }
  return plain;
}

}  // namespace

const FrontMatterField* FrontMatter::find(std::string_view name) const {
  const auto found = std::ranges::find_if(
      fields, [&](const FrontMatterField& field) { return field.name == name && !field.value.empty(); });
  return found == fields.end() ? nullptr : &*found;
}

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter matter;
  auto at = static_cast<std::size_t>(trimmed(text).data() - text.data());
  if (text.empty() || trimmed(line_at(text, at)) != "---") return matter;
  std::vector<FrontMatterField> fields;
  for (at += line_at(text, at).size() + 1; at < text.size(); at += line_at(text, at).size() + 1) {
    const auto line = line_at(text, at);
    if (const auto mark = trimmed(line); mark == "---" || mark == "...") {
      if (fields.empty()) return matter;
      matter.fields = std::move(fields);
      matter.end = std::min(at + line.size() + 1, text.size());
      return matter;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || fields.size() >= kMaxFields) continue;
    const auto value = trimmed(line.substr(colon + 1));
    fields.push_back({lower_case(trimmed(line.substr(0, colon))),
                      meant(value),
                      {static_cast<std::size_t>(value.data() - text.data()), value.size()}});
  }
  return matter;
}

}  // namespace mingdan
