#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingdan {

/// A text made comparable, with the way back. Patterns run over `text`; what they find is shown as printed.
/// Folded: full-width ASCII to ASCII, every kind of blank to one U+0020 a character, 「」『』 to “”, ﹑ to 、, ○ to 〇,
/// Traditional characters of the trade's vocabulary to Simplified; dropped: characters that show nothing, and pinyin in
/// brackets behind a Chinese character (mirrors inject it: 協會(hui)). Quotes " become “ and ” in turn.
struct FoldedText {
  std::string text;  ///< UTF-8
  std::vector<std::uint32_t> begin;  ///< for each byte of `text`: where its character begins in the source text
  std::vector<std::uint32_t> end;  ///< and where it ends
  std::size_t pinyin_brackets = 0;  ///< how many were dropped
};

/// In: valid UTF-8 below 4 GiB. Source: docs/notice-forms.md, "Folding".
FoldedText fold(std::string_view source);

/// The source text behind `folded.text[from, to)` without what folding dropped.
std::string as_printed(const FoldedText& folded, std::string_view source, std::size_t from, std::size_t to);

/// One character in Simplified script if the table knows it, else itself. `character` is one UTF-8 character.
std::string_view simplified(std::string_view character);

}  // namespace mingdan
