#include "parse/page_lines.hpp"

#include <algorithm>

#include "parse/page_wording.hpp"
#include "text/dates.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kShortestItemTitle = 5;  ///< Chinese letters; navigation words are shorter
constexpr std::size_t kLongestDatedLine = 600;  ///< bytes; dates in long lines are prose

std::size_t offset_of(const Block& block) {
  if (block.source) return block.source->offset;
  return block.runs.empty() ? 0 : block.runs.front().source_offset;
}

bool leads_nowhere(const Link& link) {
  return link.href.empty() || link.href.starts_with("#") || link.href.starts_with("javascript:void") ||
         link.href.starts_with("javascript:;") || link.href.starts_with("mailto:");
}

/// Articles have numbers or file names in their address; columns end in a folder or its index.
bool leads_to_article(std::string_view href) {
  const auto path = href.substr(0, href.find_first_of("?#"));
  const bool query_id = href.find("id=") != std::string_view::npos;
  if (!query_id && (path.ends_with("/") || path.ends_with("/index.html") || path.ends_with("/index.shtml") ||
                    path.ends_with("/index.htm")))
    return false;
  std::size_t digits = 0;
  for (const char c : href) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 4 || (digits > 0 && query_id)) return true;
  }
  return false;
}

PageLine read_line(const Block& block, std::size_t index) {
  PageLine line;
  line.block = index;
  line.offset = offset_of(block);
  const std::size_t letters = chinese_letters(block.text);
  std::size_t longest = 0;
  for (const auto& link : block.links) {
    const auto text = std::string_view(block.text).substr(link.text_offset, link.text_length);
    const auto count = chinese_letters(text);
    line.linked += count;
    if (!leads_nowhere(link) && leads_to_article(link.href)) longest = std::max(longest, count);
  }
  line.linked = std::min(line.linked, letters);
  const bool noise = is_footer_line(block.text) || is_tool_line(block.text);
  if (!noise) line.prose = letters - line.linked;
  line.own_text = !noise && (line.prose >= 3 || (block.kind == BlockKind::image && block.links.empty()));
  line.item = !noise && longest >= kShortestItemTitle && longest * 2 >= letters;
  line.dated = block.text.size() <= kLongestDatedLine && absolute_date_in(block.text).has_value();
  return line;
}

}  // namespace

LineSums PageLines::within(Span source) const {
  const auto from = sums[line_at(source.offset)];
  const auto to = sums[line_at(source.end())];
  return {to.prose - from.prose, to.linked - from.linked, to.own_lines - from.own_lines, to.items - from.items,
          to.dated_items - from.dated_items};
}

std::size_t PageLines::line_at(std::size_t offset) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(lines, offset, {}, &PageLine::offset) - lines.begin());
}

PageLines read_page_lines(const HtmlTree& tree) {
  PageLines page;
  const auto body = tree.first("body");
  page.blocks = tree.blocks_of(body ? *body : tree.root());
  page.lines.reserve(page.blocks.size());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    page.lines.push_back(read_line(page.blocks[i], i));
    page.visible += visible_letters(page.blocks[i].text);
  }
  std::ranges::stable_sort(page.lines, {}, &PageLine::offset);
  page.sums.resize(1);
  page.sums.reserve(page.lines.size() + 1);
  bool item_before = false;  // the date of an item may stand on the line behind it
  for (const auto& line : page.lines) {
    auto sum = page.sums.back();
    sum.prose += line.prose;
    sum.linked += line.linked;
    sum.own_lines += line.own_text ? 1 : 0;
    sum.items += line.item ? 1 : 0;
    if (line.dated && (line.item || item_before)) ++sum.dated_items;
    item_before = line.item && !line.dated;
    page.sums.push_back(sum);
  }
  return page;
}

}  // namespace mingdan
