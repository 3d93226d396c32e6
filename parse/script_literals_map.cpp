#include <algorithm>

#include "parse/script_literals.hpp"

namespace mingdan {
namespace {

bool is_verbatim(const Run& run) { return run.text_length == run.source_length; }

/// First run that ends behind `offset` of the text.
auto run_at(const std::vector<Run>& runs, std::size_t offset) {
  return std::ranges::partition_point(
      runs, [offset](const Run& run) { return std::size_t{run.text_offset} + run.text_length <= offset; });
}

/// Splits a verbatim inner run at the borders of the runs below it.
void append_pieces(std::vector<Run>& pieces, const Run& inner, const std::vector<Run>& below) {
  const auto start = inner.source_offset;
  const auto end = start + inner.source_length;
  for (auto run = run_at(below, start); run != below.end() && run->text_offset < end; ++run) {
    const auto from = std::max(start, run->text_offset);
    const auto to = std::min(end, run->text_offset + run->text_length);
    Run piece{inner.text_offset + (from - start), to - from, run->source_offset, run->source_length};
    if (is_verbatim(*run)) {
      piece.source_offset = run->source_offset + (from - run->text_offset);
      piece.source_length = to - from;
    }
    pieces.push_back(piece);
  }
}

}  // namespace

std::optional<Span> source_range(const MappedText& mapped, std::size_t offset, std::size_t length) {
  std::optional<Span> range;
  for (auto run = run_at(mapped.runs, offset); run != mapped.runs.end() && run->text_offset < offset + length; ++run) {
    Span piece{run->source_offset, run->source_length};
    if (is_verbatim(*run)) {
      const auto from = std::max<std::size_t>(offset, run->text_offset);
      const auto to = std::min<std::size_t>(offset + length, run->text_offset + run->text_length);
      piece = {run->source_offset + (from - run->text_offset), to - from};
    }
    if (!range)
      range = piece;
    else
      range->length = piece.end() - range->offset;
  }
  return range;
}

std::vector<Run> composed(const std::vector<Run>& inner, const MappedText& middle) {
  std::vector<Run> runs;
  for (const auto& run : inner) {
    if (is_verbatim(run)) {
      append_pieces(runs, run, middle.runs);
    } else if (const auto range = source_range(middle, run.source_offset, run.source_length)) {
      runs.push_back({run.text_offset, run.text_length, static_cast<std::uint32_t>(range->offset),
                      static_cast<std::uint32_t>(range->length)});
    }
  }
  return runs;
}

}  // namespace mingdan
