#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingdan {

/// `text` as one line that a terminal shows and never obeys: C0 and C1 controls, DEL, line and paragraph separators,
/// bidirectional controls and bytes that are not UTF-8 become `\n`, `\t`, `\x1b` or `\u{202e}`. All else is kept, also
/// the backslash, so the result is for people, not for reading back. In: any bytes. Out: valid UTF-8.
std::string escaped_for_terminal(std::string_view text);

/// Columns that a terminal gives to `utf8`: 2 for East Asian wide and full-width characters, 0 for combining and
/// invisible ones, 1 otherwise. Ambiguous characters count 1. Source: Unicode Standard Annex #11.
std::size_t display_width(std::string_view utf8);

/// The longest beginning of `utf8` that fits into `columns`; when something is cut off its end is `…`.
std::string cut_to_width(std::string_view utf8, std::size_t columns);

}  // namespace mingdan
