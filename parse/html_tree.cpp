#include "parse/html_tree.hpp"

#include <utility>

#include "parse/html_blocks.hpp"
#include "parse/html_budget.hpp"
#include "parse/html_node.hpp"
#include "parse/html_selector.hpp"

namespace mingdan {
namespace {

const HtmlNode& node_of(const void* node) { return *static_cast<const HtmlNode*>(node); }

}  // namespace

struct HtmlTree::State {
  const std::string* source;
  HtmlNodes tree;
};

std::string_view Element::tag() const { return node_of(node_).tag(); }

std::optional<std::string_view> Element::attribute(std::string_view name) const {
  const auto* found = node_of(node_).attribute(name);
  if (found == nullptr) return std::nullopt;
  return found->value;
}

bool Element::has_class(std::string_view name) const {
  const auto* found = node_of(node_).attribute("class");
  return found != nullptr && has_word(found->value, name);
}

Span Element::start_tag() const { return {node_of(node_).source_offset, node_of(node_).source_length}; }

Span Element::inner() const {
  const auto& node = node_of(node_);
  return {node.source_end(), node.inner_end - node.source_end()};
}

HtmlTree::HtmlTree(std::unique_ptr<State> state) : state_(std::move(state)) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

Result<HtmlTree> HtmlTree::parse(const std::string& source) {
  if (auto checked = check_html_budget(source); !checked) return std::unexpected(std::move(checked.error()));
  auto nodes = read_html_nodes(source);
  if (!nodes) return std::unexpected(std::move(nodes.error()));
  return HtmlTree(std::make_unique<State>(&source, std::move(*nodes)));
}

Element HtmlTree::root() const { return Element(&state_->tree.nodes[state_->tree.root]); }
const std::string& HtmlTree::source() const { return *state_->source; }

std::optional<Element> HtmlTree::first(std::string_view selector) const {
  return first(Element(state_->tree.nodes.data()), selector);
}

std::optional<Element> HtmlTree::first(Element from, std::string_view selector) const {
  const HtmlSelector wanted(selector);
  const auto* begin = &node_of(from.node_);
  for (const auto* node = begin + 1; node != begin + begin->size; ++node)
    if (wanted.matches(*node)) return Element(node);
  return std::nullopt;
}

std::vector<Element> HtmlTree::all(std::string_view selector) const {
  return all(Element(state_->tree.nodes.data()), selector);
}

std::vector<Element> HtmlTree::all(Element from, std::string_view selector) const {
  const HtmlSelector wanted(selector);
  std::vector<Element> found;
  const auto* begin = &node_of(from.node_);
  for (const auto* node = begin + 1; node != begin + begin->size; ++node)
    if (wanted.matches(*node)) found.push_back(Element(node));
  return found;
}

std::vector<Element> HtmlTree::children(Element from) const {
  std::vector<Element> found;
  const auto* begin = &node_of(from.node_);
  for (const auto* node = begin + 1; node != begin + begin->size; node += node->size)
    if (node->kind == HtmlNode::Kind::element) found.push_back(Element(node));
  return found;
}

std::string HtmlTree::text_of(Element element) const { return visible_text(node_of(element.node_)); }

std::vector<Block> HtmlTree::blocks_of(Element element) const {
  return flatten_blocks(node_of(element.node_), *state_->source);
}

std::vector<Span> HtmlTree::scripts() const {
  std::vector<Span> found;
  for (const auto& node : state_->tree.nodes)
    if (node.tag() == "script") found.push_back(Element(&node).inner());
  return found;
}

std::vector<Span> HtmlTree::comments() const {
  constexpr std::string_view kOpen = "<!--";
  constexpr std::string_view kClose = "-->";
  std::vector<Span> found;
  for (const auto& node : state_->tree.nodes) {
    if (node.kind != HtmlNode::Kind::comment) continue;
    std::string_view written = std::string_view(*state_->source).substr(node.source_offset, node.source_length);
    if (!written.starts_with(kOpen)) continue;
    auto length = written.size() - kOpen.size();
    if (written.ends_with(kClose) && length >= kClose.size()) length -= kClose.size();
    found.push_back({node.source_offset + kOpen.size(), length});
  }
  return found;
}

}  // namespace mingdan
