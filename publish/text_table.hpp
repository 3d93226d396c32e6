#pragma once

#include <string>
#include <vector>

namespace mingdan {

/// Lines of cells as text for a terminal: columns aligned by display width, two blanks between, none at the end of a
/// line, a line break behind each. In: cells without control characters (escaped_for_terminal()); lines may be of
/// different length.
std::string aligned_text(const std::vector<std::vector<std::string>>& lines);

}  // namespace mingdan
