#include "parse/html_open_elements.hpp"

#include <algorithm>
#include <functional>
#include <ranges>

namespace mingdan {
namespace {

using namespace tag_trait;

constexpr std::size_t kAdoptions = 8;  // rounds of the adoption agency's outer loop

std::uint32_t id_of(std::string_view name) { return tag_traits(name).id; }

// The ids that the rules below name.
struct Ids {
  std::uint32_t a = id_of("a"), annotation = id_of("annotation-xml"), address = id_of("address"), body = id_of("body"),
                button = id_of("button");
  std::uint32_t caption = id_of("caption"), dd = id_of("dd"), div = id_of("div"), dt = id_of("dt");
  std::uint32_t form = id_of("form"), head = id_of("head"), html = id_of("html"), li = id_of("li");
  std::uint32_t math = id_of("math"), select = id_of("select"), option = id_of("option"), p = id_of("p"),
                svg = id_of("svg");
  std::uint32_t table = id_of("table"), tbody = id_of("tbody"), td = id_of("td"), th = id_of("th");
  std::uint32_t tr = id_of("tr"), template_ = id_of("template"), nobr = id_of("nobr");
};

const Ids& ids() {
  static const Ids kIds;
  return kIds;
}

}  // namespace

void OpenElements::push(std::uint32_t id, std::uint32_t traits, std::uint32_t formatting) {
  ++nodes_;
  auto below = space();
  if (id == ids().svg) below = Space::svg;
  if (id == ids().math) below = Space::math;
  const auto point = below == Space::svg ? kSvgHtml : below == Space::math ? kMathHtml : 0U;
  if ((traits & point) != 0) {
    traits |= kSpecial | kScope;
    below = Space::html;
  }
  stack_.push_back({id, traits, below, formatting});
}

void OpenElements::pop_to(std::size_t size) {
  while (stack_.size() > size) {
    ++steps_;
    if (const auto number = stack_.back().formatting; number != 0) {
      for (auto& entry : std::ranges::reverse_view(formatting_)) {
        ++steps_;
        if (entry.number != number) continue;
        entry.open = false;
        break;
      }
    }
    stack_.pop_back();
  }
}

std::optional<std::size_t> OpenElements::find_open(std::uint32_t id, std::uint32_t stop) {
  for (auto at = stack_.size(); at-- > 0;) {
    ++steps_;
    if (stack_[at].id == id) return at;
    if ((stack_[at].traits & stop) != 0) return std::nullopt;
  }
  return std::nullopt;
}

bool OpenElements::close(std::uint32_t id, std::uint32_t stop) {
  const auto at = find_open(id, stop);
  if (at) pop_to(*at);
  return at.has_value();
}

std::optional<std::size_t> OpenElements::find_formatting(std::uint32_t id) {
  for (auto at = formatting_.size(); at-- > 0 && formatting_[at].id != 0;) {
    ++steps_;
    if (formatting_[at].id == id) return at;
  }
  return std::nullopt;
}

void OpenElements::clear_to_marker() {
  while (!formatting_.empty()) {
    const bool marker = formatting_.back().id == 0;
    formatting_.pop_back();
    if (marker) return;
  }
}

// HTML standard 13.2.4.3, "reconstruct the active formatting elements".
void OpenElements::reconstruct() {
  auto first = formatting_.size();
  while (first > 0 && formatting_[first - 1].id != 0 && !formatting_[first - 1].open) --first;
  for (; first < formatting_.size(); ++first) {
    formatting_[first].open = true;
    push(formatting_[first].id, kFormatting, formatting_[first].number);
    steps_ += stack_.size();
  }
}

void OpenElements::text(std::size_t length) {
  ++nodes_;
  if (formatting_.empty() || formatting_.back().id == 0) return;
  reconstruct();
  steps_ += length * depth() / 8;  // each character looks for the last formatting element among the open ones
}

void OpenElements::close_item(const TagTraits& tag) {
  for (auto at = stack_.size(); at-- > 0;) {
    ++steps_;
    const auto& open = stack_[at];
    const bool same = open.id == tag.id || (tag.id != ids().li && (open.id == ids().dd || open.id == ids().dt));
    if (same) return pop_to(at);
    const bool passes = open.id == ids().address || open.id == ids().div || open.id == ids().p;
    if ((open.traits & kSpecial) != 0 && !passes) return;
  }
}

void OpenElements::close_for(const TagTraits& tag) {
  if (tag.id == ids().li || tag.id == ids().dd || tag.id == ids().dt) close_item(tag);
  if ((tag.traits & kClosesParagraph) != 0) {
    const auto at = find_open(ids().p, kScope);
    const bool button_between = at && std::any_of(stack_.begin() + static_cast<std::ptrdiff_t>(*at), stack_.end(),
                                                  [](const Open& open) { return open.id == ids().button; });
    if (at && !button_between) pop_to(*at);
  }
  if (stack_.empty()) return;
  if ((tag.traits & kHeading) != 0 && (stack_.back().traits & kHeading) != 0) pop_to(stack_.size() - 1);
  if (tag.id == ids().option && !stack_.empty() && stack_.back().id == ids().option) pop_to(stack_.size() - 1);
  if (tag.id == ids().button) close(ids().button, kScope);
}

// Parts of a table close the parts before them and imply those above them; without a table they are dropped.
void OpenElements::enter_table_part(const TagTraits& tag) {
  std::size_t table = stack_.size();
  while (table > 0 && stack_[table - 1].id != ids().table && stack_[table - 1].id != ids().template_) {
    ++steps_;
    --table;
  }
  if (table == 0) return;
  const bool cell = tag.id == ids().td || tag.id == ids().th;
  const bool row = tag.id == ids().tr;
  auto keep = table;  // the element at table - 1 stays
  if ((cell || row) && keep < stack_.size() && (stack_[keep].traits & kTablePart) != 0 &&
      stack_[keep].id != ids().caption && (stack_[keep].traits & kMarker) == 0)
    ++keep;
  if (cell && keep < stack_.size() && stack_[keep].id == ids().tr) ++keep;
  const auto opened_cell = std::find_if(stack_.begin() + static_cast<std::ptrdiff_t>(keep), stack_.end(),
                                        [](const Open& open) { return (open.traits & kMarker) != 0; });
  const bool had_cell = opened_cell != stack_.end();
  pop_to(keep);
  if (had_cell) clear_to_marker();
  if ((cell || row) && keep == table) push(ids().tbody, kSpecial | kTablePart);
  if (cell && stack_.back().id != ids().tr) push(ids().tr, kSpecial | kTablePart);
  push(tag.id, tag.traits);
  if ((tag.traits & kMarker) != 0) formatting_.push_back({});
}

// With the "Noah's Ark clause": at most three entries that are equal in name and attributes.
void OpenElements::start_formatting(const HtmlToken& token, const TagTraits& tag) {
  if (tag.id == ids().a && find_formatting(tag.id)) end_formatting(tag);
  if (tag.id == ids().nobr && find_open(tag.id, kScope)) end_formatting(tag);
  reconstruct();
  const auto attributes = std::hash<std::string_view>{}(token.attributes);
  std::size_t equal = 0;
  std::size_t earliest = 0;
  for (auto at = formatting_.size(); at-- > 0 && formatting_[at].id != 0;) {
    ++steps_;
    if (formatting_[at].id != tag.id || formatting_[at].attributes != attributes) continue;
    ++equal;
    earliest = at;
  }
  if (equal >= 3) formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(earliest));
  push(tag.id, tag.traits, ++numbers_);
  formatting_.push_back({tag.id, numbers_, attributes, true});
}

