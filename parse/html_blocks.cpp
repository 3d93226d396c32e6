#include "parse/html_blocks.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "parse/html_elements.hpp"
#include "parse/html_line.hpp"
#include "parse/html_table.hpp"
#include "parse/html_text.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kLongestImageUrl = 4096;

struct ListState {
  std::uint32_t container = 0;
  bool numbered = false;  ///< ordered, and the numbers are shown
  int next = 1;
  int step = 1;
};

struct ItemState {
  std::uint32_t container = 0;
  std::optional<int> ordinal;
  bool numbered = false;
  bool begun = false;  ///< its first line is out
};

/// An element that is being walked, with what its content inherits.
struct Frame {
  const HtmlNode* end = nullptr;
  bool block = false;
  bool bold = false;
  bool heading = false;
  bool preformatted = false;
  bool link = false;
  std::size_t list = kNone;
  std::size_t item = kNone;
};

std::optional<int> integer_in(const HtmlNode& node, std::string_view name) {
  const auto* attribute = node.attribute(name);
  if (attribute == nullptr) return std::nullopt;
  const auto text = trimmed(attribute->value);
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || value > 1'000'000 || value < -1'000'000) return std::nullopt;
  return value;
}

bool hides_numbers(const HtmlNode& node) {
  const auto value =
      own_style(node, "list-style-type").empty() ? own_style(node, "list-style") : own_style(node, "list-style-type");
  return value.find("none") != std::string_view::npos;
}

bool is_bold(const HtmlNode& node, bool inherited) {
  const auto tag = node.tag();
  if (tag == "b" || tag == "strong" || is_heading_element(tag)) inherited = true;
  const auto weight = own_style(node, "font-weight");
  if (weight.empty()) return inherited;
  int value = 0;
  if (std::from_chars(weight.data(), weight.data() + weight.size(), value).ec == std::errc{}) return value >= 600;
  if (weight.starts_with("bold")) return true;
  return weight == "normal" || weight == "lighter" ? false : inherited;
}

/// Tables that hold another table with text: they can't be anything but layout. One pass for the whole subtree.
std::unordered_set<const HtmlNode*> tables_around_tables(const HtmlNode& root) {
  std::unordered_set<const HtmlNode*> around;
  std::vector<const HtmlNode*> open;
  for (const auto* node = &root; node != &root + root.size;) {
    while (!open.empty() && node >= open.back() + open.back()->size) open.pop_back();
    if (is_unread_element(node->tag()) && node != &root) {
      node += node->size;
      continue;
    }
    if (node->tag() == "table") open.push_back(node);
    if (node->kind == HtmlNode::Kind::text && open.size() > 1 && !trimmed(node->value).empty())
      for (auto at = open.size() - 1; at-- > 0 && around.insert(open[at]).second;) {
      }
    ++node;
  }
  return around;
}

class BlockWalker {
 public:
  BlockWalker(const HtmlNode& root, std::string_view page, bool tables) : root_(root), page_(page), tables_(tables) {
    if (tables_) layout_tables_ = tables_around_tables(root);
  }

  std::vector<Block> walk();

 private:
  void leave_before(const HtmlNode* node);
  const HtmlNode* enter(const HtmlNode& node);
  const HtmlNode* enter_table(const HtmlNode& node);
  void push(const HtmlNode& node);
  void enter_list(const HtmlNode& node, Frame& frame);
  void enter_item(const HtmlNode& node, Frame& frame);
  void add_text(const HtmlNode& node);
  void add_preformatted(std::string_view text, std::size_t source_offset);
  void add_image(const HtmlNode& node);
  void break_line(bool same_element);
  void emit_line();

  const HtmlNode& root_;
  std::string_view page_;
  bool tables_;
  std::unordered_set<const HtmlNode*> layout_tables_;
  std::vector<Frame> frames_;
  std::vector<ListState> lists_;
  std::vector<ItemState> items_;
  std::vector<Block> blocks_;
  std::vector<Block> images_;  ///< that stand inside the current line
  BlockLine line_;
  std::string href_;
  std::uint32_t containers_ = 0;
  std::size_t repeatable_ = std::size_t{4} << 20;  ///< bytes that spanned cells may still add
  bool continues_ = false;     ///< a line of the same element came before
};

