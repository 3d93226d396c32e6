#include "archive/saved_time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "archive/header_fields.hpp"
#include "text/dates.hpp"

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

struct Clock {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int offset_minutes = 0;
};

/// One number of at most `digits` digits at the beginning of `text`, which moves behind it.
bool take_number(std::string_view& text, std::size_t digits, int& value) {
  const auto* end = text.data() + std::min(digits, text.size());
  const auto [stop, status] = std::from_chars(text.data(), end, value);
  if (status != std::errc{} || value < 0) return false;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return true;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

void skip_blanks(std::string_view& text) {
  while (take(text, " \t")) {
  }
}

/// Zones by name, in minutes. CST is China's in what we read; RFC 5322 section 4.3 has the others.
constexpr std::array<std::pair<std::string_view, int>, 12> kZones{{{"z", 0},
                                                                   {"ut", 0},
                                                                   {"utc", 0},
                                                                   {"gmt", 0},
                                                                   {"cst", 480},
                                                                   {"edt", -240},
                                                                   {"est", -300},
                                                                   {"cdt", -300},
                                                                   {"mdt", -360},
                                                                   {"mst", -420},
                                                                   {"pdt", -420},
                                                                   {"pst", -480}}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The word at the beginning of `text`, lower case.
std::string word_in(std::string_view text) {
  return lower_case(text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_letter) - text.begin())));
}

/// "+0800", "+08:00", "Z", "GMT", "UTC" …; false when there is no zone.
bool take_zone(std::string_view& text, int& offset_minutes) {
  offset_minutes = 0;
  skip_blanks(text);
  const auto word = word_in(text);
  const auto* zone = std::ranges::find(kZones, word, &std::pair<std::string_view, int>::first);
  if (zone != kZones.end()) {
    offset_minutes = zone->second;
    text.remove_prefix(word.size());
    if (!text.starts_with('+') && !text.starts_with('-')) return true;  // "GMT+0800" goes on
  }
  const int sign = text.starts_with('-') ? -1 : 1;
  int hours = 0;
  int minutes = 0;
  if (!take(text, "+-") || !take_number(text, 2, hours)) return false;
  take(text, ":");
  if (!take_number(text, 2, minutes)) minutes = 0;
  offset_minutes = sign * (hours * 60 + minutes);
  return hours <= 14 && minutes < 60;
}

bool take_clock(std::string_view& text, Clock& clock) {
  if (!take_number(text, 2, clock.hour) || !take(text, ":") || !take_number(text, 2, clock.minute)) return false;
  if (!take(text, ":")) return true;
  if (!take_number(text, 2, clock.second)) return false;
  if (take(text, ".,"))
    while (take(text, "0123456789")) {
    }
  return true;
}

bool read_iso(std::string_view text, Clock& clock) {
  return take_number(text, 4, clock.year) && take(text, "-") && take_number(text, 2, clock.month) && take(text, "-") &&
         take_number(text, 2, clock.day) && take(text, "Tt ") && take_clock(text, clock) &&
         take_zone(text, clock.offset_minutes);
}

/// Years of two or three digits are of old mail. Source: RFC 5322 section 4.3.
bool take_year(std::string_view& text, int& year) {
  const auto before = text.size();
  if (!take_number(text, 4, year)) return false;
  const auto digits = before - text.size();
  if (digits == 2 && year < 50)
    year += 2000;
  else if (digits <= 3)
    year += 1900;
  return digits >= 2;
}

bool read_mail_date(std::string_view text, Clock& clock) {
  if (const auto comma = text.find(','); comma != std::string_view::npos) text.remove_prefix(comma + 1);
  skip_blanks(text);
  if (!take_number(text, 2, clock.day)) return false;
  skip_blanks(text);
  const auto word = word_in(text);
  const auto* month = std::ranges::find(kMonths, word.substr(0, 3));
  if (month == kMonths.end()) return false;
  clock.month = static_cast<int>(month - kMonths.begin()) + 1;
  text.remove_prefix(word.size());
  skip_blanks(text);
  if (!take_year(text, clock.year)) return false;
  skip_blanks(text);
  return take_clock(text, clock) && take_zone(text, clock.offset_minutes);
}

}  // namespace

std::optional<std::string> saved_time(std::string_view text) {
  text = without_outer_blanks(text);
  Clock clock;
  if (!read_iso(text, clock)) {
    clock = Clock{};
    if (!read_mail_date(text, clock)) return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(clock.year),
                                         std::chrono::month(static_cast<unsigned>(clock.month)),
                                         std::chrono::day(static_cast<unsigned>(clock.day))};
  if (!date.ok() || clock.hour > 23 || clock.minute > 59 || clock.second > 60) return std::nullopt;
  const auto moment = std::chrono::sys_days(date) + std::chrono::hours(clock.hour) +
                      std::chrono::minutes(clock.minute - clock.offset_minutes) + std::chrono::seconds(clock.second);
  return beijing_time(moment.time_since_epoch() / std::chrono::seconds(1));
}

}  // namespace mingdan
