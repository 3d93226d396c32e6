#pragma once

#include <optional>
#include <string_view>

namespace mingdan {

/// The number that the whole of `text` writes, in ASCII digits ("13", "1,135") or Chinese numerals (十三, 二十一, 一百零三,
/// 两百, 二〇二一 read digit by digit). Full width must be folded before. nullopt for anything else, for 0 and for
/// numbers above 999,999.
std::optional<int> number_from(std::string_view text);

}  // namespace mingdan
