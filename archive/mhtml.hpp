#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// The page inside an MHTML file.
struct MhtmlPage {
  std::string body;                     ///< transfer encoding undone, charset not
  std::optional<std::string> url;       ///< Content-Location of the part, else Snapshot-Content-Location
  std::optional<std::string> charset;   ///< of the part's Content-Type
  std::optional<std::string> saved_at;  ///< of the Date field, see archive/saved_time.hpp
};

/// Reads the main text/html part: the part that the `start` parameter names, else the first text/html part (the last
/// one of a multipart/alternative). CRLF and LF files, folded fields, nested multiparts, a missing last boundary.
/// Errors: no_html_part, damaged_body (base64). Source: RFC 2557, RFC 2046 section 5.1.
Result<MhtmlPage> read_mhtml(std::string_view file);

}  // namespace mingdan
