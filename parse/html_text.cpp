#include "parse/html_text.hpp"

#include <algorithm>

#include "parse/html_entities.hpp"
#include "parse/html_scan.hpp"

namespace mingdan {
namespace {

/// Two readings side by side: what the tree holds and what the page says.
class Alignment {
 public:
  Alignment(std::string_view text, std::string_view written, std::size_t source_begin, bool raw)
      : text_(text), written_(written), begin_(source_begin), raw_(raw) {}

  std::vector<Run> run();

 private:
  void step();
  bool take_reference();
  void take(std::size_t text_length, std::size_t source_length);
  void skip_dropped();

  std::string_view text_;
  std::string_view written_;
  std::size_t begin_;
  bool raw_;  ///< an element in which nothing is a reference or a tag
  std::size_t text_at_ = 0;
  std::size_t at_ = 0;
  std::vector<Run> runs_;
};

void Alignment::take(std::size_t text_length, std::size_t source_length) {
  const Run next{static_cast<std::uint32_t>(text_at_), static_cast<std::uint32_t>(text_length),
                 static_cast<std::uint32_t>(begin_ + at_), static_cast<std::uint32_t>(source_length)};
  text_at_ += text_length;
  at_ += source_length;
  const bool verbatim = text_length == source_length && text_.substr(next.text_offset, text_length) ==
                                                            written_.substr(at_ - source_length, source_length);
  if (!runs_.empty() && verbatim) {
    auto& last = runs_.back();
    if (last.text_length == last.source_length && last.source_offset + last.source_length == next.source_offset) {
      last.text_length += next.text_length;
      last.source_length += next.source_length;
      return;
    }
  }
  runs_.push_back(next);
}

bool Alignment::take_reference() {
  const auto reference = character_reference_at(written_.substr(at_));
  if (!reference || !text_.substr(text_at_).starts_with(reference->text)) return false;
  take(reference->text.size(), reference->length);
  return true;
}

// Tags that the tree builder ignored, else one byte (NUL, text that has no place in a frameset).
void Alignment::skip_dropped() {
  if (written_[at_] != '<') {
    ++at_;
    return;
  }
  HtmlScanner scanner(written_.substr(at_));
  const auto token = scanner.next();
  at_ += token.kind == HtmlTokenKind::text ? 1 : token.bytes.length;
}

void Alignment::step() {
  const char written = written_[at_];
  const char wanted = text_[text_at_];
  if (written == '&' && !raw_ && take_reference()) return;
  if (written == '\r' && wanted == '\n') return take(1, written_.substr(at_, 2) == "\r\n" ? 2 : 1);
  if (written != wanted) return skip_dropped();
  if (written == '<' && !raw_ && at_ + 1 < written_.size() && text_.substr(text_at_, 2) != written_.substr(at_, 2))
    return skip_dropped();
  const auto rest = std::min(text_.size() - text_at_, written_.size() - at_);
  std::size_t same = 1;
  while (same < rest && text_[text_at_ + same] == written_[at_ + same] && written_[at_ + same] != '&' &&
         written_[at_ + same] != '<' && written_[at_ + same] != '\r')
    ++same;
  take(same, same);
}

std::vector<Run> Alignment::run() {
  while (text_at_ < text_.size() && at_ < written_.size()) step();
  return std::move(runs_);
}

}  // namespace

std::vector<Run> align_text(const HtmlNode& node, std::string_view page) {
  const auto written = page.substr(std::min<std::size_t>(node.source_offset, page.size()), node.source_length);
  const auto parent = (&node - node.up)->tag();
  const bool raw = is_raw_text_element(parent) && parent != "title" && parent != "textarea";
  return Alignment(node.value, written, node.source_offset, raw).run();
}

}  // namespace mingdan
