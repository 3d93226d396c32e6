#pragma once

#include <string>

#include "archive/page_places.hpp"
#include "model/error.hpp"

namespace mingdan {

/// The bytes of one WARC record or line as its container holds them, gzip undone. Errors: file_missing,
/// file_unreadable, damaged_archive, too_large.
Result<std::string> record_at(const PagePlace& place);

}  // namespace mingdan
