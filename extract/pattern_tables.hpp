#pragma once

#include <vector>

#include "extract/patterns.hpp"

namespace mingdan {

std::vector<Pattern> layout_patterns();  ///< sentences, headings over two lines, item markers
std::vector<Pattern> figure_patterns();  ///< batches, counts, totals, campaigns
std::vector<Pattern> kind_patterns();    ///< what was done to whom, decisions, removals
std::vector<Pattern> list_patterns();    ///< headings, leads, tails, attachments, cases, table headers
std::vector<Pattern> name_patterns();    ///< names, brackets, departments, laws, source lines

}  // namespace mingdan
