#pragma once

#include <string>
#include <string_view>

#include "model/error.hpp"
#include "model/record.hpp"

namespace mingdan {

/// One record line (schema mingdan.page/1), compact JSON in UTF-8, keys in the documented order, without line break.
std::string record_line(const Record& record);
/// The way back. Errors: bad_record_line (not JSON, another schema, a member missing or of another type).
Result<Record> read_record_line(std::string_view line);

}  // namespace mingdan
