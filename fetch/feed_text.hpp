#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// One line of text, at most 1,000 bytes of whole characters, from what a feed has as a title: HTML that is escaped
/// once or twice more than XML undoes, of which the first 16 KiB are read. Tags are dropped, references to characters resolved (numbers, and the names that titles
/// have); a < that begins no tag stays. In and out: UTF-8; what is none becomes U+FFFD.
std::string plain_title(std::string_view markup);

/// A date of a feed in record form. Reads what saved_time() and absolute_date_in() read, and days of mail ("26 Oct
/// 2022"); a clock without a zone is Beijing's. Source: RFC 5322 sections 3.3 and 4.3, RFC 3339.
std::optional<std::string> feed_date(std::string_view text);

/// An address with `&amp;` undone, however often it was escaped: services escape what is escaped.
std::string unescaped_address(std::string_view text);

}  // namespace mingdan
