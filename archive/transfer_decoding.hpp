#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// Bytes of base64 text (also the URL-safe alphabet); blanks and line ends are passed over, padding may be missing.
/// nullopt on any other character and on a length that cannot be. Source: RFC 4648.
std::optional<std::string> base64_decoded(std::string_view text);
/// Bytes of quoted-printable text; a broken escape is kept as it is. Source: RFC 2045 section 6.7.
std::string quoted_printable_decoded(std::string_view text);
/// The body behind `Transfer-Encoding: chunked`; nullopt when `body` is not chunked (any more) or cut off.
/// Source: RFC 9112 section 7.1.
std::optional<std::string> dechunked(std::string_view body);
bool is_gzip(std::string_view bytes);
/// A zlib header: deflate, window size, and a checksum over both bytes. Source: RFC 1950 section 2.2.
bool has_zlib_header(std::string_view bytes);
/// Whether the first bytes hold no control characters that text never has; the charset does not matter.
bool looks_like_text(std::string_view bytes);
/// Bytes of a gzip stream (several members are joined) or a zlib or raw deflate stream.
/// Errors: damaged_body (cut off, checksum), too_large (more than `limit` bytes).
Result<std::string> inflated(std::string_view bytes, std::size_t limit);
/// The body as it was before its Content-Encoding: the bytes decide, since the header may lie both ways; gzip in gzip
/// is undone. Errors: damaged_body, too_large, unsupported_encoding (brotli and others that are really there).
Result<std::string> content_decoded(std::string_view body, std::string_view content_encoding, std::size_t limit);

}  // namespace mingdan
