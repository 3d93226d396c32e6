#include "extract/names.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLongestName = 60 * 3;  // bytes; Chinese characters have three
constexpr std::size_t kLongestGloss = 5 * 3;

constexpr std::array<std::string_view, 56> kFront{
    "●", "•",  "■",  "◆",  "★",      "▲", "○", "※", " ", "“", "”", "‘", "’", "、", ",", ".",  ":", ";", "。",
    "·", "-",  "*",  "|",  "丨",     "—", "–", "▪", "□", "◇", "☆", "◎", "►", "▶",  "➤", "❌", "✘", "✖", "✗",
    "×", "⛔", "🚫", "🔴", "\uFE0F", "▷", "▸", "❖", "☞", "✔", "✓", "√", "▫", "△",  "▼", "✦",  "☑", "⚫"};
constexpr std::array<std::string_view, 17> kBack{"【", " ", "”",  "“", "’", "‘", "、", ",", ".",
                                                 ":",  ";", "。", "·", "!", "?", "…",  "*"};

template <std::size_t N>
std::size_t front_length(std::string_view text, const std::array<std::string_view, N>& set) {
  for (const auto mark : set)
    if (text.starts_with(mark)) return mark.size();
  return 0;
}

template <std::size_t N>
std::size_t back_length(std::string_view text, const std::array<std::string_view, N>& set) {
  for (const auto mark : set)
    if (text.ends_with(mark)) return mark.size();
  return 0;
}

struct Bracket {
  std::size_t open = 0;   // of '('
  std::size_t close = 0;  // of the matching ')', or the text's end when it never closes
};

std::optional<Bracket> last_bracket(std::string_view text) {
  int depth = 0;
  std::optional<Bracket> bracket;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' && depth++ == 0) bracket = Bracket{i, text.size()};
    if (text[i] == ')' && depth > 0 && --depth == 0) bracket->close = i;
  }
  return bracket;
}

bool has_only_latin_words(std::string_view text) {
  return text.find(' ') != std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// A bracket is an annotation by its first words; at the very end also when it is too long for a gloss of the name.
bool is_annotation(std::string_view inside, bool at_end) {
  if (inside.empty()) return false;
  if (matches(P::annotation_keyword, inside) && !(inside.size() <= kLongestGloss && looks_like_organisation(inside)))
    return true;
  if (!at_end) return false;
  if (has_only_latin_words(inside)) return true;
  return inside.size() > kLongestGloss && !matches(P::name_bracket, inside);
}

Words without_closing_credit(const Lines& lines, Words words) {
  const auto text = folded_words(lines, words);
  const auto credit = find(P::closing_credit, text);
  if (credit && credit->from > 0) words.to = words.from + credit->from;
  return words;
}

}  // namespace

bool looks_like_organisation(std::string_view folded) {
  const auto text = trimmed(folded);
  if (text.size() < 9) return false;
  return matches(P::organisation_suffix, text) || matches(P::known_prefix, text);
}

bool could_be_name(std::string_view folded) {
  const auto text = trimmed(folded);
  if (text.size() < 4 || text.size() > kLongestName) return false;
  return !matches(P::not_a_name, text) && !matches(P::placeholder, text) && !matches(P::attachment_file, text);
}

bool is_department(std::string_view folded) { return matches(P::department, trimmed(folded)); }

double organisation_share(const Lines& lines, const std::vector<Words>& items) {
  if (items.empty()) return 0;
  const auto count = std::ranges::count_if(items, [&](const Words& item) {
    const auto text = folded_words(lines, bare(lines, item));
    const auto bracket = text.find('(');
    return looks_like_organisation(text) ||
           (bracket != std::string_view::npos && looks_like_organisation(text.substr(0, bracket)));
  });
  return static_cast<double>(count) / static_cast<double>(items.size());
}

Words bare(const Lines& lines, Words words) {
  const auto whole = lines.at(words.line).text();
  std::optional<std::size_t> opening_quote;
  while (words.from < words.to) {
    const auto rest = whole.substr(words.from, words.to - words.from);
    const auto length = front_length(rest, kFront);
    if (length == 0) break;
    if (rest.starts_with("“")) opening_quote = words.from;
    words.from += length;
  }
  std::optional<std::size_t> closing_quote;
  while (words.from < words.to) {
    const auto rest = whole.substr(words.from, words.to - words.from);
    const auto length = back_length(rest, kBack);
    if (length == 0) break;
    if (rest.ends_with("”")) closing_quote = words.to;
    words.to -= length;
  }
  // Quotes around a part of the name belong to it: “好人”联盟.
  const auto inside = whole.substr(words.from, words.to - words.from);
  const auto open = inside.find("“");
  const auto close = inside.find("”");
  if (opening_quote && close != std::string_view::npos && close < open) words.from = *opening_quote;
  if (closing_quote && open != std::string_view::npos && inside.rfind("”") < inside.rfind("“") + 1)
    words.to = *closing_quote;
  if (closing_quote && open != std::string_view::npos && close == std::string_view::npos) words.to = *closing_quote;
  return words;
}

Words with_annotation(const Lines& lines, Words name) {
  const auto rest = lines.at(name.line).text().substr(name.to);
  const std::size_t quote = rest.starts_with("”") ? 3 : 0;
  const auto bracket = rest.substr(quote);
  if (!bracket.starts_with("(")) return name;
  const auto close = bracket.find(')');
  if (close == std::string_view::npos) return name;
  if (matches(P::annotation_keyword, bracket.substr(1, close - 1))) name.to += quote + close + 1;
  return name;
}

std::optional<Entry> entry_from(const Lines& lines, Words item, std::optional<int> number) {
  item = bare(lines, without_closing_credit(lines, bare(lines, item)));
  if (item.from >= item.to) return std::nullopt;
  Entry entry;
  entry.no = number;
  const auto text = folded_words(lines, item);
  auto name = item;
  if (const auto bracket = last_bracket(text); bracket && bracket->open > 0) {
    const Words inside{item.line, item.from + bracket->open + 1, item.from + bracket->close};
    const bool at_end = bracket->close + 1 >= text.size();
    if (is_annotation(trimmed(folded_words(lines, inside)), at_end)) {
      const auto shown = bare(lines, inside);
      // A quoted alias keeps its quotes: 也称“地方教会”.
      entry.annotation = std::string(trimmed(printed(lines, {inside.line, shown.from, inside.to})));
      if (const auto lawful = find(P::counterpart, folded_words(lines, inside)); lawful && lawful->groups[0])
        entry.lawful_counterpart = printed(lines, bare(lines, {inside.line, inside.from + lawful->groups[0]->from,
                                                               inside.from + lawful->groups[0]->to}));
      name.to = item.from + bracket->open;
    }
  }
  name = bare(lines, name);
  if (name.from >= name.to) return std::nullopt;
  entry.name = printed(lines, name);
  entry.span = span_of(lines, name);
  return entry;
}

}  // namespace mingdan
