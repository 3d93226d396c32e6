#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "model/record.hpp"

namespace mingdan {

/// A table of listed names for people at a terminal: a header, one line a name, columns aligned by display width,
/// control characters escaped, long cells cut. A notice whose list stands elsewhere is one line that says where.
/// Built page by page, since columns are as wide as their widest cell.
struct ListingTable {
  std::vector<std::vector<std::string>> lines;
  std::map<PageState, std::size_t> without_notice;  ///< pages that were read and hold none, by state
};

void add_lines(ListingTable& table, const Record& record);

/// Out: the table with a line break behind every line. When no page holds a notice, one line that says what the pages
/// are instead, so that a deleted page is not taken for a broken program; empty when no page was read.
std::string table_text(const ListingTable& table);

}  // namespace mingdan
