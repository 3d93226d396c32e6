#include "parse/text_budget.hpp"

#include <algorithm>

namespace mingdan {
namespace {

/// Cuts before the first byte of a character.
void shorten(std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80) --bytes;
  text.resize(bytes);
  text += "…";
}

}  // namespace

std::optional<Error> cut_to_budget(std::vector<Block>& blocks, const TextBudget& budget) {
  std::size_t bytes = 0;
  std::size_t kept = 0;
  while (kept < std::min(blocks.size(), budget.blocks) && bytes + blocks[kept].text.size() <= budget.bytes)
    bytes += blocks[kept++].text.size();
  if (kept == blocks.size()) return std::nullopt;
  blocks.resize(kept);
  return Error{"text_budget", "the page has more text than " + std::to_string(budget.bytes >> 20U) + " MB or " +
                                  std::to_string(budget.blocks) + " lines; only what stands before was read"};
}

std::optional<Error> cut_to_budget(std::string& markdown, const TextBudget& budget) {
  if (markdown.size() <= budget.markdown) return std::nullopt;
  const auto line_end = markdown.rfind('\n', budget.markdown - 1);
  markdown.resize(line_end == std::string::npos ? 0 : line_end + 1);
  return Error{"text_budget", "the text is longer than " + std::to_string(budget.markdown >> 20U) +
                                  " MB; only its beginning was read"};
}

void drop_oversized_fields(Document& document, const TextBudget& budget) {
  auto& page = document.page;
  for (auto* field : {&page.url, &page.title, &page.account, &page.account_id, &page.author, &page.published_at,
                      &page.source, &page.digest, &page.source_url, &document.next_page, &document.sent_to})
    if (*field && (*field)->size() > budget.field) field->reset();
  if (page.key.size() > budget.field) page.key.clear();
  std::erase_if(page.aliases, [&](const std::string& alias) { return alias.size() > budget.field; });
  if (document.title_block && document.title_block->text.size() > budget.field) document.title_block.reset();
  for (auto& finding : document.findings) shorten(finding.message, budget.field);
}

}  // namespace mingdan
