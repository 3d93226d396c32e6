#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "archive/stored_answer.hpp"
#include "model/error.hpp"

namespace mingdan {

/// The sort key of an address in web archives: "cn,gov,mca)/n152/n165/index.html". Lower case, without scheme, www. and
/// the scheme's own port, query parameters sorted. Source: the SURT form that CDX indices use.
std::string surt_of(std::string_view url);

/// One line of a CDXJ index, without line break: key, 14-digit time, and url, mime, status, digest, length, offset and
/// filename as JSON.
std::string cdxj_line(const StoredResponse& response, const std::string& file);

/// The index of a WARC file of ours as it should be: sorted lines, each ended by a line feed. In: `present`, the index as
/// it is now, or an empty text; only the records that it lacks are read. Errors: damaged_archive, file_unreadable.
Result<std::string> cdxj_index(const std::string& folder, const std::string& file, std::string_view present);

}  // namespace mingdan
