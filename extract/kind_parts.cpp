#include "extract/kind_parts.hpp"

#include <algorithm>
#include <optional>

#include "extract/patterns.hpp"

namespace mingdan {
namespace {

struct Part {
  Words words;
  std::optional<KindAndEvent> kind;
};

// Each batch label but the first begins a part.
std::vector<Part> parts_by_label(const Lines& lines, const Words& sentence) {
  std::vector<Part> parts;
  const auto text = folded_words(lines, sentence);
  const auto labels = find_all(P::batch_label, text);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto from = i == 0 ? 0 : labels[i].from;
    const auto to = i + 1 < labels.size() ? labels[i + 1].from : text.size();
    parts.push_back({{sentence.line, sentence.from + from, sentence.from + to}, kind_of(text.substr(from, to - from))});
  }
  return parts;
}

}  // namespace

std::vector<Words> parts_about(const Lines& lines, const Words& sentence, const KindAndEvent& wanted) {
  constexpr std::size_t kMostParts = 20;  // real sentences tell of two or three
  const auto parts = parts_by_label(lines, sentence);
  const auto has_other_kind = [&](const Part& part) {
    return part.kind && part.kind->kind != parts.front().kind->kind;
  };
  const bool several = parts.size() >= 2 && parts.size() <= kMostParts && parts.front().kind &&
                       std::ranges::any_of(parts, has_other_kind);
  if (!several) {
    const auto text = folded_words(lines, sentence);
    const auto kind = kind_of(text);
    const bool about = kind ? kind->kind == wanted.kind : publishes_without_act(text);
    return about ? std::vector{sentence} : std::vector<Words>{};
  }
  std::vector<Words> found;
  for (const auto& part : parts)
    if (part.kind && part.kind->kind == wanted.kind) found.push_back(part.words);
  return found;
}

}  // namespace mingdan