// What the adoption agency (13.2.6.4.7) leaves behind: the element is gone from list and stack, blocks in it stay.
void OpenElements::end_formatting(const TagTraits& tag) {
  const auto entry = find_formatting(tag.id);
  if (!entry) return end_any_other(tag);
  const auto number = formatting_[*entry].number;
  const bool open = formatting_[*entry].open;
  const auto at = open ? find_number(number) : std::nullopt;
  std::size_t blocks = 0;
  auto last = at.value_or(stack_.size());
  for (auto above = last + 1; at && above < stack_.size() && blocks <= kAdoptions; ++above) {
    ++steps_;
    if ((stack_[above].traits & kSpecial) != 0 && ++blocks <= kAdoptions) last = above;
  }
  steps_ += blocks * (stack_.size() + formatting_.size());
  nodes_ += blocks * 2;
  if (blocks > kAdoptions) {  // it gives up: a copy stays open in the last block that it reached
    const auto begin = stack_.begin();
    std::rotate(begin + static_cast<std::ptrdiff_t>(*at), begin + static_cast<std::ptrdiff_t>(*at) + 1,
                begin + static_cast<std::ptrdiff_t>(last) + 1);
    return;
  }
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(*entry));
  if (!at) return;
  if (blocks == 0) return pop_to(*at);
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(*at));
}

