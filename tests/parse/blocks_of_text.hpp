#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "parse/html_tree.hpp"
#include "tests/catch.hpp"

namespace mingdan {

/// One line a block: kind, flags and text, so that a test can say what it expects in one string.
/// "h" heading, "p" paragraph, "l" list item, "t" table row (cells between bars), "i" image; then `~` for continues,
/// `*` for emphasis, `3)` for the ordinal.
inline std::string line_of(const Block& block) {
  constexpr std::string_view kKinds = "hplti";
  std::string line(1, kKinds[static_cast<std::size_t>(block.kind)]);
  if (block.continues) line += '~';
  if (block.emphasis) line += '*';
  if (block.ordinal) line += std::to_string(*block.ordinal) + ")";
  line += ' ';
  if (block.kind == BlockKind::image) return line + block.image_url.value_or("");
  if (block.kind != BlockKind::table_row) return line + block.text;
  for (const auto& cell : block.cells)
    line += (cell.header ? "!" : "|") + block.text.substr(cell.text_offset, cell.text_length);
  return line;
}

inline std::vector<std::string> lines_of(const std::vector<Block>& blocks) {
  std::vector<std::string> lines;
  for (const auto& block : blocks) lines.push_back(line_of(block));
  return lines;
}

/// Every run lies inside text and page, ascends, and is verbatim where its lengths are equal.
inline void check_runs(const std::vector<Block>& blocks, std::string_view page) {
  for (const auto& block : blocks) {
    std::size_t behind = 0;
    for (const auto& run : block.runs) {
      CAPTURE(block.text, run.text_offset, run.text_length, run.source_offset, run.source_length);
      REQUIRE(run.text_offset >= behind);
      behind = run.text_offset + run.text_length;
      REQUIRE(behind <= block.text.size());
      REQUIRE(run.source_offset + run.source_length <= page.size());
      REQUIRE(run.text_length > 0);
      if (run.text_length != run.source_length) continue;
      REQUIRE(page.substr(run.source_offset, run.source_length) == block.text.substr(run.text_offset, run.text_length));
    }
  }
}

inline std::vector<std::string> body_lines(const std::string& page) {
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  const auto body = tree->first("body");
  REQUIRE(body);
  const auto blocks = tree->blocks_of(*body);
  check_runs(blocks, page);
  return lines_of(blocks);
}

}  // namespace mingdan
