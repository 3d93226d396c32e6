#include "fetch/robots.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

#include "archive/header_fields.hpp"
#include "fetch/politeness.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostBytes = 500UL << 10U;
constexpr std::size_t kMostLine = 16664;
/// Bytes that rules with stars may search for one address, all in all: 80,000 of them for a usual address of 200 bytes,
/// 2,000 for one of 8 KiB.
constexpr std::size_t kMostSearched = 16UL << 20U;
constexpr std::string_view kBlanks = " \t";
/// How people write it; Source: google/robotstxt, "typos".
constexpr std::array<std::string_view, 3> kUserAgent{"user-agent", "useragent", "user agent"};
constexpr std::array<std::string_view, 6> kDisallow{"disallow", "dissallow", "dissalow",
                                                    "disalow",  "diasllow",  "disallaw"};
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kHex = "0123456789ABCDEF";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool is_unreserved(unsigned char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

void append_escaped(std::string& out, unsigned char c) {
  out += '%';
  out += kHex[c >> 4U];
  out += kHex[c & 15U];
}

enum class Side { rule, address };

/// Whether a character that stands for itself in an address would mean more in a rule: there it is written escaped.
bool is_special(Side side, std::string_view path, std::size_t at) {
  if (path[at] == '*') return side == Side::address;
  return path[at] == '$' && (side == Side::address || at + 1 < path.size());
}

/// One form for what different escapes mean: unreserved characters bare, behind the question mark : and / too, bytes
/// outside ASCII escaped, hexadecimal digits in upper case. Source: RFC 9309 sections 2.2.2 and 2.2.3, RFC 3986
/// section 6.2.2.
std::string normalised(std::string_view path, Side side) {
  std::string result;
  bool in_query = false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto c = static_cast<unsigned char>(path[i]);
    const int high = c == '%' && i + 2 < path.size() ? hex_value(path[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(path[i + 2]) : -1;
    in_query = in_query || c == '?';
    if (low >= 0) {
      const auto byte = static_cast<unsigned char>(high * 16 + low);
      if (is_unreserved(byte) || (in_query && (byte == ':' || byte == '/')))
        result += static_cast<char>(byte);
      else
        append_escaped(result, byte);
      i += 2;
    } else if (c <= 0x20 || c >= 0x7f || is_special(side, path, i)) {
      append_escaped(result, c);
    } else {
      result += path[i];
    }
  }
  return result;
}

/// std::string_view::find() takes the product of the lengths, memmem() of glibc their sum, or 256 times it at worst.
std::size_t found_at(std::string_view text, std::string_view piece, std::size_t from) {
  const auto* found =
      static_cast<const char*>(memmem(text.data() + from, text.size() - from, piece.data(), piece.size()));
  return found == nullptr ? std::string_view::npos : static_cast<std::size_t>(found - text.data());
}

/// Greedy from star to star, so that no pattern is tried in more ways than the path is long.
bool matches(std::string_view pattern, std::string_view path) {
  const bool to_the_end = pattern.ends_with('$');
  if (to_the_end) pattern.remove_suffix(1);
  std::size_t at = 0;
  bool first = true;
  while (true) {
    const auto star = pattern.find('*');
    const auto piece = pattern.substr(0, star);
    const bool last = star == std::string_view::npos;
    if (first && path.substr(0, piece.size()) != piece) return false;
    if (last && to_the_end)
      return first ? path.size() == piece.size() : path.size() >= at + piece.size() && path.ends_with(piece);
    const auto found = first ? 0 : found_at(path, piece, at);
    if (found == std::string_view::npos) return false;
    if (last) return true;
    at = found + piece.size();
    pattern.remove_prefix(star + 1);
    first = false;
  }
}

/// The letters of a product token at the beginning of what a line names.
std::string product_in(std::string_view value) {
  if (value.starts_with('*')) return value.size() == 1 || kBlanks.contains(value[1]) ? "*" : "";
  const auto end = std::ranges::find_if_not(
      value, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_'; });
  return lower_case(value.substr(0, static_cast<std::size_t>(end - value.begin())));
}

/// Name and value of a line. Without a colon two words are taken for them, as google/robotstxt does.
std::optional<std::pair<std::string, std::string_view>> field_in(std::string_view line) {
  line = trimmed(line.substr(0, line.find('#')));
  const auto colon = line.find(':');
  if (colon != std::string_view::npos)
    return std::pair(lower_case(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
  const auto blank = line.find_first_of(kBlanks);
  if (blank == std::string_view::npos) return std::nullopt;
  const auto value = trimmed(line.substr(blank));
  if (value.find_first_of(kBlanks) != std::string_view::npos) return std::nullopt;
  return std::pair(lower_case(line.substr(0, blank)), value);
}

std::optional<std::chrono::seconds> delay_in(std::string_view value) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc() || !std::isfinite(seconds) || seconds < 0) return std::nullopt;
  const auto longest = static_cast<double>(kLongestCrawlDelay.count());
  return std::chrono::seconds(std::llround(std::ceil(std::min(seconds, longest))));
}

/// Reads line after line.
struct Reader {
  RobotsRules robots;
  bool naming = false;  ///< no rule came since the last line that named a product

  void take(std::string_view line) {
    const auto field = field_in(line);
    if (!field) return;
    const auto& [name, value] = *field;
    if (std::ranges::find(kUserAgent, name) != kUserAgent.end()) return take_product(value);
    if (robots.groups.empty()) return;
    auto& group = robots.groups.back();
    if (name == "allow") return take_rule(group, true, value);
    if (std::ranges::find(kDisallow, name) != kDisallow.end()) return take_rule(group, false, value);
    // No rule of the standard, so it does not end the naming of products (RFC 9309 section 2.2.4).
    if (name != "crawl-delay") return;
    if (const auto delay = delay_in(value)) group.crawl_delay = std::max(group.crawl_delay, delay);
  }

  /// An empty rule forbids nothing and allows nothing. One that lacks its slash is read so that it errs on the side of
  /// the host: it forbids, but it allows nothing.
  void take_rule(RobotsGroup& group, bool allow, std::string_view value) {
    naming = false;
    const bool rooted = value.starts_with('/') || value.starts_with('*');
    if (value.empty() || (allow && !rooted)) return;
    group.rules.push_back({allow, normalised((rooted ? "" : "/") + std::string(value), Side::rule)});
  }

  void take_product(std::string_view value) {
    auto product = product_in(value);
    if (!naming) robots.groups.emplace_back();
    naming = true;
    if (!product.empty()) robots.groups.back().products.push_back(std::move(product));
  }
};

/// The groups that count for a product.
std::vector<const RobotsGroup*> groups_for(const RobotsRules& rules, std::string_view product) {
  for (const auto& wanted : {lower_case(product), std::string("*")}) {
    std::vector<const RobotsGroup*> groups;
    for (const auto& group : rules.groups)
      if (std::ranges::find(group.products, wanted) != group.products.end()) groups.push_back(&group);
    if (!groups.empty()) return groups;
  }
  return {};
}

}  // namespace

RobotsRules parse_robots(std::string_view text) {
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  // The line that the bound cuts would say something else than it did.
  if (text.size() > kMostBytes) text = text.substr(0, text.find_last_of("\r\n", kMostBytes) + 1);
  Reader reader;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    reader.take(text.substr(0, std::min(end, kMostLine)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::move(reader.robots);
}

bool allows(const RobotsRules& rules, std::string_view product, std::string_view path_and_query) {
  const auto path =
      normalised((path_and_query.starts_with('/') ? "" : "/") + std::string(path_and_query), Side::address);
  if (path == "/robots.txt") return true;
  std::size_t longest = 0;
  std::size_t searched = 0;
  bool allowed = true;
  for (const auto* group : groups_for(rules, product)) {
    for (const auto& rule : group->rules) {
      const auto length = rule.pattern.size();
      if (length < longest || (length == longest && !rule.allow)) continue;
      if (rule.pattern.contains('*')) searched += path.size();
      if (searched > kMostSearched) return false;
      if (!matches(rule.pattern, path)) continue;
      longest = length;
      allowed = rule.allow;
    }
  }
  return allowed;
}

std::optional<std::chrono::seconds> crawl_delay_of(const RobotsRules& rules, std::string_view product) {
  std::optional<std::chrono::seconds> longest;
  for (const auto* group : groups_for(rules, product)) longest = std::max(longest, group->crawl_delay);
  return longest;
}

RobotsAnswer robots_answer_for(std::optional<int> status) {
  if (!status || *status >= 500 || *status == 429) return RobotsAnswer::disallow_all;
  return *status / 100 == 2 ? RobotsAnswer::use_rules : RobotsAnswer::allow_all;
}

}  // namespace mingdan
