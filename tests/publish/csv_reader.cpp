#include "tests/publish/csv_reader.hpp"

#include <stdexcept>

namespace mingdan::test {
namespace {

std::string quoted_cell(std::string_view& text) {
  std::string cell;
  text.remove_prefix(1);
  for (;;) {
    const auto quote = text.find('"');
    if (quote == std::string_view::npos) throw std::runtime_error("a quote is not closed");
    cell += text.substr(0, quote);
    text.remove_prefix(quote + 1);
    if (!text.starts_with('"')) return cell;
    cell += '"';
    text.remove_prefix(1);
  }
}

std::string plain_cell(std::string_view& text) {
  const auto end = std::min(text.find_first_of(",\r\n\""), text.size());
  if (end < text.size() && text[end] == '"') throw std::runtime_error("a quote inside a cell");
  std::string cell(text.substr(0, end));
  text.remove_prefix(end);
  return cell;
}

}  // namespace

std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  while (!text.empty()) {
    auto& row = rows.emplace_back();
    for (;;) {
      row.push_back(text.starts_with('"') ? quoted_cell(text) : plain_cell(text));
      if (!text.starts_with(',')) break;
      text.remove_prefix(1);
    }
    if (text.starts_with("\r\n")) text.remove_prefix(1);
    if (!text.starts_with('\n')) throw std::runtime_error("a row without its end");
    text.remove_prefix(1);
  }
  return rows;
}

}  // namespace mingdan::test
