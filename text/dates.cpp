#include "text/dates.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mingdan {
namespace {

// Marks that the folded text has in place of characters; control characters, so that no text can hold them.
constexpr char kYear = '\x01';
constexpr char kMonth = '\x02';
constexpr char kDay = '\x03';
constexpr char kHour = '\x04';
constexpr char kMinute = '\x05';
constexpr char kSecond = '\x06';
constexpr char kOther = '\x07';
constexpr char kBefore = '\x0e';  ///< before noon
constexpr char kAfter = '\x0f';   ///< after noon

constexpr std::array<std::pair<std::string_view, char>, 47> kFolds{{
    {"０", '0'},       {"１", '1'},      {"２", '2'},      {"３", '3'},     {"４", '4'},     {"５", '5'},
    {"６", '6'},       {"７", '7'},      {"８", '8'},      {"９", '9'},     {"．", '.'},     {"／", '/'},
    {"－", '-'},       {"‐", '-'},       {"‑", '-'},       {"–", '-'},      {"—", '-'},      {"：", ':'},
    {"（", ' '},       {"）", ' '},      {"年", kYear},    {"月", kMonth},  {"日", kDay},    {"号", kDay},
    {"时", kHour},     {"點", kHour},    {"点", kHour},    {"分", kMinute}, {"秒", kSecond}, {"上午", kBefore},
    {"凌晨", kBefore}, {"下午", kAfter}, {"晚上", kAfter}, {"星期一", ' '}, {"星期二", ' '}, {"星期三", ' '},
    {"星期四", ' '},   {"星期五", ' '},  {"星期六", ' '},  {"星期日", ' '}, {"星期天", ' '}, {"\u00a0", ' '},
    {"\u3000", ' '},   {"\u200b", ' '},  {"\u2002", ' '},  {"\u2003", ' '}, {"\ufeff", ' '},
}};

/// The text with everything that a date can hold in one byte a character, all else as kOther or ASCII.
std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    std::size_t length = 1;
    char mark = kOther;
    if (byte < 0x80) {
      if (byte > 0x20) mark = text.front();
      if (byte == ' ' || (byte >= '\t' && byte <= '\r')) mark = ' ';
      if (mark == '(' || mark == ')') mark = ' ';
    } else {
      length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      for (const auto& [word, replacement] : kFolds)
        if (text.starts_with(word)) {
          mark = replacement;
          length = word.size();
          break;
        }
    }
    result += mark;
    text.remove_prefix(std::min(length, text.size()));
  }
  return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// A reading head on folded text. `peek` beyond the end gives NUL.
struct Reader {
  std::string_view text;
  std::size_t at = 0;

  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
  [[nodiscard]] char before(std::size_t back = 1) const { return at >= back ? text[at - back] : '\0'; }
  void skip_blanks() {
    while (peek() == ' ') ++at;
  }
  bool take(char mark) {
    if (peek() != mark) return false;
    ++at;
    return true;
  }
  /// A number of `least` to `most` digits; takes no more than `most`.
  std::optional<int> number(int least, int most) {
    int value = 0;
    int digits = 0;
    while (digits < most && is_digit(peek(static_cast<std::size_t>(digits)))) {
      value = value * 10 + (peek(static_cast<std::size_t>(digits)) - '0');
      ++digits;
    }
    if (digits < least) return std::nullopt;
    at += static_cast<std::size_t>(digits);
    return value;
  }
};

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

struct Clock {
  int seconds = 0;         ///< since midnight
  int offset_minutes = 0;  ///< to be added to reach Beijing time
};

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_possible(const Day& day) {
  return day.year >= 1900 && day.year <= 2099 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= days_in_month(day.year, day.month);
}

