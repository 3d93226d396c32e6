#include "parse/markdown_blocks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "parse/html_line.hpp"
#include "parse/markdown_inline.hpp"
#include "parse/text_budget.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kBlank = " \t\r";

/// A line of the source without its indent and its end.
struct SourceLine {
  std::size_t begin = 0;
  std::string_view text;

  [[nodiscard]] bool blank() const { return text.empty(); }
};

bool consists_of(std::string_view text, char mark) {
  return std::ranges::all_of(text, [&](char c) { return c == mark || c == ' ' || c == '\t'; });
}

bool is_rule(std::string_view text) {
  for (const char mark : {'-', '*', '_'})
    if (consists_of(text, mark) && std::count(text.begin(), text.end(), mark) >= 3) return true;
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes of a bullet with the blank behind it; 0 for none.
std::size_t bullet_length(std::string_view text) {
  const bool bullet =
      text.size() > 1 && (text[0] == '-' || text[0] == '*' || text[0] == '+') && (text[1] == ' ' || text[1] == '\t');
  return bullet ? text.find_first_not_of(" \t", 1) == std::string_view::npos ? text.size()
                                                                             : text.find_first_not_of(" \t", 1)
                : 0;
}

/// `1. ` or `1) ` or `1\. `: a numbered item in Markdown's own form.
bool is_numbered_item(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && at < 9 && is_digit(text[at])) ++at;
  return at > 0 && at + 1 < text.size() && (text[at] == '.' || text[at] == ')') && text[at + 1] == ' ';
}

std::size_t heading_level(std::string_view text) {
  const auto level = std::min(text.find_first_not_of('#'), text.size());
  if (level == 0 || level > 6) return 0;
  return level == text.size() || text[level] == ' ' || text[level] == '\t' ? level : 0;
}

bool is_table_rule(std::string_view text) {
  return text.find('-') != std::string_view::npos && text.find('|') != std::string_view::npos &&
         text.find_first_not_of("|-: \t") == std::string_view::npos;
}

/// Ranges of the cells of a table row; pipes behind a backslash belong to the text.
std::vector<std::pair<std::size_t, std::size_t>> cell_ranges(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> cells;
  std::size_t begin = text.starts_with('|') ? 1 : 0;
  for (auto at = begin; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '|') {
      cells.emplace_back(begin, at);
      begin = at + 1;
    }
  }
  if (begin < text.size()) cells.emplace_back(begin, text.size());
  return cells;
}

class MarkdownReader {
 public:
  MarkdownReader(std::string_view page, std::size_t begin) : page_(page), at_(begin), inline_(page) {}

  std::vector<Block> read();

 private:
  SourceLine next_line();
  void read_line(SourceLine line);
  bool read_heading(const SourceLine& line);
  bool read_setext(const SourceLine& line);
  bool read_list(SourceLine line);
  void read_table_row(const SourceLine& line, bool header);
  bool starts_table(const SourceLine& line) const;
  void read_text(std::size_t begin, std::size_t end, BlockKind kind, bool continues);
  void end_paragraph();

  std::string_view page_;
  std::size_t at_;
  MarkdownInline inline_;
  std::vector<Block> blocks_;
  std::size_t paragraph_ = 0;   ///< blocks_ from here on are the current paragraph
  bool in_paragraph_ = false;
  bool in_table_ = false;
  bool fenced_ = false;
  std::uint32_t list_ = 0;      ///< container of the current list, 0 outside
  std::uint32_t containers_ = 0;
};

SourceLine MarkdownReader::next_line() {
  const auto end = std::min(page_.find('\n', at_), page_.size());
  auto text = page_.substr(at_, end - at_);
  const auto indent = std::min(text.find_first_not_of(kBlank), text.size());
  SourceLine line{at_ + indent, text.substr(indent)};
  line.text = line.text.substr(0, line.text.find_last_not_of(kBlank) + 1);
  if (trimmed(line.text).empty()) line.text = {};
  at_ = std::min(end + 1, page_.size());
  return line;
}

void MarkdownReader::end_paragraph() {
  in_paragraph_ = false;
  paragraph_ = blocks_.size();
}

void MarkdownReader::read_text(std::size_t begin, std::size_t end, BlockKind kind, bool continues) {
  for (auto& block : inline_.read(begin, end)) {
    if (block.kind != BlockKind::image) {
      block.kind = kind;
      block.continues = block.continues || continues;
      if (kind == BlockKind::list_item) block.container = list_;
    }
    blocks_.push_back(std::move(block));
  }
}

