#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// What a body is behind its content coding, without keeping it: its ends and its size.
struct ContentEnds {
  std::string head;        ///< at most 1 KiB
  std::string tail;        ///< at most 4 KiB; all of it when the body is that short
  std::uint64_t size = 0;  ///< bytes
};

/// Unpacks a body as content_decoded() does and checks every layer to its trailer, in memory that depends on neither
/// size. Bytes behind the last gzip member are passed over, as browsers do, unless they begin a further member.
/// Errors: damaged_body (cut off, checksum, no gzip though gzip is named and no text either), decoded_too_large (any
/// layer unpacks to more than `limit` bytes), unsupported_encoding (other codings; gzip more than three times).
Result<ContentEnds> content_ends(std::string_view body, std::string_view content_encoding, std::uint64_t limit);

}  // namespace mingdan