/// Days since 1970-01-01 and back, proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
long long days_from_civil(const Day& day) {
  const long long year = day.month <= 2 ? day.year - 1 : day.year;
  const long long era = year / 400;
  const long long year_of_era = year - era * 400;
  const long long day_of_year = (153LL * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Day civil_from_days(long long days) {
  days += 719468;
  const long long era = days / 146097;
  const long long day_of_era = days - era * 146097;
  const long long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long long shifted = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  const auto month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

std::string two(int value) { return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)}; }

std::string printed(const Day& day) {
  return two(day.year / 100) + two(day.year % 100) + "-" + two(day.month) + "-" + two(day.day);
}

std::string printed(long long days, int seconds) {
  return printed(civil_from_days(days)) + "T" + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" +
         two(seconds % 60) + "+08:00";
}

/// "Z", "+0800" or "-05:00" behind a moment in ISO 8601; without one the clock is Beijing's.
int minutes_to_beijing(Reader& in) {
  constexpr int kBeijing = 8 * 60;
  if (in.take('Z')) return kBeijing;
  if (in.peek() != '+' && in.peek() != '-') return 0;
  Reader ahead{in.text, in.at + 1};
  const auto hours = ahead.number(2, 2);
  ahead.take(':');
  const auto minutes = ahead.number(2, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return 0;
  const int offset = *hours * 60 + *minutes;
  const int shift = kBeijing - (in.peek() == '+' ? offset : -offset);
  in.at = ahead.at;
  return shift;
}

enum class Half { unknown, before_noon, after_noon };

Half half_before(Reader& in) {
  if (in.take(kAfter)) return Half::after_noon;
  return in.take(kBefore) ? Half::before_noon : Half::unknown;
}

Half half_behind(Reader in) {
  in.skip_blanks();
  const bool meridiem = in.peek(1) == 'M' || in.peek(1) == 'm';
  if (meridiem && (in.peek() == 'P' || in.peek() == 'p')) return Half::after_noon;
  return meridiem && (in.peek() == 'A' || in.peek() == 'a') ? Half::before_noon : Half::unknown;
}

/// ":07" or "7秒" behind hours and minutes; 0 when there are no seconds, nullopt when they are impossible.
std::optional<int> read_seconds(Reader& in, bool words) {
  if (words ? !in.take(kMinute) || !is_digit(in.peek()) : in.peek() != ':' || !is_digit(in.peek(1))) return 0;
  in.take(':');
  const auto second = in.number(1, 2);
  if (!second || *second > 59) return std::nullopt;
  if (in.peek() == '.' && is_digit(in.peek(1)))
    for (++in.at; is_digit(in.peek());) ++in.at;
  return second;
}

/// "9:30", "09:30:00", "9时30分", with 下午 before or PM behind; nullopt when there is none or it is impossible.
std::optional<Clock> read_clock(Reader in) {
  const std::size_t start = in.at;
  in.skip_blanks();
  const bool iso = in.take('T');
  if (!iso && in.at == start) in.take('-');
  in.take(',');
  in.skip_blanks();
  Half half = half_before(in);
  in.skip_blanks();
  const auto hour = in.number(1, 2);
  const bool words = in.peek() == kHour;
  if (!hour || *hour > 23 || (!in.take(':') && !in.take(kHour))) return std::nullopt;
  const auto minute = in.number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const auto second = read_seconds(in, words);
  if (!second || is_digit(in.peek())) return std::nullopt;
  Clock clock;
  if (iso) clock.offset_minutes = minutes_to_beijing(in);
  if (half == Half::unknown) half = half_behind(in);
  int hours = *hour;
  if (half == Half::after_noon && hours < 12) hours += 12;
  if (half == Half::before_noon && hours == 12) hours = 0;
  clock.seconds = hours * 3600 + *minute * 60 + *second;
  return clock;
}

std::string with_clock(const Day& day, const Reader& in) {
  const auto clock = read_clock(in);
  if (!clock) return printed(day);
  long long days = days_from_civil(day);
  int seconds = clock->seconds + clock->offset_minutes * 60;
  constexpr int kDaySeconds = 86400;
  for (; seconds < 0; seconds += kDaySeconds) --days;
  for (; seconds >= kDaySeconds; seconds -= kDaySeconds) ++days;
  return printed(days, seconds);
}

/// 2022-10-26, 2022/10/26, 2022.10.26.
std::optional<std::string> read_separated(Reader in) {
  const char previous = in.before();
  const bool behind_digit = is_digit(in.before(2));
  const auto year = in.number(4, 4);
  in.skip_blanks();
  const char separator = in.peek();
  if (!year || (separator != '-' && separator != '/' && separator != '.')) return std::nullopt;
  if (previous == separator && behind_digit) return std::nullopt;
  ++in.at;
  in.skip_blanks();
  const auto month = in.number(1, 2);
  in.skip_blanks();
  if (!month || !in.take(separator)) return std::nullopt;
  in.skip_blanks();
  const auto day = in.number(1, 2);
  if (!day || !is_possible({*year, *month, *day})) return std::nullopt;
  const bool glued = is_digit(in.peek()) || (in.peek() == separator && is_digit(in.peek(1)));
  if (glued && separator != '/' && !read_clock(in)) return std::nullopt;
  if (is_digit(in.peek()) && !read_clock(in)) return std::nullopt;
  in.take(kDay);
  return with_clock({*year, *month, *day}, in);
}

/// 2022年10月26日, blanks anywhere; 日 may lack before the end or a clock.
std::optional<std::string> read_chinese(Reader in) {
  const auto year = in.number(4, 4);
  in.skip_blanks();
  if (!year || !in.take(kYear)) return std::nullopt;
  in.skip_blanks();
  const auto month = in.number(1, 2);
  in.skip_blanks();
  if (!month || !in.take(kMonth)) return std::nullopt;
  in.skip_blanks();
  const auto day = in.number(1, 2);
  if (!day || !is_possible({*year, *month, *day})) return std::nullopt;
  Reader behind = in;
  behind.skip_blanks();
  if (behind.take(kDay)) return with_clock({*year, *month, *day}, behind);
  if (behind.peek() != '\0' && !read_clock(in)) return std::nullopt;
  return with_clock({*year, *month, *day}, in);
}

/// 26.10.2022.
std::optional<std::string> read_day_first(Reader in) {
  if (in.before() == '.') return std::nullopt;
  const auto day = in.number(1, 2);
  if (!day || !in.take('.')) return std::nullopt;
  const auto month = in.number(1, 2);
  if (!month || !in.take('.')) return std::nullopt;
  const auto year = in.number(4, 4);
  if (!year || !is_possible({*year, *month, *day})) return std::nullopt;
  if (is_digit(in.peek()) || (in.peek() == '.' && is_digit(in.peek(1)))) return std::nullopt;
  return with_clock({*year, *month, *day}, in);
}

/// 20221026 standing alone.
std::optional<std::string> read_compact(Reader in) {
  if (is_word(in.before()) || (in.before() == '-' && is_digit(in.before(2)))) return std::nullopt;
  const auto year = in.number(4, 4);
  const auto month = year ? in.number(2, 2) : std::nullopt;
  const auto day = month ? in.number(2, 2) : std::nullopt;
  if (!day || *year < 1949 || !is_possible({*year, *month, *day})) return std::nullopt;
  if (in.peek() == 'T') return with_clock({*year, *month, *day}, in);
  if (is_word(in.peek())) return std::nullopt;
  if (in.peek() == '-' && is_digit(in.peek(1)) && !read_clock(in)) return std::nullopt;
  return with_clock({*year, *month, *day}, in);
}

}  // namespace

std::optional<std::string> absolute_date_in(std::string_view text) {
  constexpr std::string_view kWideLead = "\xef\xbc";  // of full-width digits
  if (text.find_first_of("0123456789") == text.npos && text.find(kWideLead) == text.npos) return std::nullopt;
  const std::string marks = folded(text);
  for (std::size_t at = 0; at < marks.size(); ++at) {
    if (!is_digit(marks[at]) || (at > 0 && is_digit(marks[at - 1]))) continue;
    const Reader in{marks, at};
    for (const auto read : {read_separated, read_chinese, read_day_first, read_compact})
      if (auto date = read(in)) return date;
  }
  return std::nullopt;
}

std::optional<std::string> beijing_time(long long unix_seconds) {
  constexpr long long kShift = 8 * 3600;
  constexpr long long kFirst = 946656000;  // 2000-01-01T00:00:00+08:00
  constexpr long long kBeyond = 4102416000;  // 2100-01-01T00:00:00+08:00
  if (unix_seconds < kFirst || unix_seconds >= kBeyond) return std::nullopt;
  const long long local = unix_seconds + kShift;
  return printed(local / 86400, static_cast<int>(local % 86400));
}

std::string_view day_of(std::string_view record_date) { return record_date.substr(0, 10); }

}  // namespace mingdan
