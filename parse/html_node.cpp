#include "parse/html_node.hpp"

#include <gumbo.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "parse/html_arena.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMemoryBudget = std::size_t{176} << 20;
constexpr std::size_t kNodeBudget = 750'000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Storage {
  HtmlArena arena{kMemoryBudget};
  std::string patched;  ///< the source with harmless digits in character references that overflow, else empty
  std::vector<HtmlAttribute> attributes;
  std::deque<std::string> names;
};

void* allocate(void* arena, size_t size) { return static_cast<HtmlArena*>(arena)->allocate(size); }
void release(void* arena, void* block) { static_cast<HtmlArena*>(arena)->release(block); }

bool is_decimal(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_decimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// gumbo 0.10 computes numeric references in an int: more than eight digits overflow. All of them name U+FFFD, as does
// zero.
void patch_long_references(const std::string& source, std::string& patched) {
  for (auto at = source.find("&#"); at != std::string::npos; at = source.find("&#", at + 2)) {
    const bool hex = at + 2 < source.size() && (source[at + 2] == 'x' || source[at + 2] == 'X');
    const auto digits = at + (hex ? 3U : 2U);
    auto end = digits;
    while (end < source.size() && (hex ? is_hex(source[end]) : is_decimal(source[end]))) ++end;
    auto first = digits;
    while (first < end && source[first] == '0') ++first;
    if (end - first < 8) continue;
    if (patched.empty()) patched = source;
    std::fill(patched.begin() + static_cast<std::ptrdiff_t>(first), patched.begin() + static_cast<std::ptrdiff_t>(end),
              '0');
  }
}

class Flattener {
 public:
  /// `skipped` bytes at the start of `source` were not handed to gumbo.
  Flattener(std::string_view source, std::size_t skipped, Storage& storage)
      : base_(source.data()), length_(source.size()), skipped_(skipped), storage_(storage) {}

  bool run(const GumboOutput& output, HtmlNodes& result);

 private:
  struct Step {
    const GumboNode* node;
    unsigned child;
    std::uint32_t index;
  };

  void open(const GumboNode& node, std::uint32_t parent);
  void close(const Step& step);
  void fill_element(HtmlNode& flat, const GumboElement& element);
  [[nodiscard]] std::uint32_t offset_of(const char* data) const;
  [[nodiscard]] std::uint32_t inner_end_of(const GumboNode& node, const HtmlNode& flat, std::uint32_t reach) const;
  static const GumboVector* children_of(const GumboNode& node);

  const char* base_;
  std::size_t length_;
  std::size_t skipped_;
  Storage& storage_;
  std::vector<HtmlNode> nodes_;
  std::vector<std::uint32_t> reach_;  ///< end of the last byte below each node
  std::vector<Step> stack_;
};

const GumboVector* Flattener::children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
      return &node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return &node.v.element.children;
    default:
      return nullptr;
  }
}

std::uint32_t Flattener::offset_of(const char* data) const {
  if (data == nullptr || std::less<>{}(data, base_) || std::less<>{}(base_ + length_, data)) return 0;
  return static_cast<std::uint32_t>(data - base_);
}

std::string_view lower_case_name(const GumboElement& element, std::deque<std::string>& names) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  if (name.data == nullptr) return {};
  gumbo_tag_from_original_text(&name);
  const std::string_view written{name.data, name.length};
  if (std::ranges::none_of(written, [](char c) { return c >= 'A' && c <= 'Z'; })) return written;
  std::string folded(written);
  std::ranges::transform(folded, folded.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return names.emplace_back(std::move(folded));
}

void Flattener::fill_element(HtmlNode& flat, const GumboElement& element) {
  flat.kind = HtmlNode::Kind::element;
  flat.value = lower_case_name(element, storage_.names);
  flat.source_offset = offset_of(element.original_tag.data);
  flat.source_length = static_cast<std::uint32_t>(element.original_tag.length);
  flat.attribute_count = element.attributes.length;
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
    storage_.attributes.push_back({attribute.name, attribute.value});
  }
}

