#pragma once

#include <optional>
#include <string_view>

#include "model/error.hpp"
#include "model/page.hpp"

namespace mingdan {

/// The page in one WARC record. nullopt when the record carries none: types other than response and resource, a
/// status that is neither 2xx nor that of an anti-bot page (403, 412, 429, 503, 521), content that is no text, a feed or
/// a sitemap, a host's /robots.txt.
/// In: `bytes` from the record's first on, more may follow. Out: input, record and sha256 are left to the caller.
/// Errors: damaged_archive, too_large, damaged_body, truncated_body (WARC-Truncated: cut when it was fetched),
/// unsupported_encoding, unsupported_format.
Result<std::optional<Page>> page_in_warc_record(std::string_view bytes);

/// The page in one line of a JSON Lines file: an object with "url" and "body_base64", optional "status", "headers"
/// (object or list of pairs), "fetched_at" and "content_type". Other members are passed over. Errors: bad_json_line,
/// too_large, damaged_body, unsupported_encoding, unsupported_format.
Result<std::optional<Page>> page_in_json_line(std::string_view line);

}  // namespace mingdan
