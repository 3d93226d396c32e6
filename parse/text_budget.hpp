#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/error.hpp"

namespace mingdan {

/// How much text of one page is handed on. The longest article measured has 130 KB, the longest table of a ministry
/// 4,000 rows; reading names out of text costs many times what parsing it does. Source: docs/architecture.md, "Budgets".
struct TextBudget {
  std::size_t bytes = 1UL << 20U;  ///< UTF-8, of all blocks together
  std::size_t blocks = 20'000;
  std::size_t markdown = 4UL << 20U;  ///< bytes of a Markdown or plain text file that are read
  std::size_t field = 8192;  ///< bytes of one title, name or address; what is longer is none
};

/// Cuts the blocks behind the last that fits wholly. Error: text_budget when one was cut.
std::optional<Error> cut_to_budget(std::vector<Block>& blocks, const TextBudget& budget = {});

/// The same for Markdown before it is read: cuts behind the last line that fits wholly.
std::optional<Error> cut_to_budget(std::string& markdown, const TextBudget& budget = {});

/// Forgets titles, names and addresses that are longer than any is, and cuts messages of findings that quote such.
void drop_oversized_fields(Document& document, const TextBudget& budget = {});

}  // namespace mingdan
