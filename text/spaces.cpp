#include "text/spaces.hpp"

#include <array>

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 20> kBlanks{" ",      "\t",     "\n",     "\r",     "\f",     "\v",     "\u00a0",
                                                   "\u3000", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
                                                   "\u2006", "\u2007", "\u2008", "\u2009", "\u200b", "\ufeff"};

constexpr std::array<std::string_view, 13> kInvisible{"\u200b", "\u200c", "\u200d", "\u200e", "\u200f",
                                                      "\u2060", "\ufeff", "\u00ad", "\u202a", "\u202b",
                                                      "\u202c", "\u202d", "\u202e"};

template <std::size_t N>
std::size_t prefix_length(std::string_view text, const std::array<std::string_view, N>& set) {
  for (const auto candidate : set)
    if (text.starts_with(candidate)) return candidate.size();
  return 0;
}

std::size_t blank_suffix_length(std::string_view text) {
  for (const auto candidate : kBlanks)
    if (text.ends_with(candidate)) return candidate.size();
  return 0;
}

}  // namespace

std::string_view trimmed(std::string_view utf8) {
  while (const auto length = prefix_length(utf8, kBlanks)) utf8.remove_prefix(length);
  while (const auto length = blank_suffix_length(utf8)) utf8.remove_suffix(length);
  return utf8;
}

std::string without_invisible(std::string_view utf8) {
  std::string visible;
  visible.reserve(utf8.size());
  while (!utf8.empty()) {
    if (const auto length = prefix_length(utf8, kInvisible)) {
      utf8.remove_prefix(length);
      continue;
    }
    visible.push_back(utf8.front());
    utf8.remove_prefix(1);
  }
  return visible;
}

}  // namespace mingdan
