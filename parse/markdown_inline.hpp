#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace mingdan {

/// Reads the inline Markdown of one source line: marks of emphasis, code, escapes, character references, links,
/// images, inline HTML. Gives the line's text (in pieces where a <br> breaks it) and its images, in reading order;
/// text blocks are paragraphs, their runs count the page.
class MarkdownInline {
 public:
  /// `page` is the whole text; links are looked for until `kScanBudget` bytes were scanned, so that time is linear.
  explicit MarkdownInline(std::string_view page) : page_(page) {}

  std::vector<Block> read(std::size_t begin, std::size_t end);

 private:
  static constexpr std::size_t kScanBudget = std::size_t{16} << 20;

  std::string_view page_;
  std::size_t scanned_ = 0;
  friend class InlineReader;
};

}  // namespace mingdan
