#pragma once

#include <cstdint>

#include "model/record.hpp"

namespace mingdan::test {

/// A record with every member filled or left out by chance, the same for the same seed on every machine. Strings hold
/// Chinese, quotes, backslashes, control characters and the like; names are made of the syllables 甲乙丙丁.
Record generated_record(std::uint32_t seed);

/// A record as it comes from a page with one numbered list: key `test:<id>`, digest made of `version`.
Record small_record(std::uint32_t id, std::uint32_t version);

}  // namespace mingdan::test
