#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// A day or a moment in the forms that records use: "2022-10-26", or "2022-10-26T09:30:00+08:00" (Beijing time) when
/// the text gives a clock. Reads the first absolute date in `text`: 2022-10-26, 2022/10/26, 2022.10.26, 2022年10月26日,
/// 26.10.2022, 20221026, each with an optional clock (9:30, 09:30:00, also behind a hyphen or T); full-width digits and
/// blanks inside are accepted. Impossible dates, relative ones (昨天, 3天前) and ones without a year give nullopt.
std::optional<std::string> absolute_date_in(std::string_view text);
/// Unix seconds as Beijing time, "2022-10-26T09:30:00+08:00"; nullopt outside 2000-01-01 … 2099-12-31.
std::optional<std::string> beijing_time(long long unix_seconds);
/// The day of a date or moment in record form ("2022-10-26…" gives "2022-10-26").
std::string_view day_of(std::string_view record_date);

}  // namespace mingdan
