#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mingdan {

/// One row of any of our tables, header included: its cells in UTF-8.
using TableRow = std::vector<std::string>;

/// Opens a CSV file for spreadsheets that would not take it for UTF-8 otherwise.
inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// Appends one row by RFC 4180 with LF as its end. A cell is quoted when it holds a comma, a quote, a line break,
/// another control character or a blank at an end; NUL becomes U+FFFD.
/// `guard`: cells that a spreadsheet would run get a leading apostrophe: those whose first visible character is one of
/// = + - @ (full-width ones too), or that begin with TAB, CR, LF or NUL. A cell's own leading apostrophe is doubled, so
/// that `unguarded_cell` gives every cell back.
/// Out: how many cells would have run. Safe from any thread. Source: docs/record-schema.md, "CSV".
std::size_t append_csv_row(std::string& out, std::span<const std::string> cells, bool guard);

/// The cell as it was before the guard: without one leading apostrophe.
std::string_view unguarded_cell(std::string_view cell);

}  // namespace mingdan
