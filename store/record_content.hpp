#pragma once

#include <string>

#include "model/record.hpp"

namespace mingdan {

/// SHA-256 over everything that a record says of its page, without `input` and `record`: equal for two records exactly
/// when they are equal apart from where they came from. Compares records; nobody reads it back.
std::string content_digest(const Record& record);

}  // namespace mingdan
