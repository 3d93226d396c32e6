#pragma once

#include <string>
#include <string_view>

namespace mingdan {

/// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);
/// SHA-1 as 32 letters of base32 (RFC 4648), as WARC files write digests.
std::string sha1_base32(std::string_view bytes);

}  // namespace mingdan
