#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mingdan::test {

/// Reads CSV by RFC 4180 with LF or CRLF, to the letter: a cell is quoted as a whole or not at all. Throws
/// std::runtime_error when the text is no such CSV.
std::vector<std::vector<std::string>> read_csv(std::string_view text);

}  // namespace mingdan::test
