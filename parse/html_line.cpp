#include "parse/html_line.hpp"

#include <algorithm>
#include <utility>

#include "text/spaces.hpp"

namespace mingdan {
namespace {

std::uint32_t narrow(std::size_t value) { return static_cast<std::uint32_t>(value); }

/// The length of the white space at the start of `text`: what HTML collapses, and other line breaks.
std::size_t white_space_length(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.starts_with("\u2028") || text.starts_with("\u2029")) return 3;
  return text.starts_with("\u0085") ? 2 : 0;
}

std::size_t solid_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && white_space_length(text.substr(at)) == 0) ++at;
  return at;
}

}  // namespace

void BlockLine::append(std::string_view text, std::size_t source_offset, std::size_t source_length, bool bold) {
  const Run next{narrow(line_.text.size()), narrow(text.size()), narrow(source_offset), narrow(source_length)};
  line_.text += text;
  if (!bold && !plain_) plain_ = !trimmed(text).empty();
  if (!line_.runs.empty() && text.size() == source_length) {
    auto& last = line_.runs.back();
    const bool follows = last.source_offset + last.source_length == next.source_offset &&
                         last.text_offset + last.text_length == next.text_offset;
    if (last.text_length == last.source_length && follows) {
      last.text_length += next.text_length;
      last.source_length += next.source_length;
      return;
    }
  }
  line_.runs.push_back(next);
}

void BlockLine::add_blank(std::size_t source_offset, bool in_source) {
  if (blank_pending_ || line_.text.empty()) return;
  blank_pending_ = true;
  blank_source_ = in_source ? source_offset : kNowhere;
}

void BlockLine::flush_blank() {
  if (!blank_pending_) return;
  blank_pending_ = false;
  if (blank_source_ == kNowhere)
    line_.text.push_back(' ');
  else
    append(" ", blank_source_, 1, true);
}

void BlockLine::add_verbatim(std::string_view text, std::size_t source_offset, bool bold) {
  while (!text.empty()) {
    auto length = white_space_length(text);
    if (length != 0) {
      add_blank(source_offset, text.front() == ' ');
    } else {
      length = solid_length(text);
      flush_blank();
      append(text.substr(0, length), source_offset, length, bold);
    }
    text.remove_prefix(length);
    source_offset += length;
  }
}

void BlockLine::add_replaced(std::string_view text, std::size_t source_offset, std::size_t source_length, bool bold) {
  if (text.empty()) return;
  if (white_space_length(text) == text.size()) return add_blank(source_offset, false);
  flush_blank();
  // A reference to a character takes more bytes than it gives, except a few: those must not look verbatim.
  std::string safe(text);
  std::ranges::replace_if(safe, [](char c) { return c == '\n' || c == '\r' || c == '\t' || c == '\0'; }, ' ');
  // Equal lengths would claim equal bytes (&ngE; is five bytes long, as are its two characters): cut it in two.
  const bool misleading = safe.size() == source_length && safe.size() > 1;
  const auto first = misleading
                         ? std::max<std::size_t>(1, std::min(safe.find_first_of("\xC2\xCC\xE2", 1), safe.size() - 1))
                         : safe.size();
  append(std::string_view(safe).substr(0, first), source_offset, source_length, bold);
  if (first < safe.size()) append(std::string_view(safe).substr(first), source_offset, source_length, bold);
}

void BlockLine::open_link(std::string href, std::string title) {
  close_link();
  in_link_ = true;
  href_ = std::move(href);
  title_ = std::move(title);
  link_begin_ = line_.text.size() + (blank_pending_ ? 1 : 0);
}

void BlockLine::end_link_here() {
  if (!in_link_ || link_begin_ >= line_.text.size()) return;
  line_.links.push_back({narrow(link_begin_), narrow(line_.text.size() - link_begin_), href_, title_});
}

void BlockLine::close_link() {
  end_link_here();
  in_link_ = false;
}

bool BlockLine::blank() const { return trimmed(line_.text).empty(); }

// Cuts blanks off both ends; replaced stretches lie wholly inside or outside of what is left.
void BlockLine::trim(Block& block) const {
  const auto kept = trimmed(block.text);
  const auto begin = narrow(static_cast<std::size_t>(kept.data() - block.text.data()));
  const auto end = begin + narrow(kept.size());
  std::vector<Run> runs;
  for (auto run : block.runs) {
    const auto from = std::max(run.text_offset, begin);
    const auto to = std::min(run.text_offset + run.text_length, end);
    if (from >= to) continue;
    if (run.text_length == run.source_length) {
      run.source_offset += from - run.text_offset;
      run.source_length = to - from;
    }
    runs.push_back({from - begin, to - from, run.source_offset, run.source_length});
  }
  std::vector<Link> links;
  for (auto& link : block.links) {
    const auto from = std::max(link.text_offset, begin);
    const auto to = std::min(link.text_offset + link.text_length, end);
    if (from < to) links.push_back({from - begin, to - from, std::move(link.href), std::move(link.title)});
  }
  block.text = std::string(kept);
  block.runs = std::move(runs);
  block.links = std::move(links);
}

Block BlockLine::take() {
  end_link_here();
  Block block = std::exchange(line_, Block{});
  trim(block);
  block.emphasis = !plain_ && !block.text.empty();
  plain_ = false;
  blank_pending_ = false;
  link_begin_ = 0;
  return block;
}

void append_block(Block& block, const Block& tail, std::string_view separator) {
  block.text += separator;
  const auto shift = narrow(block.text.size());
  block.text += tail.text;
  for (auto run : tail.runs) {
    run.text_offset += shift;
    block.runs.push_back(run);
  }
  for (auto link : tail.links) {
    link.text_offset += shift;
    block.links.push_back(std::move(link));
  }
}

}  // namespace mingdan
