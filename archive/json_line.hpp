#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "archive/header_fields.hpp"
#include "model/error.hpp"

namespace mingdan {

/// The members of one line of a JSON Lines file that make a page; empty or unset where the line has none of that type.
struct JsonLine {
  std::optional<std::string> body_base64;
  std::string url;
  std::string fetched_at;
  std::string content_type;
  std::optional<std::uint64_t> status;
  HeaderFields headers;  ///< from an object of names or a list of pairs; those that are no text are left out
};

/// Reads one line. Memory is bounded by its longest text, whatever else it holds; of more than 1000 headers the first.
/// Error: bad_json_line (no JSON, no object, nested deeper than 16).
Result<JsonLine> read_json_line(std::string_view line);

}  // namespace mingdan
