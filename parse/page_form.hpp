#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"
#include "model/page.hpp"

namespace mingdan {

/// Why bytes are no page at all: empty_page, too_large, not_html (a PDF, an archive, a picture, other binary data).
/// Looks at the first bytes only. nullopt for everything that is worth decoding.
std::optional<Error> unreadable_form(const Page& page);

enum class TextForm { html, markdown, json };

/// What decoded text is, by its media type and by what it begins with; a wrong media type is corrected.
TextForm form_of(std::string_view text, MediaType media_type);

}  // namespace mingdan
