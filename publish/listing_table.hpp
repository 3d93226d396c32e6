#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/record.hpp"

namespace mingdan {

/// A table of listed names for people at a terminal: a header, one line a name, columns aligned by display width,
/// control characters escaped, long cells cut. A notice whose list stands elsewhere is one line that says where.
/// Built page by page, since columns are as wide as their widest cell.
struct ListingTable {
  std::vector<std::vector<std::string>> lines;
};

void add_lines(ListingTable& table, const Record& record);

/// Out: the table with a line break behind every line; empty when nothing is listed.
std::string table_text(const ListingTable& table);

}  // namespace mingdan
