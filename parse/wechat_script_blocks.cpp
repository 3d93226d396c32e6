#include <algorithm>
#include <array>

#include "parse/wechat_body.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 9> kBlockTags{"<p",  "<section", "<div", "<table",     "<ul",
                                                     "<ol", "<h",       "<br",  "<blockquote"};

bool is_markup(std::string_view text) {
  return std::ranges::any_of(kBlockTags, [text](std::string_view tag) {
    for (auto at = text.find(tag); at != std::string_view::npos; at = text.find(tag, at + 1)) {
      const auto next = at + tag.size() < text.size() ? text[at + tag.size()] : '\0';
      const bool digit = tag == "<h" && next >= '1' && next <= '6';
      if (digit || next == '>' || next == ' ' || next == '/') return true;
    }
    return false;
  });
}

/// The text with <br> for every line end; the new bytes have no source.
MappedText with_breaks(const MappedText& lines) {
  constexpr std::string_view kBreak = "<br>";
  MappedText markup;
  std::vector<Run> pieces;
  std::size_t start = 0;
  const auto take = [&](std::size_t end) {
    if (end > start)
      pieces.push_back({static_cast<std::uint32_t>(markup.text.size()), static_cast<std::uint32_t>(end - start),
                        static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end - start)});
    markup.text.append(lines.text, start, end - start);
  };
  for (auto at = lines.text.find('\n'); at != std::string::npos; at = lines.text.find('\n', start)) {
    take(at);
    markup.text += kBreak;
    start = at + 1;
  }
  take(lines.text.size());
  markup.runs = composed(pieces, lines);
  return markup;
}

void map_back(Block& block, const MappedText& markup) {
  if (block.source) block.source = source_range(markup, block.source->offset, block.source->length);
  block.runs = composed(block.runs, markup);
}

}  // namespace

std::optional<Block> wechat_line_block(const MappedText& text) {
  std::string_view rest = text.text;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    const auto words = trimmed(line);
    if (!words.empty()) {
      const auto start = static_cast<std::uint32_t>(words.data() - text.text.data());
      const auto length = static_cast<std::uint32_t>(words.size());
      Block block;
      block.text = words;
      block.runs = composed({Run{0, length, start, length}}, text);
      return block;
    }
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return std::nullopt;
}

std::vector<Block> wechat_script_blocks(const MappedText& text) {
  const auto markup = is_markup(text.text) ? text : with_breaks(text);
  const auto tree = HtmlTree::parse(markup.text);
  std::vector<Block> blocks;
  if (!tree) {  // over a budget: nothing is known of its lines, all of it is one
    if (auto line = wechat_line_block(text)) blocks.push_back(std::move(*line));
    return blocks;
  }
  blocks = tree->blocks_of(tree->root());
  for (auto& block : blocks) map_back(block, markup);
  return blocks;
}

}  // namespace mingdan
