#include "parse/html_scan.hpp"

#include <algorithm>
#include <array>

namespace mingdan {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::array<std::string_view, 9> kRawTextElements{"script", "style",   "textarea", "title",    "xmp",
                                                           "iframe", "noembed", "noframes", "plaintext"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether `name` stands at `at`, followed by what ends a tag name.
bool name_stands_at(std::string_view text, std::size_t at, std::string_view name) {
  if (at + name.size() >= text.size()) return false;
  const char after = text[at + name.size()];
  if (!is_blank(after) && after != '/' && after != '>') return false;
  return std::equal(name.begin(), name.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

bool equals_ascii_caseless(std::string_view text, std::string_view lower_name) {
  return text.size() == lower_name.size() &&
         std::equal(text.begin(), text.end(), lower_name.begin(), [](char a, char b) { return lower(a) == b; });
}

bool is_raw_text_element(std::string_view name) {
  return std::ranges::any_of(kRawTextElements, [&](std::string_view raw) { return equals_ascii_caseless(name, raw); });
}

HtmlToken HtmlScanner::token_to(HtmlTokenKind kind, std::size_t begin, std::size_t end) {
  at_ = std::min(end, text_.size());
  HtmlToken token;
  token.kind = kind;
  token.bytes = {begin, at_ - begin};
  return token;
}

bool HtmlScanner::is_tag_start(std::size_t at) const {
  if (at + 1 >= text_.size()) return false;
  const char next = text_[at + 1];
  return is_letter(next) || next == '!' || next == '?' || (next == '/' && at + 2 < text_.size());
}

HtmlToken HtmlScanner::next() {
  if (at_ >= text_.size()) return token_to(HtmlTokenKind::end, text_.size(), text_.size());
  if (!raw_.name.empty()) {
    auto token = read_raw_text();
    if (token.bytes.length > 0) return token;
    if (at_ >= text_.size()) return token_to(HtmlTokenKind::end, text_.size(), text_.size());
  }
  if (text_[at_] != '<' || !is_tag_start(at_)) return read_text();
  const char after = text_[at_ + 1];
  if (is_letter(after)) return read_tag(false);
  if (after == '!') return read_markup_declaration();
  if (after == '?') return read_bogus_comment();
  return is_letter(text_[at_ + 2]) ? read_tag(true) : read_bogus_comment();
}

HtmlToken HtmlScanner::read_text() {
  auto end = text_.find('<', at_ + 1);
  while (end != kNone && !is_tag_start(end)) end = text_.find('<', end + 1);
  return token_to(HtmlTokenKind::text, at_, end == kNone ? text_.size() : end);
}

HtmlToken HtmlScanner::read_raw_text() {
  const auto end = equals_ascii_caseless(raw_.name, "script") ? script_end() : raw_text_end();
  raw_.clear_name();
  return token_to(HtmlTokenKind::raw_text, at_, end);
}

std::size_t HtmlScanner::raw_text_end() const {
  if (equals_ascii_caseless(raw_.name, "plaintext")) return text_.size();
  for (auto at = text_.find("</", at_); at != kNone; at = text_.find("</", at + 2))
    if (name_stands_at(text_, at + 2, raw_.name)) return at;
  return text_.size();
}

// HTML standard 13.2.5.20 to 13.2.5.31: `</script` ends the element unless a `<!--` with a `<script` in it is open.
std::size_t HtmlScanner::script_end() const {
  bool escaped = false;
  bool double_escaped = false;
  for (auto at = at_; at < text_.size(); ++at) {
    at = text_.find_first_of(escaped ? "<-" : "<", at);
    if (at == kNone) break;
    if (text_[at] == '-') {
      if (text_.substr(at, 3) == "-->") escaped = double_escaped = false;
      continue;
    }
    if (!escaped && text_.substr(at, 4) == "<!--") {
      escaped = true;
      at += 1;  // `<!-->` ends what it opens
    } else if (name_stands_at(text_, at + 2, "script") && text_[at + 1] == '/') {
      if (!double_escaped) return at;
      double_escaped = false;
    } else if (escaped && name_stands_at(text_, at + 1, "script")) {
      double_escaped = true;
    }
  }
  return text_.size();
}

HtmlToken HtmlScanner::read_tag(bool closing) {
  const auto begin = at_;
  const auto name_begin = begin + (closing ? 2U : 1U);
  auto at = name_begin;
  while (at < text_.size() && !is_blank(text_[at]) && text_[at] != '/' && text_[at] != '>') ++at;
  HtmlToken token;
  token.kind = closing ? HtmlTokenKind::end_tag : HtmlTokenKind::start_tag;
  token.name = text_.substr(name_begin, at - name_begin);
  at_ = at;
  skip_attributes(token);
  token.attributes = text_.substr(at, at_ - at);
  if (at_ < text_.size()) ++at_;
  token.bytes = {begin, at_ - begin};
  if (!closing && is_raw_text_element(token.name)) raw_.name = token.name;
  return token;
}

void HtmlScanner::skip_attributes(HtmlToken& token) {
  while (at_ < text_.size() && text_[at_] != '>') {
    if (is_blank(text_[at_]) || text_[at_] == '/') {
      token.self_closing = text_[at_] == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>';
      ++at_;
      continue;
    }
    ++token.attribute_count;
    ++at_;  // a leading `=` belongs to the name
    while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '/' && text_[at_] != '>' && text_[at_] != '=')
      ++at_;
    skip_attribute_value();
  }
}

void HtmlScanner::skip_attribute_value() {
  auto at = at_;
  while (at < text_.size() && is_blank(text_[at])) ++at;
  if (at >= text_.size() || text_[at] != '=') return;
  ++at;
  while (at < text_.size() && is_blank(text_[at])) ++at;
  if (at < text_.size() && (text_[at] == '"' || text_[at] == '\'')) {
    const auto close = text_.find(text_[at], at + 1);
    at_ = close == kNone ? text_.size() : close + 1;
    return;
  }
  while (at < text_.size() && !is_blank(text_[at]) && text_[at] != '>') ++at;
  at_ = at;
}

HtmlToken HtmlScanner::read_markup_declaration() {
  if (text_.substr(at_, 4) == "<!--") return read_comment();
  if (foreign_ && text_.substr(at_, 9) == "<![CDATA[") return read_cdata();
  return read_bogus_comment();
}

HtmlToken HtmlScanner::read_comment() {
  const auto body = at_ + 4;
  if (text_.substr(body, 1) == ">") return token_to(HtmlTokenKind::comment, at_, body + 1);
  if (text_.substr(body, 2) == "->") return token_to(HtmlTokenKind::comment, at_, body + 2);
  for (auto at = text_.find("--", body); at != kNone; at = text_.find("--", at + 1)) {
    if (text_.substr(at + 2, 1) == ">") return token_to(HtmlTokenKind::comment, at_, at + 3);
    if (text_.substr(at + 2, 2) == "!>") return token_to(HtmlTokenKind::comment, at_, at + 4);
  }
  return token_to(HtmlTokenKind::comment, at_, text_.size());
}

HtmlToken HtmlScanner::read_bogus_comment() {
  const auto end = text_.find('>', at_);
  return token_to(HtmlTokenKind::comment, at_, end == kNone ? text_.size() : end + 1);
}

HtmlToken HtmlScanner::read_cdata() {
  const auto end = text_.find("]]>", at_);
  return token_to(HtmlTokenKind::text, at_, end == kNone ? text_.size() : end + 3);
}

std::optional<std::string_view> raw_attribute(std::string_view attributes, std::string_view name) {
  std::size_t at = 0;
  const auto skip_blanks = [&] {
    while (at < attributes.size() && is_blank(attributes[at])) ++at;
  };
  while (at < attributes.size()) {
    while (at < attributes.size() && (is_blank(attributes[at]) || attributes[at] == '/')) ++at;
    const auto begin = at;
    if (at < attributes.size()) ++at;
    while (at < attributes.size() && !is_blank(attributes[at]) && attributes[at] != '/' && attributes[at] != '=') ++at;
    const bool wanted = equals_ascii_caseless(attributes.substr(begin, at - begin), name);
    std::string_view value;
    skip_blanks();
    if (at < attributes.size() && attributes[at] == '=') {
      ++at;
      skip_blanks();
      const char quote = at < attributes.size() ? attributes[at] : ' ';
      const bool quoted = quote == '"' || quote == '\'';
      const auto first = at + (quoted ? 1U : 0U);
      const auto close = quoted ? attributes.find(quote, first) : attributes.find_first_of(" \t\n\r\f", at);
      const auto end = std::min(close, attributes.size());
      value = attributes.substr(std::min(first, attributes.size()), end - std::min(first, end));
      at = end + (quoted ? 1U : 0U);
    }
    if (wanted && begin < attributes.size()) return value;
  }
  return std::nullopt;
}

}  // namespace mingdan
