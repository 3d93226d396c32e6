#include "extract/figures.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ranges>

#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/numerals.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostHits = 100;  // counts of one sentence
constexpr std::size_t kEarlierReach = 24 * 3;  // bytes before a label that may call it an earlier one
constexpr std::size_t kYearReach = 24 * 3;  // bytes before a label in which its year may stand

Words part(const Words& whole, std::size_t from, std::size_t to) {
  return {whole.line, whole.from + from, whole.from + to};
}

std::optional<int> year_before(std::string_view text, std::size_t label) {
  const auto from = label - window_before(text, label, kYearReach).size();
  std::optional<int> year;
  for (const auto& match : find_all(P::year_nearby, text.substr(from, label - from)))
    year = number_from(match.groups[0]->text);
  return year;
}

std::optional<int> label_year(const Match& match, std::string_view text, PublicationYear published) {
  if (match.groups[0]) return number_from(match.groups[0]->text);
  if (!match.groups[1]) return year_before(text, match.from);
  if (!published) return std::nullopt;
  return match.groups[1]->text == "去年" ? *published - 1 : *published;
}

// The clause around a place: between commas, colons and blanks.
std::string_view clause_around(std::string_view text, std::size_t from, std::size_t to) {
  constexpr std::string_view kCuts = ",;: |";
  constexpr std::size_t kReach = 300;
  const auto near = window_before(text, from, kReach);
  const auto shift = from - near.size();
  text = text.substr(shift, std::min(text.size() - shift, near.size() + (to - from) + kReach));
  from -= shift;
  to -= shift;
  const auto begin = text.find_last_of(kCuts, from);
  const auto end = text.find_first_of(kCuts, to);
  const auto first = begin == std::string_view::npos || begin >= from ? 0 : begin + 1;
  return text.substr(first, (end == std::string_view::npos ? text.size() : end) - first);
}

// 其中3家, 去年的24家, 35批线索: counts of something else in the same sentence.
bool counts_a_part(std::string_view text, const Match& match) {
  return matches(P::count_of_a_part, clause_around(text, match.from, match.to));
}

// In a sentence with a batch label, or one that leads to its list, only the count's own clause can make it a total.
bool counts_a_total(std::string_view text, const Match& match, bool own_clause, bool running_total) {
  const auto clause = clause_around(text, match.from, match.to);
  if (own_clause || matches(P::own_count_words, clause)) return matches(P::cumulative_words, clause);
  return running_total;
}

std::optional<CountHit> count_from(const Match& match, const Words& words, CountBinding binding) {
  const auto& number = match.groups[0];
  if (!number) return std::nullopt;
  const auto value = number_from(number->text);
  if (!value) return std::nullopt;
  // The cited words are the number and its counter: 7家.
  const auto unit = match.groups.size() > 2 && match.groups[2] ? match.groups[2]->to : number->to;
  return CountHit{*value, match.groups.size() > 1 && match.groups[1].has_value(), binding,
                  part(words, number->from, unit)};
}

std::string iso_date(int year, int month, int day) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month, day);
  return buffer.data();
}

// Behind the 日 of a date whose day was found.
std::size_t behind_day(std::string_view text, const Match::Group& day) {
  constexpr std::string_view kDay = "日";
  return text.find(kDay, day.to) + kDay.size();
}

bool is_day(std::optional<int> month, std::optional<int> day) { return month && day && *month <= 12 && *day <= 31; }

// The date that a pattern with year, month and day finds.
std::optional<std::string> dated_by(P pattern, std::string_view text) {
  const auto dated = find(pattern, text);
  if (!dated) return std::nullopt;
  const auto year = number_from(dated->groups[0]->text);
  const auto month = number_from(dated->groups[1]->text);
  const auto day = number_from(dated->groups[2]->text);
  return year && is_day(month, day) ? std::optional(iso_date(*year, *month, *day)) : std::nullopt;
}

}  // namespace

PublicationYear publication_year(const Document& document) {
  const auto& published = document.page.published_at;
  return published && published->size() >= 4 ? number_from(published->substr(0, 4)) : std::nullopt;
}

std::vector<BatchHit> batches_in(const Lines& lines, const Words& words, PublicationYear published) {
  std::vector<BatchHit> hits;
  const auto text = folded_words(lines, words);
  for (const auto& match : find_all(P::batch_label, text)) {
    const auto place = bare(lines, part(words, match.from, match.to));
    BatchHit hit;
    hit.words = place;
    hit.batch.label = printed(lines, place);
    hit.batch.year = label_year(match, text, published);
    hit.batch.ordinal = match.groups[3] ? 1 : number_from(match.groups[2]->text);
    hits.push_back(std::move(hit));
  }
  std::ranges::stable_partition(hits, [&](const BatchHit& hit) {
    return !matches(P::earlier_batch, window_before(text, hit.words.from - words.from, kEarlierReach));
  });
  return hits;
}

