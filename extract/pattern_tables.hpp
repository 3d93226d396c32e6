#pragma once

#include <vector>

#include "extract/patterns.hpp"

namespace mingdan {

const std::vector<Pattern>& layout_patterns();  ///< sentences, headings over two lines, item markers
const std::vector<Pattern>& figure_patterns();  ///< batches, counts, totals, campaigns
const std::vector<Pattern>& kind_patterns();    ///< what was done to whom, decisions, removals
const std::vector<Pattern>& list_patterns();    ///< headings, leads, tails, attachments, cases, table headers
const std::vector<Pattern>& name_patterns();    ///< names, brackets, departments, laws, source lines

}  // namespace mingdan
