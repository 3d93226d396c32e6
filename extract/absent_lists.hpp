#pragma once

#include <optional>
#include <vector>

#include "extract/list_candidate.hpp"

namespace mingdan {

/// A list heading or lead followed by pictures instead of names.
std::optional<ListCandidate> picture_list(const Lines& lines);
/// A list that is said to be attached, or a link to a file that is one.
std::optional<ListCandidate> attached_list(const Lines& lines);
/// A decision on one or a few bodies that the title names: 关于依法取缔“X”的公告.
std::optional<ListCandidate> single_decision(const Lines& lines);
/// Organisations in quotes anywhere in the body, each once, in the order of their first place.
std::vector<Words> quoted_organisations(const Lines& lines);

}  // namespace mingdan
