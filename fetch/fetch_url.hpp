#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// An address as it is requested and kept: http or https, host lower case or punycode, the scheme's own port and the
/// fragment left out, blanks and bytes outside ASCII percent-encoded, dot segments resolved. `\x26`, `&amp;` and
/// `&amp;amp;` are undone, WeChat is asked by https. No parameter is ever dropped: without its chksm an article answers
/// with a captcha.
/// Errors: bad_url (another scheme, a user name, control characters, no host, longer than 8 KiB). Source: RFC 3986.
Result<std::string> fetchable_url(std::string_view as_seen);

/// Where a Location field leads, as fetchable_url() gives it; nullopt when that is nowhere that can be fetched.
std::optional<std::string> redirect_target(const std::string& from, std::string_view location);

}  // namespace mingdan
