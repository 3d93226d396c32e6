#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingdan {

/// White space of every kind (also U+00A0, U+3000 at the ends) collapsed to single blanks, ends trimmed.
std::string one_line(std::string_view text);
std::string lower_ascii(std::string_view text);
/// How many Chinese characters (U+3400–U+9FFF and the supplementary planes) `text` has.
std::size_t chinese_letters(std::string_view text);
/// How many characters of any kind except blanks.
std::size_t visible_letters(std::string_view text);
/// True when one of the site's own words (copyright, ICP number, host organisation …) makes the line a footer's.
bool is_footer_line(std::string_view line);
/// True for page tools and way marks: 当前位置, 打印, 字号, 上一篇 …
bool is_tool_line(std::string_view line);

}  // namespace mingdan
