#pragma once

#include <optional>
#include <vector>

#include "extract/list_candidate.hpp"

namespace mingdan {

/// A list heading or lead followed by pictures instead of names.
std::optional<ListCandidate> picture_list(const Lines& lines);
/// A list that is said to be attached, or a link to a file that is one.
std::optional<ListCandidate> attached_list(const Lines& lines);

}  // namespace mingdan
