#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "model/span.hpp"
#include "text/fold.hpp"

namespace mingdan {

/// One line of the page, ready for matching. Offsets in this stage count bytes of `folded.text`.
struct Line {
  Block block;
  FoldedText folded;

  [[nodiscard]] std::string_view text() const { return folded.text; }
  [[nodiscard]] bool is_image() const { return block.kind == BlockKind::image; }
  [[nodiscard]] bool is_row() const { return block.kind == BlockKind::table_row; }
};

/// A stretch of one line: words that a value is read from. `line` counts from 0; the title is line kTitleLine.
struct Words {
  std::size_t line = 0;
  std::size_t from = 0;
  std::size_t to = 0;

  bool operator==(const Words&) const = default;
};

inline constexpr std::size_t kTitleLine = static_cast<std::size_t>(-1);

/// All lines of a document in reading order, and its title. Lines that a page broke in the middle of a thing are
/// joined: a bracket left open, a heading over two lines, a number alone before its name.
struct Lines {
  Line title;
  std::vector<Line> body;

  [[nodiscard]] const Line& at(std::size_t index) const { return index == kTitleLine ? title : body[index]; }
};

Lines lines_of(const Document& document);

/// The page's bytes behind `words`; {0, 0} when the line has no place in the page.
Span span_of(const Lines& lines, const Words& words);
/// The words as the page prints them, without pinyin noise and characters that show nothing.
std::string printed(const Lines& lines, const Words& words);
std::string_view folded_words(const Lines& lines, const Words& words);

/// At most `length` bytes of `text` before or behind `at`, cut between characters: what stands near a place. Looking at
/// all of a long line for each of its places would cost its square.
std::string_view window_before(std::string_view text, std::size_t at, std::size_t length);
std::string_view window_behind(std::string_view text, std::size_t at, std::size_t length);

/// Sentences of a line: cut behind 。；！？ and at blanks that separate two headings in a title.
std::vector<Words> sentences_of(const Lines& lines, std::size_t line);

}  // namespace mingdan
