#include <algorithm>

#include "extract/list_candidate.hpp"
#include "extract/names.hpp"
#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr int kLargestGap = 5;
constexpr std::size_t kShortestGluedRun = 3;
constexpr std::size_t kLongestExplanation = 8;  // lines behind an item that tell of it

std::optional<Marker> marker_of(const Line& line) {
  if (line.is_row() || line.is_image()) return std::nullopt;
  if (auto printed_marker = marker_at(line.text(), 0)) return printed_marker;
  if (line.block.kind == BlockKind::list_item && line.block.ordinal)
    return Marker{MarkerStyle::list_item, '\0', *line.block.ordinal, 0, 0};
  return glued_marker_at(line.text());
}

// The marker of the first item inside a line that begins with the list's own heading: 名单：1.A 2.B
std::optional<Marker> marker_behind_colon(const Line& line) {
  const auto colon = line.text().find(':');
  if (line.is_row() || line.is_image() || colon == std::string_view::npos) return std::nullopt;
  auto marker = marker_at(line.text(), colon + 1);
  if (!marker || marker->number != 1 || !next_marker(line.text(), marker->to, *marker)) return std::nullopt;
  return marker;
}

bool is_one_a_line(const Marker& marker) {
  return marker.style == MarkerStyle::list_item || marker.style == MarkerStyle::glued;
}

// Appends the items of one line, which begins with `marker`; gives back the last item's marker.
Marker append_items(std::vector<ListItem>& items, const Line& line, std::size_t index, Marker marker,
                    const std::optional<std::string>& authority) {
  while (true) {
    const auto next = is_one_a_line(marker) ? std::nullopt : next_marker(line.text(), marker.to, marker);
    const auto to = next ? next->from : line.text().size();
    // Brackets before the digits belong to the next marker.
    items.push_back({{index, marker.to, to}, marker.number, authority, std::nullopt});
    if (!next) return marker;
    marker = *next;
  }
}

struct Section {
  std::optional<std::string> authority;
  bool numbered = false;  ///< has a number of its own
};

std::optional<Section> section_in(const Lines& lines, std::size_t index) {
  const auto text = trimmed(lines.body[index].text());
  const auto marker = marker_at(text, 0);
  if (matches(P::section_category, text) && !kind_of(text)) return Section{std::nullopt, marker.has_value()};
  const auto place = find(P::section_place, text);
  if (!place) return std::nullopt;
  const auto name = trimmed(place->groups[0]->text);
  return Section{is_department(name) ? std::optional<std::string>(std::string(name)) : std::nullopt,
                 marker.has_value()};
}

// 3. behind 2、 or 2 and a blank: the next number in a kindred style.
bool is_kindred(MarkerStyle style) { return style == MarkerStyle::separated || style == MarkerStyle::blank; }

// A number printed twice is a slip of the pen; only a lower one begins another list.
bool continues_numbering(const Marker& last, const Marker& next) {
  if (next.style != last.style)
    return is_kindred(last.style) && is_kindred(next.style) && next.number == last.number + 1;
  if (next.number == last.number) return next.number > 1;
  return next.number > last.number && next.number <= last.number + kLargestGap;
}

class NumberedRun {
 public:
  NumberedRun(const Lines& lines, std::size_t first, Marker marker) : lines_(lines), first_(first) {
    last_marker_ = append_items(items_, lines.body[first], first, marker, section_above());
    last_line_ = first;
    while (take_next()) {
    }
  }

  [[nodiscard]] ListCandidate candidate() const {
    ListCandidate found;
    found.carrier = Carrier::numbered;
    found.items = items_;
    found.first_line = first_;
    found.last_line = last_line_;
    return found;
  }

 private:
  std::optional<std::string> section_above() {
    if (first_ == 0) return std::nullopt;
    const auto section = section_in(lines_, first_ - 1);
    return section ? section->authority : std::nullopt;
  }

