#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingdan {

/// Header fields as they stand in MIME parts, HTTP messages and WARC records: names as received, values trimmed,
/// folded lines joined by one blank.
using HeaderFields = std::vector<std::pair<std::string, std::string>>;

struct HeaderBlock {
  HeaderFields fields;
  std::size_t length = 0;  ///< bytes up to behind the empty line that ends the block
  bool complete = false;   ///< the empty line was there
};

/// Reads fields up to the first empty line; CRLF and LF both end a line; lines without a colon are passed over.
/// Source: RFC 5322 section 2.2, RFC 9112 section 5.
HeaderBlock read_header_block(std::string_view text);
/// The first field of that name, any case.
std::optional<std::string_view> field_named(const HeaderFields& fields, std::string_view name);
/// One parameter of a value such as `text/html; charset="utf-8"`; quotes removed, the name in any case.
std::optional<std::string> parameter_of(std::string_view value, std::string_view name);
/// The value before its parameters, lower case: "text/html".
std::string essence_of(std::string_view value);
/// ASCII letters only.
std::string lower_case(std::string_view text);
bool equal_ignoring_case(std::string_view left, std::string_view right);
/// Without blanks, tabs and line ends at both ends.
std::string_view without_outer_blanks(std::string_view text);

}  // namespace mingdan
