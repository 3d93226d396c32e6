#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mingdan {

/// A date or moment as records and archives write it as microseconds since 1970 UTC, so that times of different zones
/// compare: "2022-10-26", "2022-10-26T09:30:00+08:00", "2022-10-26T01:30:00.25Z". Without a zone it is Beijing time, a
/// day counts from its midnight. nullopt for anything else.
std::optional<std::int64_t> saved_instant(std::string_view text);

}  // namespace mingdan
