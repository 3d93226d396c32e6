#pragma once

#include <string>
#include <vector>

#include "model/error.hpp"

namespace mingdan {

/// Addresses from a text file, one a line; empty lines and lines that begin with # are passed over, blanks at both ends
/// of a line, CRLF and a byte order mark are cut. "-" is standard input. At most 16 MiB.
/// Errors: file_missing, file_unreadable, not_a_file, too_large; bad_url_list with the line of what is no address.
Result<std::vector<std::string>> urls_listed_in(const std::string& path);

}  // namespace mingdan
