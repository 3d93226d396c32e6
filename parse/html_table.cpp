#include "parse/html_table.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "parse/html_blocks.hpp"
#include "parse/html_elements.hpp"
#include "parse/html_line.hpp"

namespace mingdan {
namespace {

constexpr std::uint32_t kMaxColumns = 200;
constexpr std::uint32_t kMaxRows = 65534;  // the HTML standard's limit for rowspan

std::uint32_t span_of(const HtmlNode& cell, std::string_view name, std::uint32_t most) {
  const auto* attribute = cell.attribute(name);
  if (attribute == nullptr) return 1;
  std::uint32_t value = 1;
  const auto text = attribute->value;
  const auto first = std::min(text.find_first_not_of(" \t\n\r\f"), text.size());
  std::from_chars(text.data() + first, text.data() + text.size(), value);
  if (value == 0) return name == "rowspan" ? most : 1;
  return std::min(value, most);
}

std::vector<TableCell> read_row(const HtmlNode& row, std::string_view page) {
  std::vector<TableCell> cells;
  for (const auto* node = &row + 1; node != &row + row.size; node += node->size) {
    if ((node->tag() != "td" && node->tag() != "th") || is_hidden(*node)) continue;
    cells.push_back({flatten_cell(*node, page), node->tag() == "th", span_of(*node, "rowspan", kMaxRows),
                     span_of(*node, "colspan", kMaxColumns)});
  }
  return cells;
}

struct CellSize {
  std::size_t bytes = 0;
  std::size_t lines = 0;
  bool heading = false;
};

CellSize size_of(const TableCell& cell) {
  CellSize size;
  for (const auto& block : cell.blocks) {
    if (block.kind == BlockKind::image) continue;
    size.bytes += block.text.size();
    ++size.lines;
    size.heading = size.heading || block.kind == BlockKind::heading;
  }
  return size;
}

/// What a table looks like as a whole. Byte counts are of UTF-8, three for a Chinese character.
struct TableLook {
  std::size_t filled = 0;           ///< cells with text
  std::size_t bytes = 0;
  CellSize largest;
  bool headings = false;
  bool header_cells = false;
  std::size_t rows_of_several = 0;  ///< rows with two cells or more that hold text
  std::size_t same_width = 0;       ///< pairs of such rows, one after the other, with equally many cells
};

TableLook look_at(const TableContent& table) {
  TableLook look;
  std::size_t last_width = 0;
  for (const auto& row : table.rows) {
    std::size_t filled = 0;
    for (const auto& cell : row) {
      const auto size = size_of(cell);
      if (size.bytes == 0) continue;
      ++filled;
      look.bytes += size.bytes;
      look.headings = look.headings || size.heading;
      look.header_cells = look.header_cells || cell.header;
      if (size.bytes > look.largest.bytes) look.largest = size;
    }
    look.filled += filled;
    if (filled < 2) continue;
    ++look.rows_of_several;
    if (row.size() == last_width) ++look.same_width;
    last_width = row.size();
  }
  return look;
}

/// One cell of a row of blocks, joined into one line; images are left to the caller.
Block joined(const TableCell& cell) {
  Block line;
  bool emphasis = true;
  for (const auto& block : cell.blocks) {
    if (block.kind == BlockKind::image) continue;
    append_block(line, block, line.text.empty() ? "" : " ");
    emphasis = emphasis && block.emphasis;
  }
  line.emphasis = emphasis && !line.text.empty();
  return line;
}

/// Lays cells into columns, row by row; cells that reach down or across are put wherever they reach.
class RowLayout {
 public:
  RowLayout(std::uint32_t container, std::size_t& repeatable) : container_(container), repeatable_(repeatable) {}

  Block lay(const std::vector<TableCell>& row);

 private:
  struct Reaching {
    Block line;
    bool header = false;
    std::uint32_t rows_left = 0;
  };

  void put(Block& block, const Reaching& cell, bool repeated);
  void put_reaching(Block& block, std::size_t& column);

