#include "parse/span_map.hpp"

#include <algorithm>
#include <cstddef>

namespace mingdan {
namespace {

bool is_verbatim(const Run& run) { return run.text_length == run.source_length; }

/// The run of the map that holds byte `at`, or the last one before it.
std::vector<Run>::const_iterator run_at(const std::vector<Run>& map, std::size_t at) {
  auto found = std::ranges::upper_bound(map, at, {}, &Run::text_offset);
  return found == map.begin() ? found : found - 1;
}

std::size_t mapped_begin(const std::vector<Run>& map, std::size_t at) {
  const auto run = run_at(map, at);
  const auto into = at - run->text_offset;
  if (into >= run->text_length) return run->source_offset + run->source_length;
  return run->source_offset + (is_verbatim(*run) ? into : 0);
}

std::size_t mapped_end(const std::vector<Run>& map, std::size_t end) {
  const auto run = run_at(map, end - 1);
  const auto into = end - run->text_offset;
  if (into >= run->text_length) return run->source_offset + run->source_length;
  return run->source_offset + (is_verbatim(*run) ? into : run->source_length);
}

void map_runs(const std::vector<Run>& map, Block& block) {
  std::vector<Run> runs;
  for (const auto& run : block.runs) {
    if (!is_verbatim(run)) {
      const auto span = mapped_span(map, {run.source_offset, run.source_length});
      runs.push_back({run.text_offset, run.text_length, static_cast<std::uint32_t>(span.offset),
                      static_cast<std::uint32_t>(span.length)});
      continue;
    }
    for (std::uint32_t done = 0; done < run.text_length;) {  // piece by piece, cut where the map is
      const auto at = run.source_offset + done;
      const auto piece = run_at(map, at);
      const auto left = piece->text_offset + piece->text_length - at;
      const auto length = std::max<std::uint32_t>(1, std::min(run.text_length - done, left));
      const auto span = mapped_span(map, {at, length});
      runs.push_back({run.text_offset + done, length, static_cast<std::uint32_t>(span.offset),
                      static_cast<std::uint32_t>(span.length)});
      done += length;
    }
  }
  block.runs = std::move(runs);
  if (block.source) block.source = mapped_span(map, *block.source);
}

}  // namespace

Span mapped_span(const std::vector<Run>& map, Span span) {
  if (map.empty()) return span;
  const auto begin = mapped_begin(map, span.offset);
  if (span.length == 0) return {begin, 0};
  return {begin, std::max(mapped_end(map, span.end()), begin) - begin};
}

void map_document(const std::vector<Run>& map, Document& document) {
  if (map.empty()) return;
  for (auto& block : document.blocks) map_runs(map, block);
  if (document.title_block) map_runs(map, *document.title_block);
  for (auto& finding : document.findings)
    if (finding.evidence) finding.evidence = mapped_span(map, *finding.evidence);
}

}  // namespace mingdan
