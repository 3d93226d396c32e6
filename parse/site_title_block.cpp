#include "parse/site_title_block.hpp"

#include <algorithm>

#include "parse/html_line.hpp"
#include "parse/html_scan.hpp"
#include "parse/page_wording.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLongestHeading = 8192;  ///< bytes of markup, as site_title reads them
constexpr std::size_t kMostHeadings = 200;

/// The part of a line that holds `title`, with its runs.
std::optional<Block> part_with(const Block& line, const std::string& title) {
  const auto at = line.text.find(title);
  if (at == std::string::npos) return std::nullopt;
  const auto from = static_cast<std::uint32_t>(at);
  const auto to = static_cast<std::uint32_t>(at + title.size());
  Block block;
  block.kind = BlockKind::heading;
  block.text = title;
  for (Run run : line.runs) {
    const auto end = std::min(run.text_offset + run.text_length, to);
    const auto begin = std::max(run.text_offset, from);
    if (begin >= end) continue;
    if (run.text_length == run.source_length) {
      run.source_offset += begin - run.text_offset;
      run.source_length = end - begin;
    }
    run.text_offset = begin - from;
    run.text_length = end - begin;
    block.runs.push_back(run);
  }
  if (block.runs.empty()) return std::nullopt;
  return block;
}

/// The lines joined as site_title joins them.
Block joined(const std::vector<Block>& lines) {
  Block whole;
  for (const auto& line : lines) {
    if (line.text.empty()) continue;
    if (whole.text.empty())
      whole = line;
    else
      append_block(whole, line, " ");
  }
  return whole;
}

std::optional<Block> in_element(const HtmlTree& tree, Element element, const std::string& title) {
  if (element.inner().length > kLongestHeading) return std::nullopt;
  return part_with(joined(tree.blocks_of(element)), title);
}

/// The value of a meta is read as if it were text, so that its entities keep their way back.
std::optional<Block> in_meta(const HtmlTree& tree, std::string_view wanted, const std::string& title) {
  const std::string& source = tree.source();
  std::size_t looked_at = 0;
  for (const auto& element : tree.all("meta[content]")) {
    auto name = element.attribute("name");
    if (!name) name = element.attribute("property");
    if (!name || lower_ascii(one_line(*name)) != wanted) continue;
    if (++looked_at > kMostHeadings) break;
    const Span tag = element.start_tag();
    HtmlScanner scanner(std::string_view(source).substr(tag.offset, tag.length));
    const auto raw = raw_attribute(scanner.next().attributes, "content");
    if (!raw || raw->find('<') != std::string_view::npos) continue;
    const auto offset = static_cast<std::uint32_t>(raw->data() - source.data());
    const std::string value(*raw);
    const auto text = HtmlTree::parse(value);
    if (!text) continue;
    auto line = joined(text->blocks_of(text->root()));
    for (auto& run : line.runs) run.source_offset += offset;
    if (auto block = part_with(line, title)) return block;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Block> site_title_block(const HtmlTree& tree, const PageLines& lines,
                                      const std::vector<const SiteProfile*>& profiles, const std::string& title) {
  if (title.empty()) return std::nullopt;
  auto selectors = selectors_of(profiles, &SiteProfile::titles);
  for (const std::string_view level : {"h1", "h2", "h3"}) selectors.push_back(level);
  for (const auto selector : selectors) {
    std::size_t looked_at = 0;
    for (const auto& element : tree.all(selector)) {
      if (++looked_at > kMostHeadings) break;
      if (auto block = in_element(tree, element, title)) return block;
    }
  }
  for (const std::string_view name : {"articletitle", "og:title", "columnname"})
    if (auto block = in_meta(tree, name, title)) return block;
  if (const auto element = tree.first("title"))
    if (auto block = in_element(tree, *element, title)) return block;
  for (const auto& line : lines.blocks)
    if (auto block = part_with(line, title)) return block;
  return std::nullopt;
}

}  // namespace mingdan
