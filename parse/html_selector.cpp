#include "parse/html_selector.hpp"

#include <algorithm>
#include <cstdint>

namespace mingdan {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f";
constexpr std::size_t kMaxChain = 32;

std::string read_name(std::string_view text, std::size_t& at) {
  const auto begin = at;
  at = std::min(text.find_first_of(" \t\n\r\f.#[]>,='\"", at), text.size());
  return std::string(text.substr(begin, at - begin));
}

void skip_blanks(std::string_view text, std::size_t& at) {
  at = std::min(text.find_first_not_of(kBlanks, at), text.size());
}

}  // namespace

bool has_word(std::string_view list, std::string_view word) {
  if (word.empty()) return false;
  for (std::size_t at = 0; (at = list.find_first_not_of(kBlanks, at)) != std::string_view::npos;) {
    const auto end = std::min(list.find_first_of(kBlanks, at), list.size());
    if (list.substr(at, end - at) == word) return true;
    at = end;
  }
  return false;
}

HtmlSelector::HtmlSelector(std::string_view text) {
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && (text[at] == '"' || text[at] == '\'')) quoted = !quoted;
    if (at < text.size() && (text[at] != ',' || quoted)) continue;
    if (auto chain = chain_from(text.substr(begin, at - begin)); !chain.empty())
      alternatives_.push_back(std::move(chain));
    begin = at + 1;
  }
}

HtmlSelector::Chain HtmlSelector::chain_from(std::string_view text) {
  Chain chain;
  std::size_t at = 0;
  bool child = false;
  for (skip_blanks(text, at); at < text.size(); skip_blanks(text, at)) {
    if (text[at] == '>') {
      if (chain.empty() || child) return {};
      child = true;
      ++at;
      continue;
    }
    Compound compound;
    compound.child = child;
    child = false;
    if (chain.size() == kMaxChain || !read_compound(text, at, compound)) return {};
    chain.push_back(std::move(compound));
  }
  return child ? Chain{} : chain;
}

bool HtmlSelector::read_compound(std::string_view text, std::size_t& at, Compound& compound) {
  const auto begin = at;
  if (text[at] == '*')
    ++at;
  else
    compound.tag = read_name(text, at);
  while (at < text.size()) {
    const char mark = text[at];
    if (mark == '[') {
      if (!read_attribute(text, at, compound)) return false;
    } else if (mark == '#' || mark == '.') {
      ++at;
      auto name = read_name(text, at);
      if (name.empty()) return false;
      compound.conditions.push_back({mark == '#' ? "id" : "class", std::move(name), false, mark == '.'});
    } else {
      break;
    }
  }
  return at > begin;
}

bool HtmlSelector::read_attribute(std::string_view text, std::size_t& at, Compound& compound) {
  ++at;
  Condition condition;
  condition.name = read_name(text, at);
  condition.any_value = true;
  if (at < text.size() && text[at] == '=') {
    ++at;
    condition.any_value = false;
    const bool quoted = at < text.size() && (text[at] == '"' || text[at] == '\'');
    const auto end = quoted ? text.find(text[at], at + 1) : text.find(']', at);
    if (end == std::string_view::npos) return false;
    if (quoted) ++at;
    condition.value = text.substr(at, end - at);
    at = quoted ? end + 1 : end;
  }
  if (condition.name.empty() || at >= text.size() || text[at] != ']') return false;
  ++at;
  compound.conditions.push_back(std::move(condition));
  return true;
}

bool HtmlSelector::matches(const Compound& compound, const HtmlNode& node) {
  if (node.kind != HtmlNode::Kind::element) return false;
  if (!compound.tag.empty() && node.tag() != compound.tag) return false;
  return std::ranges::all_of(compound.conditions, [&](const Condition& condition) {
    const auto* attribute = node.attribute(condition.name);
    if (attribute == nullptr) return false;
    if (condition.word) return has_word(attribute->value, condition.value);
    return condition.any_value || attribute->value == condition.value;
  });
}

// `any` and `parent` are sets of compounds that some ancestor, or just the next one, has to match.
bool HtmlSelector::matches(const Chain& chain, const HtmlNode& node) {
  if (!matches(chain.back(), node)) return false;
  if (chain.size() == 1) return true;
  std::uint32_t any = 0;
  std::uint32_t parent = 0;
  const auto wait_for = [&](std::size_t matched, std::uint32_t& any_set, std::uint32_t& parent_set) {
    (chain[matched].child ? parent_set : any_set) |= 1U << (matched - 1);
  };
  wait_for(chain.size() - 1, any, parent);
  for (const auto* up = &node; up->up != 0 && (any | parent) != 0;) {
    up -= up->up;
    const auto waiting = any | parent;
    parent = 0;
    for (std::size_t at = 0; at + 1 < chain.size(); ++at) {
      if ((waiting >> at & 1U) == 0 || !matches(chain[at], *up)) continue;
      if (at == 0) return true;
      wait_for(at, any, parent);
    }
  }
  return false;
}

bool HtmlSelector::matches(const HtmlNode& node) const {
  return std::ranges::any_of(alternatives_, [&](const Chain& chain) { return matches(chain, node); });
}

}  // namespace mingdan