  // Takes the next line that carries items; a picture, a place over a part of the list or lines that tell of an item may stand between.
  bool take_next() {
    std::optional<Section> section;
    std::size_t strays = 0;
    bool left_out = false;
    for (std::size_t line = last_line_ + 1; line < lines_.body.size(); ++line) {
      if (lines_.body[line].is_image()) continue;
      const auto found = section_in(lines_, line);
      const auto marker = marker_of(lines_.body[line]);
      // 二、天津市（2家） over a part of a list with numbers of another style.
      if (found && (!marker || marker->style != last_marker_.style)) {
        section = found;
        continue;
      }
      if (marker) {
        const bool restarts = section && marker->number == 1 && marker->style == last_marker_.style;
        const bool follows =
            continues_numbering(last_marker_, *marker) && (strays == 0 || marker->number == last_marker_.number + 1) &&
            (strays < 2 ||
             (is_name(items_.back().words) && is_name({line, marker->to, lines_.body[line].text().size()})));
        const bool goes_on_later =
            left_out && marker->style == last_marker_.style && marker->number > last_marker_.number;
        if (!follows && !restarts && !goes_on_later) return false;
        last_marker_ = append_items(items_, lines_.body[line], line, *marker,
                                    section ? section->authority : items_.back().authority);
        last_line_ = line;
        return true;
      }
      if (matches(P::left_out, lines_.body[line].text())) {
        left_out = true;
        continue;
      }
      if (++strays > kLongestExplanation || matches(P::list_heading, trimmed(lines_.body[line].text()))) return false;
    }
    return false;
  }

  // Several lines may stand between two items only when they tell of the first: both are names and nothing else.
  [[nodiscard]] bool is_name(const Words& item) const {
    const auto text = trimmed(folded_words(lines_, item));
    return looks_like_organisation(text) && could_be_name(text) && matches(P::organisation_suffix, text);
  }

  const Lines& lines_;
  std::size_t first_;
  std::size_t last_line_ = 0;
  Marker last_marker_;
  std::vector<ListItem> items_;
};

void set_heading(const Lines& lines, ListCandidate& candidate, const std::optional<Words>& own) {
  candidate.heading = own ? own : heading_over(lines, candidate.first_line);
  if (candidate.heading) candidate.own_kind = kind_of_heading(folded_words(lines, *candidate.heading));
}

// 1.名称：说明 keeps the name; the explanation becomes the annotation.
void split_explanations(const Lines& lines, ListCandidate& candidate) {
  for (auto& item : candidate.items) {
    const auto text = folded_words(lines, item.words);
    const auto explanation = find(P::explanation, text.substr(0, text.find('(')));
    if (!explanation ||
        !looks_like_organisation(
            folded_words(lines, bare(lines, {item.words.line, item.words.from, item.words.from + explanation->from}))))
      continue;
    const auto behind = bare(lines, {item.words.line, item.words.from + explanation->to, item.words.to});
    if (behind.from < behind.to) item.annotation = printed(lines, behind);
    item.words.to = item.words.from + explanation->from;
  }
}

// The last item often carries the text that follows the list in the same line; items behind a sentence end are cut.
void cut_behind_sentence(const Lines& lines, ListCandidate& candidate) {
  for (auto& item : candidate.items) {
    const auto text = folded_words(lines, item.words);
    const auto end = text.find("。");
    if (end != std::string_view::npos && end > 0) item.words.to = item.words.from + end;
  }
}

}  // namespace

std::vector<ListCandidate> numbered_lists(const Lines& lines) {
  std::vector<ListCandidate> found;
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    auto marker = marker_of(lines.body[line]);
    std::optional<Words> own_heading;
    if (!marker) {
      marker = marker_behind_colon(lines.body[line]);
      if (marker) own_heading = Words{line, 0, lines.body[line].text().find(':')};
    }
    if (!marker) continue;
    auto candidate = NumberedRun(lines, line, *marker).candidate();
    const bool is_run = candidate.items.size() >= kShortestGluedRun && marker->number == 1;
    if (marker->style == MarkerStyle::glued && !is_run) continue;
    line = candidate.last_line;
    set_heading(lines, candidate, own_heading);
    cut_behind_sentence(lines, candidate);
    split_explanations(lines, candidate);
    if (!is_list_of_organisations(lines, candidate)) continue;
    found.push_back(std::move(candidate));
  }
  return found;
}

}  // namespace mingdan
