#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "archive/page_places.hpp"
#include "model/error.hpp"
#include "model/page.hpp"

namespace mingdan {

/// Bounds on what comes from outside, in bytes.
inline constexpr std::size_t kMaxPageBytes = 16UL << 20U;     ///< a page as saved
inline constexpr std::size_t kMaxDecodedBytes = 32UL << 20U;  ///< a page behind gzip
inline constexpr std::size_t kMaxMhtmlBytes = 64UL << 20U;    ///< an MHTML file with its pictures
inline constexpr std::size_t kMaxRecordBytes = 24UL << 20U;   ///< a WARC record or a line of a JSON Lines file

/// Reads the page at a place. nullopt when the record carries no page: requests, metadata, revisits, pictures,
/// answers with a status that no page has, robots.txt, feeds and sitemaps. A file packed by gzip is read, hashed and
/// counted as if it were not; the payload of a WARC or JSON Lines record as it is behind its transfer and content
/// encodings.
/// Errors: file_missing, file_unreadable, not_a_file, empty_file, too_large, unsupported_format (PDF, picture …),
/// no_html_part, damaged_archive, damaged_body, truncated_body, unsupported_encoding, bad_json_line.
/// Owns nothing; safe from any thread. Source: ISO 28500 (WARC), RFC 2557 (MHTML).
Result<std::optional<Page>> read_page_at(const PagePlace& place);

}  // namespace mingdan