void BlockWalker::emit_line() {
  auto block = line_.take();
  if (!block.text.empty()) {
    const auto& frame = frames_.back();
    block.continues = continues_;
    continues_ = true;
    if (frame.item != kNone && (!frame.heading || items_[frame.item].numbered)) {
      auto& item = items_[frame.item];
      block.kind = BlockKind::list_item;
      block.container = item.container;
      if (item.begun)
        block.continues = true;
      else
        block.ordinal = item.ordinal;
      item.begun = true;
    } else if (frame.heading) {
      block.kind = BlockKind::heading;
    }
    blocks_.push_back(std::move(block));
  }
  std::ranges::move(images_, std::back_inserter(blocks_));
  images_.clear();
}

void BlockWalker::break_line(bool same_element) {
  emit_line();
  if (!same_element) continues_ = false;
}

void BlockWalker::leave_before(const HtmlNode* node) {
  while (frames_.size() > 1 && node >= frames_.back().end) {
    if (frames_.back().block) break_line(false);
    if (frames_.back().link) {
      line_.close_link();
      href_.clear();
    }
    frames_.pop_back();
  }
}

void BlockWalker::enter_list(const HtmlNode& node, Frame& frame) {
  ListState list;
  list.container = ++containers_;
  list.numbered = node.tag() == "ol" && !hides_numbers(node);
  list.step = node.attribute("reversed") != nullptr ? -1 : 1;
  int items = 0;
  if (list.step < 0)
    for (const auto* child = &node + 1; child != &node + node.size; child += child->size)
      if (child->tag() == "li" && !is_hidden(*child)) ++items;
  list.next = integer_in(node, "start").value_or(list.step < 0 ? items : 1);
  frame.list = lists_.size();
  frame.item = kNone;
  lists_.push_back(list);
}

void BlockWalker::enter_item(const HtmlNode& node, Frame& frame) {
  ItemState item;
  if (frame.list != kNone) {
    auto& list = lists_[frame.list];
    item.container = list.container;
    const int number = integer_in(node, "value").value_or(list.next);
    list.next = number + list.step;
    item.numbered = list.numbered && !hides_numbers(node);
    if (item.numbered) item.ordinal = number;
  }
  frame.item = items_.size();
  frame.heading = false;
  items_.push_back(item);
}

void BlockWalker::push(const HtmlNode& node) {
  const auto tag = node.tag();
  Frame frame = frames_.back();
  frame.end = &node + node.size;
  frame.block = is_block_element(tag);
  frame.link = false;
  frame.bold = is_bold(node, frame.bold);
  if (is_heading_element(tag)) frame.heading = true;
  if (tag == "pre" || tag == "listing" || tag == "xmp" || tag == "plaintext") frame.preformatted = true;
  if (tag == "ol" || tag == "ul" || tag == "menu" || tag == "dir") enter_list(node, frame);
  if (tag == "li") enter_item(node, frame);
  const auto* href = tag == "a" ? node.attribute("href") : nullptr;
  if (href != nullptr && !trimmed(href->value).empty()) {
    href_ = trimmed(href->value);
    const auto* title = node.attribute("title");
    line_.open_link(href_, title != nullptr ? std::string(trimmed(title->value)) : std::string());
    frame.link = true;
  }
  frames_.push_back(frame);
}

const HtmlNode* BlockWalker::enter_table(const HtmlNode& node) {
  const auto table = read_table(node, page_);
  if (!is_data_table(table)) {
    push(node);
    return &node + 1;
  }
  std::ranges::move(table_blocks(table, ++containers_, repeatable_), std::back_inserter(blocks_));
  return &node + node.size;
}

const HtmlNode* BlockWalker::enter(const HtmlNode& node) {
  const auto tag = node.tag();
  const auto* behind = &node + node.size;
  if (is_unread_element(tag) || is_hidden(node)) return behind;
  if (tag == "br") {
    break_line(true);
    return behind;
  }
  if (tag == "img") {
    add_image(node);
    return behind;
  }
  if (is_block_element(tag)) break_line(false);
  if (tag == "table" && tables_ && !layout_tables_.contains(&node)) return enter_table(node);
  push(node);
  return &node + 1;
}

