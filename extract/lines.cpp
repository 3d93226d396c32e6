#include "extract/lines.hpp"

#include <algorithm>
#include <utility>

#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLongestJoinedLine = 600;
constexpr std::size_t kLongestChain = 60'000;  // bytes of names that go on over lines

Line line_from(Block block) {
  auto folded = fold(block.text);
  return Line{std::move(block), std::move(folded)};
}

// Appends a line in place: cost is that of the second line alone.
void append_line(Line& first, const Line& second, std::string_view separator) {
  const auto shift = static_cast<std::uint32_t>(first.block.text.size() + separator.size());
  for (std::size_t i = 0; i < separator.size(); ++i) {
    const auto at = static_cast<std::uint32_t>(first.block.text.size() + i);
    first.folded.text.push_back(separator[i]);
    first.folded.begin.push_back(at);
    first.folded.end.push_back(at + 1);
  }
  first.block.text.append(separator).append(second.block.text);
  first.folded.text.append(second.folded.text);
  for (const auto at : second.folded.begin) first.folded.begin.push_back(at + shift);
  for (const auto at : second.folded.end) first.folded.end.push_back(at + shift);
  first.folded.pinyin_brackets += second.folded.pinyin_brackets;
  for (auto run : second.block.runs) {
    run.text_offset += shift;
    first.block.runs.push_back(run);
  }
  for (auto link : second.block.links) {
    link.text_offset += shift;
    first.block.links.push_back(std::move(link));
  }
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
  if (first.text().size() + second.text().size() > kLongestChain) return std::nullopt;
  if (trimmed(first.text()).ends_with("、") && !marker_at(second.text(), 0)) return "";
  if (first.text().size() + second.text().size() > kLongestJoinedLine) return std::nullopt;
  if (has_open_bracket(first.text()) && closes_bracket(second.text())) return "";
  if (matches(P::case_number_alone, first.text()) && !matches(P::case_number_alone, second.text())) return " ";
  if (matches(P::number_alone, first.text()) && !matches(P::number_alone, second.text()) &&
      !marker_at(second.text(), 0))
    return " ";
  if (matches(P::annotation_line, second.text()) && !trimmed(first.text()).ends_with(":")) return "";
  if (is_heading_cut_short(first, second)) return "";
  return std::nullopt;
}

// A line of a list of pages: nothing but the link to one and its day. What it tells is told there.
bool links_elsewhere(const Line& line) {
  const auto& block = line.block;
  if (line.is_row() || line.is_image() || block.links.size() != 1) return false;
  const auto& link = block.links.front();
  if (link.text_offset > 3 || link.text_length < 6 * 3 || matches(P::attachment_file, link.href)) return false;
  const auto end = static_cast<std::size_t>(link.text_offset) + link.text_length;
  return end < block.text.size() && matches(P::listing_date, fold(std::string_view(block.text).substr(end)).text);
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
  for (const auto& block : document.blocks) {
    if (block.kind != BlockKind::image && trimmed(block.text).empty()) continue;
    auto line = line_from(block);
    if (links_elsewhere(line)) continue;
    if (!lines.body.empty()) {
      if (const auto separator = separator_between(lines.body.back(), line)) {
        append_line(lines.body.back(), line, *separator);
        continue;
      }
    }
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

std::string_view window_before(std::string_view text, std::size_t at, std::size_t length) {
  auto from = at > length ? at - length : 0;
  while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  return text.substr(from, at - from);
}

std::string_view window_behind(std::string_view text, std::size_t at, std::size_t length) {
  auto to = std::min(text.size(), at + length);
  while (to > at && to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0U) == 0x80U) --to;
  return text.substr(at, to - at);
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
