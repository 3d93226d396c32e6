#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mingdan {

/// What the bytes of a page are, as told by the container that they came in or by their first bytes.
enum class MediaType { html, markdown, json };

/// One page as it was saved or received: bytes and what is known about how they got here.
/// `body` is the decoded part: the HTML part of an MHTML file, the payload of a WARC record, the file itself
/// otherwise; charset not yet decoded. `sha256` and `bytes` describe what was saved: the whole file for a file
/// (MHTML included), the payload for a WARC or JSON Lines record.
struct Page {
  std::string input;             ///< path as given, or path of the container
  std::uint64_t record = 0;      ///< position in the container, 0 for a plain file
  std::optional<std::string> url;
  std::optional<std::string> final_url;
  std::optional<int> status;     ///< HTTP status
  std::vector<std::pair<std::string, std::string>> headers;  ///< HTTP headers, names as received
  MediaType media_type = MediaType::html;
  std::optional<std::string> http_charset;  ///< charset parameter of Content-Type, as received
  std::optional<std::string> fetched_at;    ///< ISO 8601, as far as the container tells
  std::string sha256;            ///< 64 lower-case hexadecimal digits
  std::uint64_t bytes = 0;
  std::string body;
};

}  // namespace mingdan
