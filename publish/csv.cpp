#include "publish/csv.hpp"

#include <algorithm>
#include <array>

#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 8> kFormulaStarts{"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
constexpr std::string_view kHiddenStarts("\t\r\n\0", 4);

bool runs_in_a_spreadsheet(std::string_view cell) {
  if (cell.empty()) return false;
  if (kHiddenStarts.find(cell.front()) != std::string_view::npos) return true;
  const auto visible = trimmed(cell);
  return std::ranges::any_of(kFormulaStarts, [&](std::string_view start) { return visible.starts_with(start); });
}

bool needs_quotes(std::string_view cell) {
  if (cell.empty()) return false;
  if (cell.front() == ' ' || cell.back() == ' ') return true;
  return std::ranges::any_of(
      cell, [](char c) { return c == ',' || c == '"' || static_cast<unsigned char>(c) < 0x20U || c == 0x7f; });
}

void append_bytes(std::string& out, std::string_view cell, bool quoted) {
  for (const char c : cell) {
    if (c == '\0') {
      out += "\uFFFD";
      continue;
    }
    if (quoted && c == '"') out += '"';
    out += c;
  }
}

}  // namespace

std::size_t append_csv_row(std::string& out, std::span<const std::string> cells, bool guard) {
  std::size_t guarded = 0;
  bool first = true;
  for (const std::string& cell : cells) {
    if (!first) out += ',';
    first = false;
    const bool runs = guard && runs_in_a_spreadsheet(cell);
    if (runs) ++guarded;
    // A row of one empty cell would read as an empty line.
    const bool quoted = needs_quotes(cell) || (cell.empty() && cells.size() == 1);
    if (quoted) out += '"';
    if (runs || (guard && cell.starts_with('\''))) out += '\'';
    append_bytes(out, cell, quoted);
    if (quoted) out += '"';
  }
  out += '\n';
  return guarded;
}

std::string_view unguarded_cell(std::string_view cell) {
  if (cell.starts_with('\'')) cell.remove_prefix(1);
  return cell;
}

}  // namespace mingdan
