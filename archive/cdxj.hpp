#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "archive/stored_answer.hpp"
#include "model/error.hpp"

namespace mingdan {

/// The sort key of an address in web archives: "cn,gov,mca)/n152/n165/index.html". Lower case, without scheme, user,
/// www., the scheme's own port, fragment and last slash; the path resolved, the query parameters sorted. Source: the form
/// that pywb and the Internet Archive's Python `surt` give (their removal of session numbers is left out).
std::string surt_of(std::string_view url);

/// One line of a CDXJ index, without line break: key, 14-digit time, and url, mime, status, digest, length, offset and
/// filename as JSON.
std::string cdxj_line(const StoredResponse& response, const std::string& file);

/// Where the record lies that a line of an index names: first byte and the one behind its last. nullopt when the line is
/// none.
struct IndexedPlace {
  std::uint64_t offset = 0;
  std::uint64_t end = 0;
};
std::optional<IndexedPlace> place_in_cdxj_line(std::string_view line);

/// The index of a WARC file of ours as it should be: sorted lines, each ended by a line feed. In: `present`, the index as
/// it is now, or an empty text; only the records behind those that it names are read. Errors: file_unreadable, file_missing, interrupted.
Result<std::string> cdxj_index(const std::string& folder, const std::string& file, std::string_view present);

}  // namespace mingdan
