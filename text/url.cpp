#include "text/url.hpp"

#include <algorithm>

namespace mingdan {
namespace {

constexpr std::string_view kWideBlank = "\u3000";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

bool has_blank_or_control(std::string_view text) {
  return text.find(kWideBlank) != std::string_view::npos || std::ranges::any_of(text, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte <= 0x20 || byte == 0x7f;
         });
}

bool is_host_char(char c) {
  return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_host(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']') && host.size() > 3)
    return std::ranges::all_of(host.substr(1, host.size() - 2),
                               [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; });
  return !host.empty() && host.front() != '.' && host.front() != '-' && std::ranges::all_of(host, is_host_char);
}

/// Authority without user: host and port. False when it is none.
bool read_authority(std::string_view authority, UrlParts& parts) {
  const auto bracket = authority.rfind(']');
  const auto colon = authority.rfind(':');
  auto host = authority;
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    host = authority.substr(0, colon);
    const auto port = authority.substr(colon + 1);
    if (port.size() > 5 || !std::ranges::all_of(port, is_digit)) return false;
    parts.port = port;
  }
  if (!is_host(host)) return false;
  parts.host = lowered(host);
  return true;
}

void read_path(std::string_view rest, UrlParts& parts) {
  if (const auto hash = rest.find('#'); hash != std::string_view::npos) {
    parts.fragment = rest.substr(hash + 1);
    rest = rest.substr(0, hash);
  }
  if (const auto mark = rest.find('?'); mark != std::string_view::npos) {
    parts.query = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
  }
  parts.path = rest;
}

/// The scheme that a reference begins with (lower case, without colon), empty when it has none.
std::string scheme_of(std::string_view reference) {
  if (reference.empty() || !is_letter(reference.front())) return {};
  const auto end = std::ranges::find_if_not(
      reference, [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; });
  if (end == reference.end() || *end != ':') return {};
  return lowered(reference.substr(0, static_cast<std::size_t>(end - reference.begin())));
}

/// As browsers do: outer blanks and inner line breaks go, inner blanks are escaped.
std::string cleaned(std::string_view reference) {
  while (!reference.empty() && static_cast<unsigned char>(reference.front()) <= 0x20) reference.remove_prefix(1);
  while (!reference.empty() && static_cast<unsigned char>(reference.back()) <= 0x20) reference.remove_suffix(1);
  std::string result;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const char c = reference[i];
    if (c == '\t' || c == '\n' || c == '\r') continue;
    if (c == ' ') {
      result += "%20";
    } else if (reference.substr(i).starts_with(kWideBlank)) {
      result += "%E3%80%80";
      i += kWideBlank.size() - 1;
    } else {
      result += c;
    }
  }
  return result;
}

/// RFC 3986 section 5.2.4, on an absolute path.
std::string without_dot_segments(std::string_view path) {
  std::string result;
  std::size_t at = 0;
  while (at < path.size()) {
    const auto next = std::min(path.find('/', at + 1), path.size());
    const auto segment = path.substr(at, next - at);
    const bool last = next == path.size();
    if (segment == "/..") {
      const auto slash = result.rfind('/');
      result.resize(slash == std::string::npos ? 0 : slash);
      if (last) result += '/';
    } else if (segment == "/.") {
      if (last) result += '/';
    } else {
      result += segment;
    }
    at = next;
  }
  return result;
}

std::string joined(const UrlParts& parts) {
  std::string url = parts.scheme + "://" + parts.host;
  if (!parts.port.empty()) url += ":" + parts.port;
  url += parts.path;
  if (!parts.query.empty()) url += "?" + parts.query;
  if (!parts.fragment.empty()) url += "#" + parts.fragment;
  return url;
}

/// RFC 3986 section 2.3: unreserved characters stay.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_letter(c) || is_digit(c) || std::string_view("-._~").contains(c))
      result += c;
    else
      result.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
  }
  return result;
}

std::string without_amp_entities(std::string_view text) {
  std::string result(text);
  for (int round = 0; round < 2; ++round) {
    std::string undone;
    std::size_t at = 0;
    for (auto found = result.find("&amp;"); found != std::string::npos; found = result.find("&amp;", at)) {
      undone.append(result, at, found + 1 - at);
      at = found + 5;
    }
    undone.append(result, at);
    result = std::move(undone);
  }
  return result;
}

}  // namespace

std::optional<UrlParts> split_url(std::string_view url) {
  if (has_blank_or_control(url)) return std::nullopt;
  UrlParts parts;
  if (url.starts_with("//")) {
    parts.scheme = "https";
    url.remove_prefix(2);
  } else {
    parts.scheme = scheme_of(url);
    if (parts.scheme != "http" && parts.scheme != "https") return std::nullopt;
    url.remove_prefix(parts.scheme.size() + 1);
    if (!url.starts_with("//")) return std::nullopt;
    url.remove_prefix(2);
  }
  const auto end = std::min(url.find_first_of("/?#"), url.size());
  if (!read_authority(url.substr(0, end), parts)) return std::nullopt;
  read_path(url.substr(end), parts);
  return parts;
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      result += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::optional<std::string> query_value(std::string_view url, std::string_view name) {
  url = url.substr(0, url.find('#'));
  const auto mark = url.find('?');
  if (mark == std::string_view::npos) return std::nullopt;
  const std::string query = without_amp_entities(url.substr(mark + 1));
  std::string_view rest = query;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto pair = rest.substr(0, end);
    const auto equals = std::min(pair.find('='), pair.size());
    if (percent_decoded(pair.substr(0, equals)) == name)
      return percent_decoded(pair.substr(std::min(equals + 1, pair.size())));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

std::string with_query_value(std::string_view url, std::string_view name, std::string_view value) {
  const auto hash = std::min(url.find('#'), url.size());
  const auto fragment = url.substr(hash);
  url = url.substr(0, hash);
  const auto mark = std::min(url.find('?'), url.size());
  const auto pair = std::string(name) + "=" + percent_encoded(value);
  std::string result(url.substr(0, mark));
  bool set = false;
  char separator = '?';
  for (auto rest = url.substr(std::min(mark + 1, url.size())); !rest.empty();) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto part = rest.substr(0, end);
    const bool same = percent_decoded(part.substr(0, part.find('='))) == name;
    if (!same || !set) result.append(1, separator).append(same ? std::string_view(pair) : part);
    set = set || same;
    separator = '&';
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!set) result.append(1, separator).append(pair);
  return result.append(fragment);
}

std::optional<std::string> resolved_url(std::string_view base, std::string_view reference) {
  const std::string target = cleaned(reference);
  auto parts = split_url(cleaned(base));
  if (!parts) return std::nullopt;
  if (!scheme_of(target).empty() || target.starts_with("//")) {
    auto absolute = split_url(target.starts_with("//") ? parts->scheme + ":" + target : target);
    if (!absolute) return std::nullopt;
    absolute->path = without_dot_segments(absolute->path);
    return joined(*absolute);
  }
  UrlParts relative;
  read_path(target, relative);
  parts->fragment = relative.fragment;
  if (relative.path.empty()) {
    if (target.starts_with('?')) parts->query = relative.query;
  } else {
    const auto slash = parts->path.rfind('/');
    const auto folder = slash == std::string::npos ? std::string("/") : parts->path.substr(0, slash + 1);
    parts->path = without_dot_segments(relative.path.starts_with('/') ? relative.path : folder + relative.path);
    parts->query = relative.query;
  }
  std::string url = joined(*parts);
  if (has_blank_or_control(url)) return std::nullopt;
  return url;
}

}  // namespace mingdan