  std::uint32_t container_;
  std::vector<Reaching> columns_;
  std::size_t& repeatable_;
};

void RowLayout::put(Block& block, const Reaching& cell, bool repeated) {
  const std::string_view separator = block.cells.empty() ? "" : "\t";
  const auto begin = block.text.size() + separator.size();
  const auto cost = cell.line.text.size() + sizeof(Cell);
  const bool whole = !repeated || cost <= repeatable_;
  if (repeated) repeatable_ -= std::min(cost, repeatable_);
  append_block(block, whole ? cell.line : Block{}, separator);
  block.cells.push_back(
      {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(block.text.size() - begin), cell.header});
  if (!cell.line.text.empty() && !cell.line.emphasis) block.emphasis = false;
}

void RowLayout::put_reaching(Block& block, std::size_t& column) {
  for (; column < columns_.size() && columns_[column].rows_left > 0 && repeatable_ > 0; ++column) {
    --columns_[column].rows_left;
    put(block, columns_[column], true);
  }
}

Block RowLayout::lay(const std::vector<TableCell>& row) {
  Block block;
  block.kind = BlockKind::table_row;
  block.container = container_;
  block.emphasis = true;
  std::size_t column = 0;
  for (const auto& cell : row) {
    put_reaching(block, column);
    if (column >= kMaxColumns) break;
    const Reaching placed{joined(cell), cell.header, cell.rows - 1};
    for (std::uint32_t copy = 0; copy < cell.columns && column < kMaxColumns; ++copy, ++column) {
      if (copy > 0 && repeatable_ == 0) break;
      if (copy > 0 && column < columns_.size() && columns_[column].rows_left > 0) break;
      put(block, placed, copy > 0);
      if (column >= columns_.size()) columns_.resize(column + 1);
      columns_[column] = placed;
    }
  }
  put_reaching(block, column);
  block.emphasis = block.emphasis && block.text.find_first_not_of('\t') != std::string::npos;
  return block;
}

}  // namespace

TableContent read_table(const HtmlNode& table, std::string_view page) {
  TableContent content;
  for (const auto* node = &table + 1; node != &table + table.size;) {
    const auto tag = node->tag();
    const bool inner = tag == "table" || tag == "tr" || tag == "caption" || is_unread_element(tag) || is_hidden(*node);
    if (!is_hidden(*node) && tag == "caption")
      std::ranges::move(flatten_cell(*node, page), std::back_inserter(content.caption));
    if (!is_hidden(*node) && tag == "tr") content.rows.push_back(read_row(*node, page));
    node += inner ? node->size : 1;
  }
  return content;
}

bool is_data_table(const TableContent& table) {
  constexpr std::size_t kProse = 3 * 120;  // bytes of one cell that no column of names or dates has
  const auto look = look_at(table);
  if (look.filled <= 1) return false;
  const bool mostly_one_cell = look.largest.bytes * 10 >= look.bytes * 6;
  const bool grid = look.rows_of_several >= 2 && (look.header_cells || look.same_width > 0);
  if (grid) return !(mostly_one_cell && look.largest.lines >= 8 && look.largest.bytes > 3 * kProse);
  if (look.headings && !look.header_cells) return false;
  if (look.largest.lines >= 3 && look.largest.bytes * 2 >= look.bytes) return false;
  return look.largest.bytes <= kProse;
}

std::vector<Block> table_blocks(const TableContent& table, std::uint32_t container, std::size_t& repeatable_bytes) {
  std::vector<Block> blocks = table.caption;
  RowLayout layout(container, repeatable_bytes);
  for (const auto& row : table.rows) {
    auto line = layout.lay(row);
    if (line.text.find_first_not_of('\t') != std::string::npos) blocks.push_back(std::move(line));
    for (const auto& cell : row)
      std::ranges::copy_if(cell.blocks, std::back_inserter(blocks),
                           [](const Block& block) { return block.kind == BlockKind::image; });
  }
  return blocks;
}

}  // namespace mingdan
