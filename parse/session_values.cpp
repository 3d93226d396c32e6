#include "parse/session_values.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace mingdan {
namespace {

constexpr std::size_t kShortestTicket = 12;
constexpr std::size_t kShortestKey = 32;
constexpr std::size_t kQueryReach = 600;  // bytes in which the parameters of one address stand together

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool is_value(char c) { return is_letter_or_digit(c) || std::string_view("%+/=-~.").find(c) != std::string_view::npos; }

std::string_view value_at(std::string_view text, std::size_t at) {
  auto end = at;
  while (end < text.size() && is_value(text[end])) ++end;
  return text.substr(at, end - at);
}

bool stands_alone(std::string_view text, std::size_t at) { return at == 0 || !is_letter_or_digit(text[at - 1]); }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

/// `name = "value"` or `name: 'value'`, or `name=value` in an address; the value alone.
std::string_view literal_after(std::string_view text, std::size_t at) {
  const auto sign = skip_blanks(text, at);
  if (sign >= text.size()) return {};
  if (text[sign] == '=' && sign == at)
    if (const auto value = value_at(text, at + 1); !value.empty()) return value;
  if (text[sign] != '=' && text[sign] != ':') return {};
  const auto quote = skip_blanks(text, sign + 1);
  if (quote >= text.size() || (text[quote] != '"' && text[quote] != '\'')) return {};
  const auto value = value_at(text, quote + 1);
  const auto close = quote + 1 + value.size();
  return close < text.size() && text[close] == text[quote] ? value : std::string_view{};
}

Finding finding_for(std::string_view name, std::string_view text, std::string_view value) {
  return {"saved_session_values", Severity::warning,
          "the page was saved together with its reader's " + std::string(name) + "; remove it before sharing the page",
          Span{static_cast<std::size_t>(value.data() - text.data()), value.size()}};
}

bool is_hexadecimal(std::string_view value) {
  return std::ranges::all_of(
      value, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

/// A reader's number: digits or their base64 form. 777 is everybody who is not logged in.
bool has_uin(std::string_view nearby) {
  for (auto at = nearby.find("uin="); at != std::string_view::npos; at = nearby.find("uin=", at + 4)) {
    if (!stands_alone(nearby, at)) continue;
    const auto value = value_at(nearby, at + 4);
    if (value.size() >= 5) return true;
  }
  return false;
}

}  // namespace

std::optional<Finding> saved_session_values(std::string_view text) {
  for (const std::string_view name : {"pass_ticket", "appmsg_token", "wap_sid2"}) {
    for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + name.size())) {
      if (!stands_alone(text, at)) continue;
      const auto value = literal_after(text, at + name.size());
      if (value.size() >= kShortestTicket) return finding_for(name, text, value);
    }
  }
  for (auto at = text.find("key="); at != std::string_view::npos; at = text.find("key=", at + 4)) {
    if (!stands_alone(text, at)) continue;
    const auto value = value_at(text, at + 4);
    if (value.size() < kShortestKey || !is_hexadecimal(value)) continue;
    const auto begin = at - std::min(at, kQueryReach);
    if (has_uin(text.substr(begin, 2 * kQueryReach))) return finding_for("key and uin", text, value);
  }
  return std::nullopt;
}

}  // namespace mingdan
