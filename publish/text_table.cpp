#include "publish/text_table.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "text/terminal.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kGap = "  ";

std::vector<std::size_t> column_widths(const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::size_t> widths;
  for (const auto& line : lines) {
    widths.resize(std::max(widths.size(), line.size()));
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  }
  return widths;
}

void append_line(std::string& out, const std::vector<std::string>& line, const std::vector<std::size_t>& widths) {
  std::size_t owed = 0;  // blanks are written only when something follows
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0) owed += kGap.size();
    if (!line[i].empty()) {
      out.append(owed, ' ');
      out += line[i];
      owed = 0;
    }
    owed += widths[i] - display_width(line[i]);
  }
  out += '\n';
}

}  // namespace

std::string aligned_text(const std::vector<std::vector<std::string>>& lines) {
  const auto widths = column_widths(lines);
  std::string out;
  for (const auto& line : lines) append_line(out, line, widths);
  return out;
}

}  // namespace mingdan
