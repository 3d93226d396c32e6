#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mingdan {

/// Code points of the WHATWG index "gb18030" by pointer ((lead - 0x81) * 190 + trail), 0 where there is none.
const std::vector<char16_t>& gb18030_pairs();
/// Code points of the four-byte codes below U+10000 by pointer (0 … 39419), 0 where there is none.
const std::vector<char16_t>& gb18030_quads();
/// Code points of the WHATWG index "big5" by pointer ((lead - 0x81) * 157 + trail); two where a letter and its accent
/// share a code. 0 where there is none.
struct Big5Entry {
  char32_t first = 0;
  char32_t second = 0;
};
const std::vector<Big5Entry>& big5_pairs();

}  // namespace mingdan
