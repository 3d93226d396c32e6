#pragma once

#include <vector>

#include "model/document.hpp"
#include "model/notice.hpp"

namespace mingdan {

/// Version of what extraction makes of a document; grows when the same document gives other notices.
inline constexpr int kExtractorVersion = 1;

/// Reads every notice out of a parsed page.
/// In: `document.blocks` in reading order, UTF-8. Out: spans count bytes of the decoded page.
/// Never fails on odd text: oddities become findings. Empty when the page carries no notice.
/// Owns nothing; safe from any thread. Source: docs/notice-forms.md, "Notices".
std::vector<Notice> extract_notices(const Document& document);

}  // namespace mingdan
