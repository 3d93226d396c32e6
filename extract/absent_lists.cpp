#include <algorithm>

#include "extract/absent_lists.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kPictureReach = 3;  // text lines between a heading and the picture that stands for its list

bool leads_to_pictures(const Lines& lines, std::size_t heading) {
  std::size_t texts = 0;
  for (std::size_t line = heading + 1; line < lines.body.size() && texts < kPictureReach; ++line) {
    if (lines.body[line].is_image()) return true;
    ++texts;
  }
  return false;
}

bool has_attachment_link(const Line& line) {
  return std::ranges::any_of(line.block.links, [](const Link& link) { return matches(P::attachment_file, link.href); });
}

// 非法社会组织名单 without a word of what was done is what publication makes of it: a list of the banned.
std::optional<KindAndEvent> kind_of_absent(std::string_view text) {
  const auto kind = kind_of(text);
  return kind || !matches(P::plain_list, text) ? kind
                                               : std::optional(KindAndEvent{NoticeKind::banned, NoticeEvent::add});
}

ListCandidate at_line(Carrier carrier, std::size_t line) {
  ListCandidate found;
  found.carrier = carrier;
  found.first_line = found.last_line = line;
  return found;
}

}  // namespace

std::optional<ListCandidate> picture_list(const Lines& lines) {
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    const auto& candidate = lines.body[line];
    if (candidate.is_image() || candidate.is_row()) continue;
    const auto text = trimmed(candidate.text());
    const bool heading = matches(P::list_heading, text) && leads_to_pictures(lines, line);
    const bool totals = matches(P::span_of_time, text) && !matches(P::batch_label, text);
    const bool lead = !totals && matches(P::list_heading_noun, text) && kind_of_absent(text) &&
                      line + 1 < lines.body.size() && lines.body[line + 1].is_image();
    const bool norm = text.find("应当") != std::string_view::npos;  // …应当公布…名单
    if ((!heading && !lead) || norm) continue;
    auto found = at_line(Carrier::image, line);
    found.heading = heading_over(lines, line + 1);
    found.own_kind = kind_of_absent(text);
    return found;
  }
  return std::nullopt;
}

std::optional<ListCandidate> attached_list(const Lines& lines) {
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    const auto& candidate = lines.body[line];
    if (candidate.is_image()) continue;
    if (!matches(P::list_in_attachment, candidate.text()) && !has_attachment_link(candidate)) continue;
    if (matches(P::blank_form, candidate.text()) && !matches(P::list_heading_noun, candidate.text())) continue;
    auto found = at_line(Carrier::attachment, line);
    found.own_kind = kind_of_absent(candidate.text());
    return found;
  }
  return std::nullopt;
}

}  // namespace mingdan
