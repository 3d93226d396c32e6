#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// When something was fetched or saved, as Beijing time in record form ("2022-10-26T09:30:00+08:00"). Reads ISO 8601
/// with clock and Z or an offset, fractions of seconds dropped (WARC-Date), and RFC 5322 ("Tue, 7 May 2018 03:07:30
/// -0000", MHTML), with years of two digits and zones by name too, CST being China's. nullopt for anything else and
/// for impossible times.
std::optional<std::string> saved_time(std::string_view text);

}  // namespace mingdan
