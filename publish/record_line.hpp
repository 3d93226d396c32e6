#pragma once

#include <string>
#include <string_view>

#include "model/error.hpp"
#include "model/record.hpp"

namespace mingdan {

/// The name of the line format, its first member. The number grows when a reader of today could no longer read it.
inline constexpr std::string_view kRecordSchema = "mingdan.page/1";

/// One record line (schema mingdan.page/1), compact JSON in UTF-8, keys in the documented order, without line break.
/// In: strings in UTF-8; invalid bytes become U+FFFD. An empty `record.input` is written as null.
/// Never fails. Owns nothing; safe from any thread. Source: docs/record-schema.md, "record lines".
std::string record_line(const Record& record);

/// The way back: `record_line(*read_record_line(line)) == line` for every line that `record_line` wrote.
/// In: one line, with or without white space around it. Members that are not known are skipped; in `evidence` members
/// may be missing (their span is then [0,0)), elsewhere none may.
/// Errors: bad_record_line (not JSON, nested too deeply, another schema, a member missing or of another type).
/// Owns nothing; safe from any thread. Source: docs/record-schema.md, "record lines".
Result<Record> read_record_line(std::string_view line);

}  // namespace mingdan
