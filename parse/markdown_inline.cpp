#include "parse/markdown_inline.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "parse/html_entities.hpp"
#include "parse/html_line.hpp"
#include "parse/html_scan.hpp"
#include "parse/html_tag_table.hpp"
#include "text/spaces.hpp"

namespace mingdan {

/// One line being read. Link texts are read in place: their ends are kept on a stack.
class InlineReader {
 public:
  InlineReader(MarkdownInline& owner, std::size_t begin, std::size_t end)
      : owner_(owner), text_(owner.page_.substr(begin, end - begin)), begin_(begin) {
    match_brackets();
  }

  std::vector<Block> read();

 private:
  struct OpenLink {
    std::size_t close = 0;   ///< of the bracket that ends the link text
    std::size_t behind = 0;  ///< behind the address
    std::string href;
  };
  struct Target {
    std::string url;
    std::size_t behind = 0;
  };

  void match_brackets();
  void step();
  bool take_escape();
  bool take_mark();
  bool take_strong();
  bool take_link(bool image);
  bool take_tag();
  bool take_reference();
  void take_plain();
  void add_image(std::size_t length, const std::string& url);
  void end_line();
  std::optional<Target> target_at(std::size_t open);
  bool closes_later(std::string_view mark, std::size_t from);

  MarkdownInline& owner_;
  std::string_view text_;
  std::size_t begin_;
  std::size_t at_ = 0;
  std::vector<std::size_t> bracket_end_;
  std::vector<OpenLink> links_;
  std::vector<std::pair<std::string_view, std::size_t>> never_again_;  ///< marks and where the search for them failed
  BlockLine line_;
  std::vector<Block> images_;
  std::vector<Block> blocks_;
  bool bold_ = false;
  std::size_t single_end_ = std::string_view::npos;
};

namespace {

constexpr std::size_t kLongestTarget = 4096;

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool is_word(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

}  // namespace

void InlineReader::match_brackets() {
  bracket_end_.assign(text_.size(), 0);
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (text_[at] == '\\')
      ++at;
    else if (text_[at] == '[')
      open.push_back(at);
    else if (text_[at] == ']' && !open.empty()) {
      bracket_end_[open.back()] = at;
      open.pop_back();
    }
  }
}

/// `(address "title")` at `open`. The address may be empty; parentheses in it are balanced.
std::optional<InlineReader::Target> InlineReader::target_at(std::size_t open) {
  if (open >= text_.size() || text_[open] != '(') return std::nullopt;
  if (owner_.scanned_ > MarkdownInline::kScanBudget) return std::nullopt;
  const auto limit = std::min(text_.size(), open + kLongestTarget);
  int depth = 0;
  for (auto at = open; at < limit; ++at) {
    ++owner_.scanned_;
    if (text_[at] == '\\')
      ++at;
    else if (text_[at] == '(')
      ++depth;
    else if (text_[at] == ')' && --depth == 0) {
      auto inside = trimmed(text_.substr(open + 1, at - open - 1));
      if (const auto title = inside.find_first_of(" \t"); title != std::string_view::npos)
        inside = inside.substr(0, title);
      if (inside.starts_with('<') && inside.ends_with('>')) inside = inside.substr(1, inside.size() - 2);
      return Target{entities_resolved(inside), at + 1};
    }
  }
  return std::nullopt;
}

bool InlineReader::closes_later(std::string_view mark, std::size_t from) {
  for (const auto& [failed, at] : never_again_)
    if (failed == mark && from >= at) return false;
  if (text_.find(mark, from) != std::string_view::npos) return true;
  never_again_.emplace_back(mark, from);
  return false;
}

bool InlineReader::take_escape() {
  if (at_ + 1 >= text_.size() || !is_punctuation(text_[at_ + 1])) return false;
  line_.add_replaced(text_.substr(at_ + 1, 1), begin_ + at_, 2, bold_);
  at_ += 2;
  return true;
}

bool InlineReader::take_strong() {
  const auto mark = text_.substr(at_, 2);
  if (mark != "**" && mark != "__") return false;
  const bool inside_word =
      mark == "__" && at_ > 0 && at_ + 2 < text_.size() && is_word(text_[at_ - 1]) && is_word(text_[at_ + 2]);
  if (inside_word || (!bold_ && !closes_later(mark, at_ + 2))) return false;
  bold_ = !bold_;
  at_ += 2;
  return true;
}

// Single marks: *slanted*, _slanted_, `code`. They show nothing of their own.
bool InlineReader::take_mark() {
  if (at_ == single_end_) {
    single_end_ = std::string_view::npos;
    ++at_;
    return true;
  }
  if (take_strong()) return true;
  const char mark = text_[at_];
  if (single_end_ != std::string_view::npos || at_ + 1 >= text_.size() || text_[at_ + 1] == ' ') return false;
  if (mark == '_' && at_ > 0 && is_word(text_[at_ - 1])) return false;
  const auto single = text_.substr(at_, 1);
  if (!closes_later(single, at_ + 1)) return false;
  const auto end = text_.find(mark, at_ + 1);
  const bool doubled = end + 1 < text_.size() && text_[end + 1] == mark;
  if (doubled || end == at_ + 1 || text_[end - 1] == ' ') return false;
  if (mark == '_' && end + 1 < text_.size() && is_word(text_[end + 1])) return false;
  single_end_ = end;
  ++at_;
  return true;
}

void InlineReader::add_image(std::size_t length, const std::string& url) {
  if (url.empty()) return;
  Block image;
  image.kind = BlockKind::image;
  image.source = Span{begin_ + at_, length};
  image.image_url = url;
  if (!links_.empty() && !links_.back().href.empty()) image.links.push_back({0, 0, links_.back().href});
  (line_.blank() ? blocks_ : images_).push_back(std::move(image));
}

bool InlineReader::take_link(bool image) {
  const auto open = at_ + (image ? 1U : 0U);
  const auto close = open < text_.size() && text_[open] == '[' ? bracket_end_[open] : 0;
  if (close == 0) return false;
  auto target = target_at(close + 1);
  if (!target) return false;
  if (image) {
    add_image(target->behind - at_, target->url);
    at_ = target->behind;
    return true;
  }
  if (!target->url.empty()) line_.open_link(target->url);
  links_.push_back({close, target->behind, std::move(target->url)});
  at_ = open + 1;
  return true;
}

// Inline HTML shows nothing, <br> breaks the line, <https://…> is a link.
bool InlineReader::take_tag() {
  if (owner_.scanned_ > MarkdownInline::kScanBudget || at_ + 1 >= text_.size() || text_[at_ + 1] == '<') return false;
  const auto near = text_.substr(at_, kLongestTarget);
  const auto length = near.find('>');
  owner_.scanned_ += std::min(length, near.size());
  if (length == std::string_view::npos) return false;
  const auto close = at_ + length;
  const auto inside = near.substr(1, length - 1);
  if (inside.starts_with("http://") || inside.starts_with("https://")) {
    line_.open_link(std::string(inside));
    line_.add_verbatim(inside, begin_ + at_ + 1, bold_);
    line_.close_link();
    at_ = close + 1;
    return true;
  }
  HtmlScanner scanner(near);
  const auto token = scanner.next();
  const bool known = tag_traits(token.name).traits != 0 || equals_ascii_caseless(token.name, "span");
  const bool tag = (token.kind == HtmlTokenKind::start_tag || token.kind == HtmlTokenKind::end_tag) && known;
  if (!tag && token.kind != HtmlTokenKind::comment) return false;
  if (tag && equals_ascii_caseless(token.name, "br")) end_line();
  at_ += token.bytes.length;
  return true;
}

bool InlineReader::take_reference() {
  const auto reference = character_reference_at(text_.substr(at_, 64));
  if (!reference) return false;
  line_.add_replaced(reference->text, begin_ + at_, reference->length, bold_);
  at_ += reference->length;
  return true;
}

void InlineReader::take_plain() {
  const auto limit = std::min(links_.empty() ? text_.size() : links_.back().close, single_end_);
  auto end = std::min(text_.find_first_of("\\*_`[!<&", at_ + 1), text_.size());
  if (limit > at_) end = std::min(end, limit);
  line_.add_verbatim(text_.substr(at_, end - at_), begin_ + at_, bold_);
  at_ = end;
}

void InlineReader::step() {
  if (!links_.empty() && at_ >= links_.back().close) {
    line_.close_link();
    at_ = std::max(at_, links_.back().behind);
    links_.pop_back();
    return;
  }
  bool taken = false;
  switch (text_[at_]) {
    case '\\':
      taken = take_escape();
      break;
    case '*':
    case '_':
    case '`':
      taken = take_mark();
      break;
    case '!':
      taken = take_link(true);
      break;
    case '[':
      taken = links_.empty() && take_link(false);
      break;
    case '<':
      taken = take_tag();
      break;
    case '&':
      taken = take_reference();
      break;
    default:
      break;
  }
  if (!taken) take_plain();
}

void InlineReader::end_line() {
  auto block = line_.take();
  if (!block.text.empty()) {
    block.continues = std::ranges::any_of(blocks_, [](const Block& each) { return each.kind != BlockKind::image; });
    blocks_.push_back(std::move(block));
  }
  std::ranges::move(images_, std::back_inserter(blocks_));
  images_.clear();
}

std::vector<Block> InlineReader::read() {
  while (at_ < text_.size()) step();
  end_line();
  return std::move(blocks_);
}

std::vector<Block> MarkdownInline::read(std::size_t begin, std::size_t end) {
  return InlineReader(*this, begin, end).read();
}

}  // namespace mingdan
