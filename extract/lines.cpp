#include "extract/lines.hpp"

#include <algorithm>
#include <utility>

#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLongestJoinedLine = 600;
constexpr int kMostJoins = 3;

Line line_from(Block block) {
  auto folded = fold(block.text);
  return Line{std::move(block), std::move(folded)};
}

Line joined(const Line& first, const Line& second, std::string_view separator) {
  Block block = first.block;
  const auto shift = static_cast<std::uint32_t>(block.text.size() + separator.size());
  block.text.append(separator).append(second.block.text);
  for (auto run : second.block.runs) {
    run.text_offset += shift;
    block.runs.push_back(run);
  }
  for (auto link : second.block.links) {
    link.text_offset += shift;
    block.links.push_back(std::move(link));
  }
  return line_from(std::move(block));
}

bool has_open_bracket(std::string_view text) {
  int depth = 0;
  for (const char byte : text) {
    if (byte == '(') ++depth;
    if (byte == ')' && depth > 0) --depth;
  }
  return depth == 1;
}

bool closes_bracket(std::string_view text) {
  const auto closing = text.find(')');
  return closing != std::string_view::npos && closing < text.find('(');
}

bool is_heading_cut_short(const Line& first, const Line& second) {
  return !first.block.continues && matches(P::heading_first_half, first.text()) &&
         matches(P::heading_second_half, second.text()) && !marker_at(second.text(), 0) &&
         !matches(P::list_heading_noun, first.text());
}

// The separator to join two lines with, or nothing when they stand for themselves.
std::optional<std::string_view> separator_between(const Line& first, const Line& second) {
  if (first.is_row() || second.is_row() || first.is_image() || second.is_image()) return std::nullopt;
  if (first.text().size() + second.text().size() > kLongestJoinedLine) return std::nullopt;
  if (has_open_bracket(first.text()) && closes_bracket(second.text())) return "";
  if (matches(P::number_alone, first.text()) && !matches(P::number_alone, second.text()) &&
      !marker_at(second.text(), 0))
    return " ";
  if (is_heading_cut_short(first, second)) return "";
  return std::nullopt;
}

}  // namespace

Lines lines_of(const Document& document) {
  Lines lines;
  Block title;
  if (document.title_block)
    title = *document.title_block;
  else
    title.text = document.page.title.value_or("");
  lines.title = line_from(std::move(title));
  int joins = 0;
  for (const auto& block : document.blocks) {
    if (block.kind != BlockKind::image && trimmed(block.text).empty()) continue;
    auto line = line_from(block);
    if (!lines.body.empty() && joins < kMostJoins) {
      if (const auto separator = separator_between(lines.body.back(), line)) {
        lines.body.back() = joined(lines.body.back(), line, *separator);
        ++joins;
        continue;
      }
    }
    joins = 0;
    lines.body.push_back(std::move(line));
  }
  return lines;
}

Span span_of(const Lines& lines, const Words& words) {
  const auto& line = lines.at(words.line);
  if (words.from >= words.to || words.to > line.folded.text.size()) return {};
  const auto from = line.folded.begin[words.from];
  const auto to = line.folded.end[words.to - 1];
  std::optional<std::size_t> begin;
  std::size_t end = 0;
  for (const auto& run : line.block.runs) {
    const auto run_end = run.text_offset + run.text_length;
    if (run_end <= from || run.text_offset >= to) continue;
    const bool verbatim = run.text_length == run.source_length;
    const auto inside_from = verbatim && from > run.text_offset ? from - run.text_offset : 0;
    const auto inside_to = verbatim && to < run_end ? to - run.text_offset : run.source_length;
    if (!begin) begin = run.source_offset + inside_from;
    end = run.source_offset + inside_to;
  }
  if (!begin || end < *begin) return {};
  return Span{*begin, end - *begin};
}

std::string printed(const Lines& lines, const Words& words) {
  const auto& line = lines.at(words.line);
  return as_printed(line.folded, line.block.text, words.from, words.to);
}

std::string_view folded_words(const Lines& lines, const Words& words) {
  return lines.at(words.line).text().substr(words.from, words.to - words.from);
}

std::vector<Words> sentences_of(const Lines& lines, std::size_t line) {
  std::vector<Words> sentences;
  const auto text = lines.at(line).text();
  std::size_t from = 0;
  while (from < text.size()) {
    const auto end = find_from(P::sentence_end, text, from);
    const auto to = end ? end->from : text.size();
    if (!trimmed(text.substr(from, to - from)).empty()) sentences.push_back({line, from, to});
    from = end ? end->to : text.size();
  }
  return sentences;
}

}  // namespace mingdan