bool MarkdownReader::read_heading(const SourceLine& line) {
  const auto level = heading_level(line.text);
  if (level == 0) return false;
  end_paragraph();
  list_ = 0;
  auto text = line.text;
  const auto closing = text.find_last_not_of('#');
  if (closing != std::string_view::npos && closing + 1 < text.size() && text[closing] == ' ')
    text = text.substr(0, closing);
  read_text(line.begin + level, line.begin + text.size(), BlockKind::heading, false);
  end_paragraph();
  return true;
}

// A line of `=` or `-` under one line of text makes that a heading.
bool MarkdownReader::read_setext(const SourceLine& line) {
  if (!in_paragraph_ || (line.text.find_first_not_of('=') != std::string_view::npos &&
                         line.text.find_first_not_of('-') != std::string_view::npos))
    return false;
  for (auto at = paragraph_; at < blocks_.size(); ++at)
    if (blocks_[at].kind == BlockKind::paragraph) blocks_[at].kind = BlockKind::heading;
  end_paragraph();
  return true;
}

bool MarkdownReader::read_list(SourceLine line) {
  const auto bullet = bullet_length(line.text);
  if (bullet == 0 && !is_numbered_item(line.text)) return false;
  end_paragraph();
  if (list_ == 0) list_ = ++containers_;
  read_text(line.begin + bullet, line.begin + line.text.size(), BlockKind::list_item, false);
  in_paragraph_ = true;
  return true;
}

bool MarkdownReader::starts_table(const SourceLine& line) const {
  if (line.text.find('|') == std::string_view::npos || in_paragraph_) return false;
  MarkdownReader ahead(page_, at_);
  return is_table_rule(ahead.next_line().text);
}

void MarkdownReader::read_table_row(const SourceLine& line, bool header) {
  Block row;
  row.kind = BlockKind::table_row;
  row.container = containers_;
  bool plain = false;
  std::vector<Block> images;
  for (const auto& [begin, end] : cell_ranges(line.text)) {
    Block cell;
    for (auto& block : inline_.read(line.begin + begin, line.begin + end)) {
      if (block.kind == BlockKind::image) {
        images.push_back(std::move(block));
        continue;
      }
      plain = plain || !block.emphasis;
      append_block(cell, block, cell.text.empty() ? "" : " ");
    }
    const auto separator = row.cells.empty() ? std::size_t{0} : std::size_t{1};
    const auto offset = static_cast<std::uint32_t>(row.text.size() + separator);
    append_block(row, cell, separator == 0 ? "" : "\t");
    row.cells.push_back({offset, static_cast<std::uint32_t>(cell.text.size()), header});
  }
  row.emphasis = !plain;
  if (row.text.find_first_not_of('\t') != std::string::npos) blocks_.push_back(std::move(row));
  std::ranges::move(images, std::back_inserter(blocks_));
}

void MarkdownReader::read_line(SourceLine line) {
  if (line.text.starts_with("```") || line.text.starts_with("~~~")) {
    fenced_ = !fenced_;
    return end_paragraph();
  }
  if (line.blank()) {
    in_table_ = false;
    return end_paragraph();
  }
  if (in_table_) return read_table_row(line, false);
  while (!fenced_ && line.text.starts_with('>')) {
    const auto skip = std::min(line.text.find_first_not_of(" \t", 1), line.text.size());
    line = {line.begin + skip, line.text.substr(skip)};
  }
  if (line.blank()) return end_paragraph();
  if (!fenced_) {
    if (read_heading(line) || read_setext(line)) return;
    if (is_rule(line.text)) return end_paragraph();
    if (starts_table(line)) {
      ++containers_;
      list_ = 0;
      in_table_ = true;
      read_table_row(line, true);
      next_line();
      return;
    }
    if (read_list(line)) return;
  }
  const bool item_goes_on = in_paragraph_ && list_ != 0;
  if (!in_paragraph_) list_ = 0;
  read_text(line.begin, line.begin + line.text.size(), item_goes_on ? BlockKind::list_item : BlockKind::paragraph,
            in_paragraph_);
  in_paragraph_ = true;
}

std::vector<Block> MarkdownReader::read() {
  const auto most = 2 * TextBudget{}.blocks;  // so that too many are seen also when titles are taken out
  while (at_ < page_.size() && blocks_.size() < most) read_line(next_line());
  return std::move(blocks_);
}

}  // namespace

std::vector<Block> markdown_blocks(std::string_view page, std::size_t begin) {
  return MarkdownReader(page, begin).read();
}

}  // namespace mingdan