std::optional<std::size_t> OpenElements::find_number(std::uint32_t number) {
  for (auto at = stack_.size(); at-- > 0;) {
    ++steps_;
    if (stack_[at].formatting == number) return at;
  }
  return std::nullopt;
}

void OpenElements::end_any_other(const TagTraits& tag) { close(tag.id, kSpecial); }

void OpenElements::start_foreign(const HtmlToken& token, const TagTraits& tag) {
  if (token.self_closing) {
    ++nodes_;
  } else {
    auto traits = tag.traits & (kSvgHtml | kMathHtml);
    // Without a type of HTML an annotation stays math.
    const auto encoding = tag.id == ids().annotation ? raw_attribute(token.attributes, "encoding") : std::nullopt;
    const bool html = encoding && (equals_ascii_caseless(*encoding, "text/html") ||
                                   equals_ascii_caseless(*encoding, "application/xhtml+xml"));
    if (tag.id == ids().annotation && !html) traits = 0;
    push(tag.id, traits);
  }
}

void OpenElements::start(const HtmlToken& token) {
  const auto tag = tag_traits(token.name);
  if (tag.id == ids().html || tag.id == ids().body || tag.id == ids().head) return;
  if (tag.id == ids().select)
    fatal_ = fatal_ || std::ranges::any_of(stack_, [](const Open& open) { return open.below != Space::html; });
  if (in_foreign()) {
    if ((tag.traits & kBreakout) == 0) return start_foreign(token, tag);
    auto keep = stack_.size();
    while (keep > 0 && stack_[keep - 1].below != Space::html) --keep;
    pop_to(keep);
  }
  if ((tag.traits & kTablePart) != 0) return enter_table_part(tag);
  close_for(tag);
  if ((tag.traits & kFormatting) != 0) return start_formatting(token, tag);
  if ((tag.traits & kSpecial) == 0 || (tag.traits & kVoid) != 0 || (tag.traits & kMarker) != 0) reconstruct();
  const bool foreign_root = tag.id == ids().svg || tag.id == ids().math;
  if ((tag.traits & kVoid) != 0 || (foreign_root && token.self_closing)) {
    ++nodes_;
    return;
  }
  push(tag.id, tag.traits);
  if ((tag.traits & kMarker) != 0) formatting_.push_back({});
}

void OpenElements::end(const HtmlToken& token) {
  const auto tag = tag_traits(token.name);
  if (!stack_.empty() && stack_.back().id == tag.id && (tag.traits & kFormatting) == 0) {
    pop_to(stack_.size() - 1);
    if ((tag.traits & kMarker) != 0) clear_to_marker();
    return;
  }
  if ((tag.traits & kFormatting) != 0) return end_formatting(tag);
  if (tag.id == ids().form) {
    if (const auto at = find_open(tag.id, kScope)) stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(*at));
    return;
  }
  if ((tag.traits & kSpecial) == 0) return end_any_other(tag);
  const bool table = (tag.traits & kTablePart) != 0 || tag.id == ids().table;
  const bool template_end = tag.id == ids().template_;
  std::uint32_t stop = table ? kTableScope : kScope;
  if (template_end) stop = 0;
  if (tag.id == ids().li) stop |= kListScope;
  const auto at = find_open(tag.id, stop);
  if (!at) return;
  const auto markers = std::count_if(stack_.begin() + static_cast<std::ptrdiff_t>(*at), stack_.end(),
                                     [](const Open& open) { return (open.traits & kMarker) != 0; });
  pop_to(*at);
  for (auto left = markers; left > 0; --left) clear_to_marker();
}

}  // namespace mingdan