std::vector<CountHit> counts_in(const Lines& lines, const Words& words, CountBinding binding) {
  std::vector<CountHit> hits;
  const auto text = folded_words(lines, words);
  const bool own_clause = matches(P::batch_label, text) || matches(P::leads_to_list, text);
  const bool running_total = matches(P::cumulative_words, text);
  for (const auto pattern :
       {P::counted_organisations, P::count_after_noun, P::count_of_cases, P::count_after_and_so_on}) {
    for (const auto& match : find_all(pattern, text)) {
      if (hits.size() == kMostHits) break;
      if (counts_a_total(text, match, own_clause, running_total) || counts_a_part(text, match)) continue;
      const auto hit = count_from(match, words, binding);
      if (hit && std::ranges::none_of(hits, [&](const CountHit& old) { return old.words == hit->words; }))
        hits.push_back(*hit);
    }
  }
  std::ranges::sort(hits, [](const CountHit& a, const CountHit& b) { return a.words.from < b.words.from; });
  return hits;
}

std::vector<CountHit> counts_of_act(const Lines& lines, const Words& words, NoticeKind kind) {
  std::vector<CountHit> hits;
  for (const auto& match : find_all(P::count_of_act, folded_words(lines, words))) {
    const auto act = match.groups[0]->text;
    const auto told = act == "取缔"                    ? NoticeKind::banned
                      : act == "关停" || act == "关闭" ? NoticeKind::website_shutdown
                                                       : NoticeKind::dissuaded;
    const auto value = number_from(match.groups[1]->text);
    if (told == kind && value && hits.size() < kMostHits)
      hits.push_back({*value, false, CountBinding::title, part(words, match.groups[1]->from, match.groups[2]->to)});
  }
  return hits;
}

bool is_running_total(std::string_view folded_sentence) { return matches(P::cumulative_words, folded_sentence); }

bool tells_several_totals(std::string_view folded_sentence) {
  return find_all(P::several_batch_totals, folded_sentence).size() >= 2;
}

bool is_report_of_totals(std::string_view title) {
  return matches(P::span_of_time, title) && !matches(P::batch_label, title) && !matches(P::list_heading_noun, title);
}

namespace {

// Of several totals the one up to now: 加上此前曝光的228家，目前共曝光328家.
const Match& best_total(std::string_view text, const std::vector<Match>& totals) {
  for (const auto& total : std::views::reverse(totals))
    if (matches(P::cumulative_now, text.substr(total.from))) return total;
  return totals.front();
}

}  // namespace

std::optional<Cited<Cumulative>> cumulative_in(const Lines& lines, const Words& sentence, PublicationYear year) {
  const auto text = folded_words(lines, sentence);
  if (!is_running_total(text) || matches(P::count_of_a_part, text)) return std::nullopt;
  Cumulative total;
  std::optional<Words> words;
  // The last pair is the total: 加上此前公布的7批664家，8批总数748家.
  const auto pairs = find_all(P::cumulative_batches, text);
  const auto totals = find_all(P::cumulative_total, text);
  const bool total_behind = !pairs.empty() && !totals.empty() && totals.back().from >= pairs.back().to;
  const auto both = pairs.empty() || total_behind ? std::nullopt : std::optional(pairs.back());
  // 一批 is “a batch of”, no number.
  if (both && both->groups[0]->text != "一") {
    total.batches = number_from(both->groups[0]->text);
    if (!both->groups[2]) total.organisations = number_from(both->groups[1]->text);
    words = part(sentence, both->groups[0]->from, both->to);
  } else if (!totals.empty()) {
    const auto& one = total_behind ? totals.back() : best_total(text, totals);
    if (!one.groups[1]) total.organisations = number_from(one.groups[0]->text);
    words = part(sentence, one.from, one.to);
    if (const auto batches = find(P::cumulative_batches_behind, text.substr(one.to))) {
      total.batches = number_from(batches->groups[0]->text);
      words->to += batches->groups[0]->to;
    }
  }
  if (!words || (!total.batches && !total.organisations)) return std::nullopt;
  if (const auto start = campaign_start_in(lines, sentence, year)) total.since = start->value;
  if (!total.since) total.since = dated_by(P::since_dated, text);
  return Cited<Cumulative>{total, span_of(lines, *words)};
}

bool total_is_approximate(const Lines& lines, const Words& sentence) {
  const auto text = folded_words(lines, sentence);
  if (!is_running_total(text)) return false;
  if (const auto both = find(P::cumulative_batches, text)) return both->groups[2].has_value();
  const auto one = find(P::cumulative_total, text);
  return one && one->groups[1].has_value();
}

std::optional<Cited<std::string>> campaign_start_in(const Lines& lines, const Words& sentence,
                                                    PublicationYear published) {
  const auto text = folded_words(lines, sentence);
  if (const auto dated = find(P::campaign_dated, text)) {
    const auto year = number_from(dated->groups[0]->text);
    const auto month = number_from(dated->groups[1]->text);
    const auto day = number_from(dated->groups[2]->text);
    if (year && is_day(month, day))
      return Cited<std::string>{
          iso_date(*year, *month, *day),
          span_of(lines, part(sentence, dated->groups[0]->from, behind_day(text, *dated->groups[2])))};
  }
  const auto undated = find(P::campaign_this_year, text);
  if (!undated) return std::nullopt;
  const auto month = number_from(undated->groups[1]->text);
  const auto day = number_from(undated->groups[2]->text);
  auto year = published;
  if (const auto named = find(P::campaign_named_year, text); named && !undated->groups[0])
    year = number_from(named->groups[0]->text);
  if (!year || !is_day(month, day)) return std::nullopt;
  return Cited<std::string>{iso_date(*year, *month, *day), span_of(lines, part(sentence, undated->groups[1]->from,
                                                                               behind_day(text, *undated->groups[2])))};
}

}  // namespace mingdan
