#include "extract/list_candidate.hpp"
#include "extract/names.hpp"
#include "extract/numbering.hpp"
#include "extract/patterns.hpp"

namespace mingdan {
namespace {

// 组织名称：X, with or without a number in front of the label.
std::optional<ListItem> labelled_name(const Lines& lines, std::size_t line) {
  const auto& block = lines.body[line];
  if (block.is_image() || block.is_row()) return std::nullopt;
  const auto label = find(P::name_label, block.text());
  if (!label) return std::nullopt;
  const auto name = bare(lines, {line, label->groups[0]->from, label->groups[0]->to});
  const auto text = folded_words(lines, name);
  if (!looks_like_organisation(text) || !could_be_name(text) || is_department(text)) return std::nullopt;
  const auto marker = marker_at(block.text(), 0);
  return ListItem{with_annotation(lines, name), marker ? std::optional(marker->number) : std::nullopt, std::nullopt,
                  std::nullopt};
}

// 查处单位：X, below the name.
std::optional<std::string> labelled_authority(const Lines& lines, std::size_t line) {
  const auto text = lines.body[line].text();
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || !matches(P::table_authority_header, text.substr(0, colon)))
    return std::nullopt;
  const auto name = bare(lines, {line, colon + 1, text.size()});
  return is_department(folded_words(lines, name)) ? std::optional(printed(lines, name)) : std::nullopt;
}

// 处置结果：依法取缔, once for each body.
std::optional<KindAndEvent> kind_by_label(const Lines& lines, const ListCandidate& list) {
  for (auto line = list.first_line; line < list.last_line; ++line) {
    const auto text = lines.body[line].text();
    if (text.find(':') == std::string_view::npos || !matches(P::decides, text)) continue;
    if (const auto kind = kind_of(text)) return kind;
  }
  return std::nullopt;
}

}  // namespace

std::vector<ListCandidate> labelled_lists(const Lines& lines) {
  ListCandidate found;
  found.carrier = Carrier::numbered;
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    auto item = labelled_name(lines, line);
    if (!item) {
      if (!found.items.empty() && !found.items.back().authority)
        found.items.back().authority = labelled_authority(lines, line);
      continue;
    }
    if (found.items.empty()) found.first_line = line;
    found.last_line = line;
    if (!item->number) found.carrier = Carrier::lines;
    found.items.push_back(std::move(*item));
  }
  if (found.items.size() < 2 || !is_list_of_organisations(lines, found)) return {};
  found.heading = heading_over(lines, found.first_line);
  if (found.heading) found.own_kind = kind_of_heading(folded_words(lines, *found.heading));
  if (!found.own_kind) found.own_kind = kind_by_label(lines, found);
  return {found};
}

}  // namespace mingdan
