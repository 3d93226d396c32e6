#pragma once

#include <cstddef>
#include <vector>

#include "model/document.hpp"
#include "model/span.hpp"
#include "parse/html_tree.hpp"

namespace mingdan {

/// What one block says about the kind of its place in the page.
struct PageLine {
  std::size_t offset = 0;   ///< where its first byte stands in the source
  std::size_t prose = 0;    ///< Chinese letters outside links, 0 for footers and page tools
  std::size_t linked = 0;   ///< Chinese letters inside links
  bool own_text = false;    ///< a line with words of its own: prose, or a short name, or a picture
  bool item = false;        ///< a link with a title that makes up the line: an entry of a list page
  bool dated = false;       ///< holds an absolute date
  std::size_t block = 0;    ///< index into PageLines::blocks
};

/// Sums over the lines of a stretch of the page.
struct LineSums {
  std::size_t prose = 0;
  std::size_t linked = 0;
  std::size_t own_lines = 0;
  std::size_t items = 0;
  std::size_t dated_items = 0;
};

/// All visible lines of a page by their place in the source, so that any element can be weighed without a walk.
struct PageLines {
  std::vector<Block> blocks;        ///< reading order
  std::vector<PageLine> lines;      ///< ascending by offset
  std::vector<LineSums> sums;       ///< before line i; one more than lines
  std::size_t visible = 0;          ///< characters on the whole page, blanks not counted

  [[nodiscard]] LineSums within(Span source) const;
  /// Index of the first line at or behind `offset`.
  [[nodiscard]] std::size_t line_at(std::size_t offset) const;
};

PageLines read_page_lines(const HtmlTree& tree);

}  // namespace mingdan
