#include "tests/extract/lines_of_text.hpp"

#include <utility>

namespace mingdan::test {
namespace {

void split_cells(Block& block, const std::string& line) {
  std::size_t from = 0;
  while (true) {
    const auto bar = line.find('|', from);
    const auto cell = line.substr(from, bar == std::string::npos ? bar : bar - from);
    if (!block.cells.empty()) block.text.push_back('\t');
    block.cells.push_back(
        {static_cast<std::uint32_t>(block.text.size()), static_cast<std::uint32_t>(cell.size()), false});
    block.text.append(cell);
    if (bar == std::string::npos) return;
    from = bar + 1;
  }
}

}  // namespace

Document article(std::string title, const std::vector<std::string>& lines, std::string published_at) {
  Document document;
  document.page.state = PageState::article;
  document.page.title = std::move(title);
  document.page.published_at = std::move(published_at);
  std::uint32_t offset = 0;
  for (const auto& line : lines) {
    Block block;
    const auto length = static_cast<std::uint32_t>(line.size());
    if (line == "[image]") {
      block.kind = BlockKind::image;
      block.image_url = "https://example.org/list.png";
    } else if (line.find('|') != std::string::npos) {
      block.kind = BlockKind::table_row;
      block.container = 1;
      split_cells(block, line);
      block.runs.push_back({0, length, offset, length});
    } else {
      block.text = line;
      block.runs.push_back({0, length, offset, length});
    }
    offset += length + 1;
    document.blocks.push_back(std::move(block));
  }
  return document;
}

std::string words_at(const std::vector<std::string>& lines, const Span& span) {
  std::string page;
  for (const auto& line : lines) page.append(line).push_back('\n');
  return page.substr(span.offset, span.length);
}

std::vector<std::string> names_of(const Notice& notice) {
  std::vector<std::string> names;
  for (const auto& entry : notice.list.entries) names.push_back(entry.name);
  return names;
}

}  // namespace mingdan::test
