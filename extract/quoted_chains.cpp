#include "extract/chain_parts.hpp"
#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kOpenQuote = "“";
constexpr std::string_view kCloseQuote = "”";
constexpr std::size_t kShortestQuotedName = 4 * 3;  // “协会”, “中国” are parts of names

struct Quote {
  Words inside;
  std::size_t open = 0;
  std::size_t close = 0;  // behind the closing quote
};

std::vector<Quote> quotes_in(const Words& sentence, std::string_view text) {
  std::vector<Quote> quotes;
  std::size_t from = 0;
  while (true) {
    const auto open = text.find(kOpenQuote, from);
    if (open == std::string_view::npos) break;
    const auto close = text.find(kCloseQuote, open);
    if (close == std::string_view::npos) break;
    quotes.push_back({{sentence.line, sentence.from + open + 3, sentence.from + close}, open, close + 3});
    from = close + 3;
  }
  return quotes;
}

bool joins_quotes(std::string_view between) {
  if (between.size() > 60) return false;
  if (const auto open = between.find('('); open != std::string_view::npos) {
    const auto close = between.rfind(')');
    if (close == std::string_view::npos || close < open) return false;
    return joins_quotes(between.substr(0, open)) && joins_quotes(between.substr(close + 1));
  }
  const auto gap = trimmed(between);
  return gap.empty() || gap == "、" || gap == "," || gap == "和" || gap == "及" || gap == "与" || gap == "以及" ||
         gap == ",、" || gap == "案、" || gap == "案和";
}

// One pair of quotes may hold two names: “合肥市大成拳研究会、合肥市大成拳协会”.
void append_quoted(const Lines& lines, const Words& inside, std::vector<Words>& names) {
  const auto parts = pieces_of(lines, inside);
  if (parts.size() > 1 && organisation_share(lines, parts) == 1.0)
    names.insert(names.end(), parts.begin(), parts.end());
  else
    names.push_back(with_annotation(lines, inside));
}

bool is_quoted_name(const Lines& lines, const Words& inside) {
  const auto text = folded_words(lines, inside);
  return text.size() >= kShortestQuotedName && could_be_name(text) && !is_department(text);
}

}  // namespace

std::vector<ListCandidate> quoted_chains(const Lines& lines, const Words& sentence) {
  std::vector<ListCandidate> found;
  const auto text = folded_words(lines, sentence);
  const auto quotes = quotes_in(sentence, text);
  for (std::size_t first = 0; first < quotes.size();) {
    if (!is_quoted_name(lines, quotes[first].inside)) {
      ++first;
      continue;
    }
    std::vector<Words> names;
    auto last = first;
    append_quoted(lines, quotes[first].inside, names);
    while (last + 1 < quotes.size() && is_quoted_name(lines, quotes[last + 1].inside) &&
           joins_quotes(text.substr(quotes[last].close, quotes[last + 1].open - quotes[last].close)))
      append_quoted(lines, quotes[++last].inside, names);
    const auto near = window_behind(text, quotes[last].close, kTailReach);
    const auto behind_from = sentence.from + quotes[last].close;
    const Words behind{sentence.line, behind_from, behind_from + near.size()};
    auto tail = tail_in(behind, folded_words(lines, behind), true);
    if (tail && tail->from > 3 * 3) tail.reset();
    if (holds_names(lines, names)) {
      auto chain = candidate_from(sentence, names, Carrier::quoted, tail);
      chain.has_lead = matches(P::list_lead, window_before(text, quotes[first].open, kTailReach));
      found.push_back(std::move(chain));
    }
    first = last + 1;
  }
  return found;
}

}  // namespace mingdan