void Flattener::open(const GumboNode& node, std::uint32_t parent) {
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  HtmlNode flat;
  flat.up = index - parent;
  if (node.type == GUMBO_NODE_DOCUMENT) {
    flat.kind = HtmlNode::Kind::document;
  } else if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) {
    fill_element(flat, node.v.element);
  } else {
    flat.kind = node.type == GUMBO_NODE_COMMENT ? HtmlNode::Kind::comment : HtmlNode::Kind::text;
    flat.value = node.v.text.text;
    flat.source_offset = offset_of(node.v.text.original_text.data);
    flat.source_length = static_cast<std::uint32_t>(node.v.text.original_text.length);
  }
  nodes_.push_back(flat);
  reach_.push_back(flat.source_end());
  stack_.push_back({&node, 0, index});
}

// The end tag of the element itself, or the place where the tree builder closed it, or the end of what is below.
std::uint32_t Flattener::inner_end_of(const GumboNode& node, const HtmlNode& flat, std::uint32_t reach) const {
  const auto& element = node.v.element;
  auto end = reach;
  if (element.original_end_tag.data != nullptr && (node.parse_flags & GUMBO_INSERTION_IMPLICIT_END_TAG) == 0)
    end = offset_of(element.original_end_tag.data);
  else if (element.end_pos.offset != 0)
    end = static_cast<std::uint32_t>(std::min(element.end_pos.offset + skipped_, length_));
  return std::max(end, flat.source_end());
}

void Flattener::close(const Step& step) {
  auto& flat = nodes_[step.index];
  flat.size = static_cast<std::uint32_t>(nodes_.size()) - step.index;
  auto& reach = reach_[step.index];
  if (flat.kind == HtmlNode::Kind::element) {
    if (flat.source_length == 0 && flat.size > 1) flat.source_offset = nodes_[step.index + 1].source_offset;
    flat.inner_end = inner_end_of(*step.node, flat, reach);
    reach = std::max(reach, flat.inner_end);
    const auto& end_tag = step.node->v.element.original_end_tag;
    if (end_tag.data != nullptr && (step.node->parse_flags & GUMBO_INSERTION_IMPLICIT_END_TAG) == 0)
      reach = std::max(reach, offset_of(end_tag.data) + static_cast<std::uint32_t>(end_tag.length));
  }
  if (stack_.size() > 1) {
    auto& above = reach_[stack_[stack_.size() - 2].index];
    above = std::max(above, reach);
  }
}

bool Flattener::run(const GumboOutput& output, HtmlNodes& result) {
  open(*output.document, 0);
  while (!stack_.empty()) {
    auto& step = stack_.back();
    const auto* children = children_of(*step.node);
    if (children != nullptr && step.child < children->length) {
      const auto* child = static_cast<const GumboNode*>(children->data[step.child++]);
      if (child == output.root) result.root = nodes_.size();
      if (nodes_.size() >= kNodeBudget) return false;
      open(*child, step.index);
    } else {
      close(step);
      stack_.pop_back();
    }
  }
  const auto* attribute = storage_.attributes.data();
  for (auto& node : nodes_) {
    node.attributes = attribute;
    attribute += node.attribute_count;
  }
  result.nodes = std::move(nodes_);
  return result.root != 0;
}

}  // namespace

const HtmlAttribute* HtmlNode::attribute(std::string_view name) const {
  const auto* end = attributes + attribute_count;
  const auto* found = std::find_if(attributes, end, [&](const HtmlAttribute& each) { return each.name == name; });
  return found == end ? nullptr : found;
}

Result<HtmlNodes> read_html_nodes(const std::string& source) {
  auto storage = std::make_shared<Storage>();
  patch_long_references(source, storage->patched);
  const std::string& read = storage->patched.empty() ? source : storage->patched;
  const std::size_t mark = read.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = &storage->arena;
  options.max_errors = 0;
  HtmlNodes result;
  try {
    // The output is never destroyed: gumbo does that recursively, and the arena goes away as a whole.
    const GumboOutput* output = gumbo_parse_with_options(&options, read.data() + mark, read.size() - mark);
    Flattener flattener(read, mark, *storage);
    if (output == nullptr || !flattener.run(*output, result))
      return std::unexpected(Error{"node_budget", "the page has too many nodes; only its text was read"});
  } catch (const HtmlArena::ArenaSpent&) {
    return std::unexpected(Error{"memory_budget", "the page's tree needs too much memory; only its text was read"});
  }
  result.storage = std::move(storage);
  return result;
}

}  // namespace mingdan
