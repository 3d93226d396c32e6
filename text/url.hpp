#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// The parts of an http(s) address. `host` is lower case without user and port; `query` and `fragment` without their
/// marks; nothing is decoded.
struct UrlParts {
  std::string scheme;
  std::string host;
  std::string port;
  std::string path;
  std::string query;
  std::string fragment;
};

/// nullopt unless `url` is an absolute http(s) address ("//host/path" counts as https). Control characters, blanks
/// and user names are refused.
std::optional<UrlParts> split_url(std::string_view url);
/// The value of one query parameter, percent-decoded; the first one wins. Undoes `&amp;` and `&amp;amp;` first.
std::optional<std::string> query_value(std::string_view url, std::string_view name);
/// `url` with one query parameter set to `value` (percent-encoded where needed), at its place, else behind the others.
std::string with_query_value(std::string_view url, std::string_view name, std::string_view value);
/// Percent escapes resolved; a broken escape is kept as it is.
std::string percent_decoded(std::string_view text);
/// `reference` made absolute against `base` by RFC 3986 section 5.2; nullopt when it is not http(s).
std::optional<std::string> resolved_url(std::string_view base, std::string_view reference);

}  // namespace mingdan