void BlockWalker::add_image(const HtmlNode& node) {
  Block image;
  image.kind = BlockKind::image;
  image.source = Span{node.source_offset, node.source_length};
  for (const std::string_view name : {"data-src", "src"}) {
    const auto* attribute = node.attribute(name);
    auto url = attribute == nullptr ? std::string_view{} : trimmed(attribute->value);
    if (url.empty()) continue;
    if (url.starts_with("data:") && url.size() > kLongestImageUrl) url = url.substr(0, url.find(','));
    image.image_url = url.substr(0, kLongestImageUrl);
    break;
  }
  if (!image.image_url) return;
  if (!href_.empty()) image.links.push_back({0, 0, href_});
  (line_.blank() ? blocks_ : images_).push_back(std::move(image));
}

void BlockWalker::add_preformatted(std::string_view text, std::size_t source_offset) {
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    line_.add_verbatim(text.substr(0, end), source_offset, frames_.back().bold);
    break_line(true);
    text.remove_prefix(end + 1);
    source_offset += end + 1;
  }
  line_.add_verbatim(text, source_offset, frames_.back().bold);
}

void BlockWalker::add_text(const HtmlNode& node) {
  const auto& frame = frames_.back();
  for (const auto& run : align_text(node, page_)) {
    const auto text = node.value.substr(run.text_offset, run.text_length);
    const bool verbatim =
        run.text_length == run.source_length && page_.substr(run.source_offset, run.source_length) == text;
    if (verbatim && frame.preformatted)
      add_preformatted(text, run.source_offset);
    else if (verbatim)
      line_.add_verbatim(text, run.source_offset, frame.bold);
    else if (frame.preformatted && text == "\n")
      break_line(true);
    else
      line_.add_replaced(text, run.source_offset, run.source_length, frame.bold);
  }
}

std::vector<Block> BlockWalker::walk() {
  Frame base;
  base.end = &root_ + root_.size;
  base.bold = is_bold(root_, false);
  base.heading = is_heading_element(root_.tag());
  frames_.push_back(base);
  if (tables_ && root_.tag() == "table" && !layout_tables_.contains(&root_)) {
    enter_table(root_);
    if (!blocks_.empty()) return std::move(blocks_);
  }
  for (const auto* node = &root_ + 1; node != base.end;) {
    leave_before(node);
    if (node->kind == HtmlNode::Kind::element) {
      node = enter(*node);
      continue;
    }
    if (node->kind == HtmlNode::Kind::text) add_text(*node);
    ++node;
  }
  leave_before(base.end);
  break_line(false);
  return std::move(blocks_);
}

void append_collapsed(std::string& text, std::string_view added, bool& blank) {
  for (const char c : added) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      blank = true;
      continue;
    }
    if (blank && !text.empty()) text.push_back(' ');
    blank = false;
    text.push_back(c);
  }
}

}  // namespace

std::vector<Block> flatten_blocks(const HtmlNode& root, std::string_view page) {
  return BlockWalker(root, page, true).walk();
}

std::vector<Block> flatten_cell(const HtmlNode& cell, std::string_view page) {
  return BlockWalker(cell, page, false).walk();
}

std::string visible_text(const HtmlNode& root) {
  std::string text;
  bool blank = false;
  std::vector<const HtmlNode*> block_ends;
  for (const auto* node = &root + 1; node != &root + root.size;) {
    for (; !block_ends.empty() && node >= block_ends.back(); block_ends.pop_back()) blank = true;
    const auto tag = node->tag();
    if (is_unread_element(tag) || (node->kind == HtmlNode::Kind::element && is_hidden(*node))) {
      node += node->size;
      continue;
    }
    if (is_block_element(tag)) block_ends.push_back(node + node->size);
    blank = blank || is_block_element(tag) || tag == "br";
    if (node->kind == HtmlNode::Kind::text) append_collapsed(text, node->value, blank);
    ++node;
  }
  return std::string(trimmed(text));
}

}  // namespace mingdan
