#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "parse/html_node.hpp"

namespace mingdan {

/// One cell of a table: its lines and how many rows and columns it covers.
struct TableCell {
  std::vector<Block> blocks;
  bool header = false;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
};

/// A table without tables in it, read cell by cell.
struct TableContent {
  std::vector<Block> caption;
  std::vector<std::vector<TableCell>> rows;
};

TableContent read_table(const HtmlNode& table, std::string_view page);
/// Whether the cells are data in rows and columns, not an article set into a grid for the looks of it.
bool is_data_table(const TableContent& table);
/// One block a row (rows without text give only their images), the caption before them as paragraphs. The text of
/// spanned cells is repeated as long as `repeatable_bytes` last, beyond that only the cell is.
std::vector<Block> table_blocks(const TableContent& table, std::uint32_t container, std::size_t& repeatable_bytes);

}  // namespace mingdan
