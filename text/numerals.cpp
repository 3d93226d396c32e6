#include "text/numerals.hpp"

#include <array>
#include <utility>

namespace mingdan {
namespace {

constexpr std::array<std::pair<std::string_view, int>, 12> kDigits{{
    {"零", 0},
    {"〇", 0},
    {"一", 1},
    {"二", 2},
    {"两", 2},
    {"三", 3},
    {"四", 4},
    {"五", 5},
    {"六", 6},
    {"七", 7},
    {"八", 8},
    {"九", 9},
}};
constexpr std::array<std::pair<std::string_view, int>, 4> kUnits{
    {{"十", 10}, {"百", 100}, {"千", 1000}, {"万", 10000}}};
constexpr int kLargest = 999'999;

template <std::size_t N>
std::optional<int> value_of(const std::array<std::pair<std::string_view, int>, N>& table, std::string_view character) {
  for (const auto& [text, value] : table)
    if (text == character) return value;
  return std::nullopt;
}

std::optional<int> ascii_number(std::string_view text) {
  int number = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',' && i > 0 && text.size() - i == 4) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    number = number * 10 + (text[i] - '0');
    if (number > kLargest) return std::nullopt;
  }
  return number;
}

struct ChineseNumber {
  int total = 0;    // closed by 万
  int section = 0;  // closed by 十 百 千
  int digit = 0;    // not closed yet
  bool digit_open = false;
  bool positional = false;  // 二〇二一

  bool take_digit(int value) {
    if (digit_open && digit != 0) positional = true;
    if (positional && (section != 0 || total != 0)) return false;
    digit = positional ? digit * 10 + value : value;
    digit_open = true;
    return digit <= kLargest;
  }
  bool take_unit(int unit) {
    if (positional) return false;
    if (unit == 10000) {
      total = (section + digit) * unit;
      section = 0;
    } else {
      section += (digit_open && digit != 0 ? digit : 1) * unit;
    }
    digit = 0;
    digit_open = false;
    return total <= kLargest;
  }
};

std::optional<int> chinese_number(std::string_view text) {
  if (text.size() % 3 != 0) return std::nullopt;
  ChineseNumber number;
  for (; !text.empty(); text.remove_prefix(3)) {
    const auto character = text.substr(0, 3);
    if (const auto digit = value_of(kDigits, character)) {
      if (!number.take_digit(*digit)) return std::nullopt;
    } else if (const auto unit = value_of(kUnits, character)) {
      if (!number.take_unit(*unit)) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  return number.total + number.section + number.digit;
}

}  // namespace

std::optional<int> number_from(std::string_view text) {
  if (text.empty() || text.size() > 30) return std::nullopt;
  const bool ascii = text.front() >= '0' && text.front() <= '9';
  const auto number = ascii ? ascii_number(text) : chinese_number(text);
  if (!number || *number <= 0 || *number > kLargest) return std::nullopt;
  return number;
}

}  // namespace mingdan
