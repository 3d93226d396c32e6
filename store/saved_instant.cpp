#include "store/saved_instant.hpp"

#include <chrono>
#include <cstddef>

namespace mingdan {
namespace {

using std::chrono::microseconds;

/// What is left to read of a moment.
struct Reader {
  std::string_view rest;

  bool skip(char c) {
    if (!rest.starts_with(c)) return false;
    rest.remove_prefix(1);
    return true;
  }

  std::optional<int> digits(std::size_t count) {
    if (rest.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest.remove_prefix(count);
    return value;
  }
};

std::optional<std::chrono::sys_days> read_day(Reader& reader) {
  const auto year = reader.digits(4);
  if (!year || !reader.skip('-')) return std::nullopt;
  const auto month = reader.digits(2);
  if (!month || !reader.skip('-')) return std::nullopt;
  const auto day = reader.digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// hh:mm, the seconds and their fraction when they are there.
std::optional<microseconds> read_clock(Reader& reader) {
  const auto hours = reader.digits(2);
  if (!hours || !reader.skip(':')) return std::nullopt;
  const auto minutes = reader.digits(2);
  if (!minutes || *hours > 24 || *minutes > 59) return std::nullopt;
  microseconds clock = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  if (!reader.skip(':')) return clock;
  const auto seconds = reader.digits(2);
  if (!seconds || *seconds > 60) return std::nullopt;
  clock += std::chrono::seconds(*seconds);
  if (!reader.skip('.')) return clock;
  int unit = 100'000;
  bool any = false;
  while (const auto digit = reader.digits(1)) {
    clock += microseconds(*digit * unit);
    unit /= 10;
    any = true;
  }
  return any ? std::optional(clock) : std::nullopt;
}

std::optional<microseconds> read_zone(Reader& reader) {
  if (reader.rest.empty()) return std::chrono::hours(8);
  if (reader.skip('Z')) return microseconds(0);
  const bool west = reader.rest.starts_with('-');
  if (!reader.skip('+') && !reader.skip('-')) return std::nullopt;
  const auto hours = reader.digits(2);
  if (!hours) return std::nullopt;
  reader.skip(':');
  const auto minutes = reader.rest.empty() ? std::optional(0) : reader.digits(2);
  if (!minutes) return std::nullopt;
  const microseconds offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return west ? -offset : offset;
}

}  // namespace

std::optional<std::int64_t> saved_instant(std::string_view text) {
  Reader reader{text};
  const auto day = read_day(reader);
  if (!day) return std::nullopt;
  microseconds clock{0};
  if (!reader.rest.empty()) {
    if (!reader.skip('T') && !reader.skip(' ')) return std::nullopt;
    const auto read = read_clock(reader);
    if (!read) return std::nullopt;
    clock = *read;
  }
  const auto zone = read_zone(reader);
  if (!zone || !reader.rest.empty()) return std::nullopt;
  return (microseconds(day->time_since_epoch()) + clock - *zone).count();
}

}  // namespace mingdan
