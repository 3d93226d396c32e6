#pragma once

#include <optional>

#include "extract/list_candidate.hpp"

namespace mingdan {

/// A page that is wholly a decision on one or a few bodies. Their names stand in the title (关于依法取缔“X”的公告), in the
/// words of the act (决定对X予以取缔), as the body that acts unregistered, in the salutation (X：…决定对你会予以取缔) or
/// behind a label (当事人：X). nullopt when the page explains, warns, sums up or only mentions a ban in passing.
std::optional<ListCandidate> single_decision(const Lines& lines);

}  // namespace mingdan
