#include "archive/header_fields.hpp"

#include <algorithm>

namespace mingdan {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The next line without its end; `text` moves behind it.
std::string_view take_line(std::string_view& text, bool& ended) {
  const auto end = text.find('\n');
  ended = end != std::string_view::npos;
  auto line = text.substr(0, end);
  text.remove_prefix(ended ? end + 1 : text.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Value of a parameter that begins at `text`: a quoted string or all up to the next semicolon.
std::string take_parameter_value(std::string_view& text) {
  std::string value;
  if (!text.starts_with('"')) {
    const auto end = std::min(text.find(';'), text.size());
    value = without_outer_blanks(text.substr(0, end));
    text.remove_prefix(end);
    return value;
  }
  std::size_t at = 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    value.push_back(text[at]);
  }
  text.remove_prefix(std::min(text.find(';', at), text.size()));
  return value;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), lower);
  return lowered;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

std::string_view without_outer_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

HeaderBlock read_header_block(std::string_view text) {
  HeaderBlock block;
  auto rest = text;
  while (!rest.empty() && !block.complete) {
    bool ended = false;
    const auto line = take_line(rest, ended);
    if (line.empty()) {
      block.complete = ended;
    } else if (line.front() == ' ' || line.front() == '\t') {
      if (!block.fields.empty()) block.fields.back().second.append(" ").append(without_outer_blanks(line));
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
      block.fields.emplace_back(without_outer_blanks(line.substr(0, colon)),
                                without_outer_blanks(line.substr(colon + 1)));
    }
  }
  block.length = text.size() - rest.size();
  return block;
}

std::optional<std::string_view> field_named(const HeaderFields& fields, std::string_view name) {
  for (const auto& [field, value] : fields)
    if (equal_ignoring_case(field, name)) return value;
  return std::nullopt;
}

std::optional<std::string> parameter_of(std::string_view value, std::string_view name) {
  while (true) {
    const auto semicolon = value.find(';');
    if (semicolon == std::string_view::npos) return std::nullopt;
    value.remove_prefix(semicolon + 1);
    const auto equals = value.find_first_of("=;");
    if (equals == std::string_view::npos || value[equals] == ';') continue;
    const auto found = without_outer_blanks(value.substr(0, equals));
    value.remove_prefix(equals + 1);
    value.remove_prefix(std::min(value.find_first_not_of(kBlanks), value.size()));
    auto parameter = take_parameter_value(value);
    if (equal_ignoring_case(found, name)) return parameter;
  }
}

std::string essence_of(std::string_view value) {
  return lower_case(without_outer_blanks(value.substr(0, value.find(';'))));
}

}  // namespace mingdan
