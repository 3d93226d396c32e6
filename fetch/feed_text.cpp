#include "fetch/feed_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "archive/saved_time.hpp"
#include "text/charset.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostTitle = 1000;
constexpr std::size_t kMostMarkup = 16384;
constexpr std::size_t kLongestCharacter = 4;
constexpr std::size_t kLongestDate = 100;
constexpr std::size_t kLongestReference = 10;

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kNames{{{"amp", "&"},
                                                                                {"lt", "<"},
                                                                                {"gt", ">"},
                                                                                {"quot", "\""},
                                                                                {"apos", "'"},
                                                                                {"nbsp", " "},
                                                                                {"ensp", " "},
                                                                                {"emsp", " "},
                                                                                {"ldquo", "“"},
                                                                                {"rdquo", "”"},
                                                                                {"lsquo", "‘"},
                                                                                {"rsquo", "’"},
                                                                                {"middot", "·"},
                                                                                {"mdash", "—"},
                                                                                {"ndash", "–"},
                                                                                {"hellip", "…"}}};

std::string character(std::uint32_t code) {
  const auto unit = [](std::uint32_t value) {
    return std::string{static_cast<char>(value >> 8U & 0xFFU), static_cast<char>(value & 0xFFU)};
  };
  if (code > 0x10FFFF) return "\uFFFD";
  if (code < 0x10000) return decode(unit(code), "utf-16be").text;
  code -= 0x10000;
  return decode(unit(0xD800 + (code >> 10U)) + unit(0xDC00 + (code & 0x3FFU)), "utf-16be").text;
}

std::optional<std::string> referenced(std::string_view name) {
  if (!name.starts_with('#')) {
    const auto* known = std::ranges::find(kNames, name, &std::pair<std::string_view, std::string_view>::first);
    return known == kNames.end() ? std::nullopt : std::optional(std::string(known->second));
  }
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
  if (name.empty() || error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return character(code);
}

/// Behind the tag that begins here; nullopt when none does.
std::optional<std::size_t> tag_end(std::string_view markup, std::size_t at) {
  const char next = at + 1 < markup.size() ? markup[at + 1] : '\0';
  const bool begins = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!';
  const auto end = begins ? markup.find('>', at) : std::string_view::npos;
  return end == std::string_view::npos ? std::nullopt : std::optional(end + 1);
}

bool has_tag(std::string_view markup) {
  for (auto at = markup.find('<'); at != std::string_view::npos; at = markup.find('<', at + 1))
    if (tag_end(markup, at)) return true;
  return false;
}

/// Tags dropped and references resolved, once.
std::string undone(std::string_view markup) {
  std::string title;
  for (std::size_t at = 0; at < markup.size() && title.size() < kMostTitle + kLongestCharacter;) {
    if (const auto end = markup[at] == '<' ? tag_end(markup, at) : std::nullopt) {
      at = *end;
      continue;
    }
    const auto name = markup[at] == '&' ? markup.substr(at + 1, kLongestReference) : std::string_view();
    const auto semicolon = name.find(';');
    if (const auto text = semicolon != name.npos ? referenced(name.substr(0, semicolon)) : std::nullopt) {
      title += *text;
      at += semicolon + 2;
    } else {
      title += markup[at++];
    }
  }
  return title;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

std::string plain_title(std::string_view markup) {
  auto title = undone(markup.substr(0, kMostMarkup));
  if (has_tag(title)) title = undone(title);
  title = decode(title, "utf-8").text;
  auto end = std::min(title.size(), kMostTitle);
  while (end < title.size() && (static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80) --end;
  title.resize(end);
  std::ranges::replace_if(title, is_control, ' ');
  return std::string(trimmed(without_invisible(title)));
}

std::optional<std::string> feed_date(std::string_view text) {
  text = trimmed(text).substr(0, kLongestDate);
  if (auto moment = saved_time(text)) return moment;
  if (auto moment = saved_time(std::string(text) + " +0800")) return moment;
  if (const auto day = saved_time(std::string(text) + " 00:00:00 +0800")) return std::string(day_of(*day));
  return absolute_date_in(text);
}

std::string unescaped_address(std::string_view text) {
  constexpr std::string_view kRest = "amp;";
  std::string address;
  while (!text.empty()) {
    const char c = text.front();
    address += c;
    text.remove_prefix(1);
    while (c == '&' && text.starts_with(kRest)) text.remove_prefix(kRest.size());
  }
  return address;
}

}  // namespace mingdan
