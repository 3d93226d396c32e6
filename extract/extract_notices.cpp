#include "extract/extract_notices.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "extract/choose_lists.hpp"
#include "extract/completeness.hpp"
#include "extract/departments.hpp"
#include "extract/kind_parts.hpp"
#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/numerals.hpp"

namespace mingdan {
namespace {

// The part of the page that speaks of one list: its sentences, in reading order, the list's own lines left out.
struct Scope {
  std::vector<Words> sentences;  ///< those that are a list's heading last
  std::optional<Words> heading;
  Words title;
  bool only_one = true;  ///< the page has one notice
  KindAndEvent kind;
  PublicationYear year;
};

bool can_hold_notices(PageState state) {
  switch (state) {
    case PageState::article:
    case PageState::image_post:
    case PageState::text_post:
    case PageState::video:
    case PageState::repost_card:
    case PageState::unrecognised:
      return true;
    default:
      return false;
  }
}

bool in_block_list(const std::vector<ChosenList>& lists, std::size_t line) {
  return std::ranges::any_of(lists, [&](const ChosenList& chosen) {
    const bool block = chosen.list.carrier == Carrier::numbered || chosen.list.carrier == Carrier::table ||
                       chosen.list.carrier == Carrier::lines;
    return block && chosen.list.first_line <= line && line <= chosen.list.last_line;
  });
}

bool is_heading_of(const std::vector<ChosenList>& lists, const Words& sentence) {
  return std::ranges::any_of(lists, [&](const ChosenList& chosen) {
    return chosen.list.heading && chosen.list.heading->line == sentence.line &&
           sentence.from >= chosen.list.heading->from && sentence.from < chosen.list.heading->to;
  });
}

// 2024年第二批取缔、劝散的非法社会组织名单 is the label of both.
bool names_act_among_several(std::string_view text, NoticeKind kind) {
  if (!tells_several_acts(text)) return false;
  return (kind == NoticeKind::banned && matches(P::act_banned, text)) ||
         (kind == NoticeKind::dissuaded && matches(P::act_dissuaded, text));
}

// Between two lists of the same kind the text belongs to the one that it stands before.
bool belongs_to_another(const std::vector<ChosenList>& lists, const ChosenList& chosen, std::size_t line) {
  return std::ranges::any_of(lists, [&](const ChosenList& other) {
    if (&other == &chosen || other.kind != chosen.kind) return false;
    const bool other_first = other.list.last_line < chosen.list.first_line;
    return other_first ? line <= other.list.last_line : line > chosen.list.last_line;
  });
}

// What stands behind a list of numbers, rows or lines are earlier posts, tips and the like, not its figures.
bool stands_behind(const ChosenList& chosen, const Words& sentence) {
  const bool block = chosen.list.carrier == Carrier::numbered || chosen.list.carrier == Carrier::table ||
                     chosen.list.carrier == Carrier::lines;
  return block && sentence.line > chosen.list.last_line;
}

// The sentence that carries the chain, whatever else it tells: 取缔“A”，劝散“B”.
bool carries(const ChosenList& chosen, const Words& sentence) {
  if (chosen.list.carrier != Carrier::inline_sentence && chosen.list.carrier != Carrier::quoted) return false;
  if (sentence.line < chosen.list.first_line || sentence.line > chosen.list.last_line) return false;
  return std::ranges::any_of(chosen.list.items, [&](const ListItem& item) {
    return item.words.line == sentence.line && sentence.from <= item.words.from && item.words.to <= sentence.to;
  });
}

bool speaks_of(const Lines& lines, const Words& words, const KindAndEvent& wanted) {
  return !parts_about(lines, words, wanted).empty();
}

Scope scope_of(const Lines& lines, const std::vector<ChosenList>& lists, const ChosenList& chosen,
               PublicationYear year) {
  Scope scope;
  scope.heading = chosen.list.heading;
  scope.title = {kTitleLine, 0, lines.title.text().size()};
  scope.only_one = lists.size() == 1;
  scope.kind = chosen.kind;
  scope.year = year;
  const auto tells_of_it = [&](std::string_view text) {
    const auto kind = kind_of(text);
    return !kind || *kind == chosen.kind || names_act_among_several(text, chosen.kind.kind);
  };
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    if (lines.body[line].is_image() || in_block_list(lists, line)) continue;
    for (const auto& sentence : sentences_of(lines, line)) {
      if (belongs_to_another(lists, chosen, line)) continue;
      const auto kind = kind_of(folded_words(lines, sentence));
      const bool other_kind = kind && kind->kind != chosen.kind.kind;
      if (scope.only_one || tells_of_it(folded_words(lines, sentence)) || carries(chosen, sentence) ||
          (other_kind && speaks_of(lines, sentence, chosen.kind)))
        scope.sentences.push_back(sentence);
    }
  }
  std::ranges::stable_partition(scope.sentences,
                                [&](const Words& sentence) { return !is_heading_of(lists, sentence); });
  return scope;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

// Labels of this list's series: from sentences that tell the act, then the heading, then the title.
std::vector<BatchHit> batches_for(const Lines& lines, const Scope& scope, const ChosenList& chosen) {
  std::vector<BatchHit> hits;
  for (const auto& sentence : scope.sentences) {
    if (stands_behind(chosen, sentence) || tells_several_totals(folded_words(lines, sentence))) continue;
    const auto parts = parts_about(lines, sentence, scope.kind);
    for (const auto& part : parts) append(hits, batches_in(lines, part, scope.year));
    if (parts.empty() && names_act_among_several(folded_words(lines, sentence), scope.kind.kind))
      append(hits, batches_in(lines, sentence, scope.year));
  }
  std::vector<BatchHit> headings;
  if (scope.heading) headings = batches_in(lines, *scope.heading, scope.year);
  // The heading over the list knows best when the text names several batches.
  if (!headings.empty()) {
    const auto same = std::ranges::find_if(
        hits, [&](const BatchHit& hit) { return hit.batch.ordinal == headings.front().batch.ordinal; });
    if (same != hits.end())
      std::rotate(hits.begin(), same, same + 1);
    else
      hits.insert(hits.begin(), headings.begin(), headings.end());
  }
  if (hits.empty())
    for (const auto& sentence : scope.sentences)
      if (!stands_behind(chosen, sentence) && matches(P::batch_label_alone, folded_words(lines, sentence)))
        append(hits, batches_in(lines, sentence, scope.year));
  const bool title_fits = scope.only_one || speaks_of(lines, scope.title, scope.kind);
  if (hits.empty() && title_fits) append(hits, batches_in(lines, scope.title, scope.year));
  return hits;
}

std::optional<Cited<Batch>> best_batch(const Lines& lines, const std::vector<BatchHit>& hits) {
  if (hits.empty()) return std::nullopt;
  auto batch = hits.front().batch;
  for (const auto& hit : hits)
    if (!batch.year && hit.batch.ordinal == batch.ordinal && hit.batch.year)
      return Cited<Batch>{hit.batch, span_of(lines, hit.words)};
  return Cited<Batch>{batch, span_of(lines, hits.front().words)};
}

// （共6家，排名不分先后）, on a line right above the list.
std::vector<CountHit> count_above(const Lines& lines, const ChosenList& chosen) {
  constexpr std::size_t kReach = 3;  // lines
  const auto first = std::min(chosen.list.first_line, lines.body.size());
  for (auto line = first; line-- > 0 && line + kReach >= first;)
    if (matches(P::count_alone, lines.body[line].text()))
      return counts_in(lines, {line, 0, lines.body[line].text().size()}, CountBinding::heading);
  return {};
}

// 以上6家组织均未登记, right behind the list.
std::vector<CountHit> count_looking_back(const Lines& lines, const ChosenList& chosen) {
  const auto line = chosen.list.last_line + 1;
  if (line >= lines.body.size() || lines.body[line].is_image()) return {};
  for (const auto& sentence : sentences_of(lines, line))
    if (matches(P::looks_back, folded_words(lines, sentence))) return counts_in(lines, sentence, CountBinding::batch);
  return {};
}

// 共11家 between the heading and the list.
std::vector<CountHit> counts_under_heading(const Scope& scope, const Lines& lines, const ChosenList& chosen) {
  std::vector<CountHit> hits;
  if (!scope.heading || scope.heading->line == kTitleLine) return hits;
  for (auto line = scope.heading->line + 1; line < chosen.list.first_line; ++line) {
    const auto match = find(P::count_alone, lines.body[line].text());
    const auto value = match ? number_from(match->groups[0]->text) : std::nullopt;
    if (!value) continue;
    const Words words{line, match->groups[0]->from, match->groups[2]->to};
    hits.push_back({*value, match->groups[1].has_value(), CountBinding::heading, words});
  }
  return hits;
}

// Counts bound to the list: sentences with its batch, its heading, its own chain, other sentences of its act.
std::vector<CountHit> counts_for(const Lines& lines, const Scope& scope, const ChosenList& chosen) {
  std::vector<CountHit> hits;
  std::vector<CountHit> acts;
  for (const auto& sentence : scope.sentences) {
    const auto text = folded_words(lines, sentence);
    const bool of_a_place = matches(P::section_place, lines.body[sentence.line].text());
    if (stands_behind(chosen, sentence) || tells_several_totals(text) || of_a_place) continue;
    const auto parts = parts_about(lines, sentence, scope.kind);
    if (parts.empty()) continue;
    auto counts = scope.only_one ? std::vector<CountHit>{} : counts_of_act(lines, sentence, scope.kind.kind);
    if (counts.empty())
      for (const auto& part : parts) append(counts, counts_in(lines, part, CountBinding::batch));
    append(matches(P::batch_label, text) ? hits : acts, counts);
  }
  if (scope.heading) {
    auto heading = counts_in(lines, *scope.heading, CountBinding::heading);
    append(heading, counts_under_heading(scope, lines, chosen));
    // With several lists on a page the sentence above them may count them all.
    if (!scope.only_one && !heading.empty()) return heading;
    append(hits, heading);
  }
  if (chosen.list.count) hits.push_back(*chosen.list.count);
  append(hits, acts);
  if (hits.empty()) append(hits, count_above(lines, chosen));
  if (hits.empty()) append(hits, count_looking_back(lines, chosen));
  return hits;
}

// With several lists, the counts of those clauses of the title that tell of this one: 取缔3家，2家移出名单.
std::vector<CountHit> title_counts_for(const Lines& lines, const Scope& scope) {
  if (scope.only_one) return counts_in(lines, scope.title, CountBinding::title);
  std::vector<CountHit> hits;
  const auto text = folded_words(lines, scope.title);
  for (std::size_t from = 0; from < text.size();) {
    const auto to = std::min(text.find_first_of(",;:! ", from), text.size());
    const auto clause = text.substr(from, to - from);
    const auto kind = kind_of(clause);
    const bool removes = matches(P::removal, clause) == (scope.kind.event == NoticeEvent::remove);
    if (kind ? *kind == scope.kind : removes && speaks_of(lines, scope.title, scope.kind))
      append(hits, counts_in(lines, {scope.title.line, from, to}, CountBinding::title));
    from = to + 1;
  }
  return hits;
}

void set_announced(const Lines& lines, const Scope& scope, const ChosenList& chosen, Notice& notice,
                   NoticeFigures& figures) {
  figures.counts = counts_for(lines, scope, chosen);
  if (!scope.only_one) figures.title_counts = counts_of_act(lines, scope.title, scope.kind.kind);
  if (figures.title_counts.empty()) figures.title_counts = title_counts_for(lines, scope);
  const auto exact = [](const CountHit& hit) { return !hit.approximate; };
  figures.approximate = !figures.counts.empty() && std::ranges::none_of(figures.counts, exact);
  for (const auto* hits : {&figures.counts, &figures.title_counts}) {
    const auto best = std::ranges::find_if(*hits, exact);
    if (best == hits->end()) continue;
    notice.announced_count = Cited<int>{best->value, span_of(lines, best->words)};
    return;
  }
}

void set_totals(const Lines& lines, const Scope& scope, Notice& notice, NoticeFigures& figures) {
  for (const auto& sentence : scope.sentences) {
    const bool illegal = scope.only_one || speaks_of_illegal_organisations(folded_words(lines, sentence));
    if (!notice.campaign_start) notice.campaign_start = campaign_start_in(lines, sentence, scope.year);
    const auto text = folded_words(lines, sentence);
    if (!illegal || (tells_several_totals(text) && !matches(P::adds_up, text))) continue;
    if (!notice.cumulative) notice.cumulative = cumulative_in(lines, sentence, scope.year);
    figures.approximate_total = figures.approximate_total || total_is_approximate(lines, sentence);
  }
  if (!notice.cumulative) notice.cumulative = cumulative_in(lines, scope.title, scope.year);
}

// Who publishes several lists is told once, above the first.
void take_from_above(const Lines& lines, const std::vector<ChosenList>& lists, const ChosenList& chosen,
                     Notice& notice) {
  for (std::size_t line = 0; line < chosen.list.first_line && line < lines.body.size(); ++line) {
    if (lines.body[line].is_image() || in_block_list(lists, line)) continue;
    for (const auto& sentence : sentences_of(lines, line))
      if (notice.issuers.empty() && speaks_of(lines, sentence, chosen.kind))
        notice.issuers = acting_departments(lines, sentence);
  }
}

void set_issuers(const Lines& lines, const Scope& scope, const ChosenList& chosen, Notice& notice) {
  const auto take = [&](const Words& words) {
    if (notice.issuers.empty()) notice.issuers = acting_departments(lines, words);
  };
  // Each case tells who enforced; who publishes them stands before the first.
  if (chosen.list.carrier == Carrier::cases) {
    take(scope.title);
    for (const auto& sentence : scope.sentences)
      if (sentence.line < chosen.list.first_line) take(sentence);
  }
  for (const auto& sentence : scope.sentences)
    if (speaks_of(lines, sentence, scope.kind) || carries(chosen, sentence)) take(sentence);
  if (scope.heading) take(*scope.heading);
  take(scope.title);
  if (notice.issuers.empty()) notice.issuers = signing_department(lines);
  for (const auto& sentence : scope.sentences)
    if (speaks_of_illegal_organisations(folded_words(lines, sentence))) take(sentence);
  for (const auto& sentence : scope.sentences)
    if (notice.issuers.empty() && speaks_of(lines, sentence, scope.kind))
      notice.issuers = telling_departments(lines, sentence);
}

void set_legal_bases(const Lines& lines, const Scope& scope, Notice& notice) {
  std::set<std::string> seen;
  for (const auto& sentence : scope.sentences)
    for (auto& law : legal_bases_in(lines, sentence))
      if (seen.insert(law.value).second) notice.legal_bases.push_back(std::move(law));
}

// A cell breaks a name over lines where it is too narrow: 客家 文化联谊总会.
std::string without_line_breaks(const std::string& name) {
  const auto is_han_byte = [](char byte) { return (static_cast<unsigned char>(byte) & 0x80U) != 0; };
  std::string joined;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool inside = i > 0 && i + 1 < name.size();
    if (name[i] == ' ' && inside && is_han_byte(name[i - 1]) && is_han_byte(name[i + 1])) continue;
    joined.push_back(name[i]);
  }
  return joined;
}

void set_entries(const Lines& lines, const ChosenList& chosen, Notice& notice) {
  notice.list.carrier = chosen.list.carrier;
  if (chosen.list.heading)
    notice.list.heading =
        Cited<std::string>{printed(lines, *chosen.list.heading), span_of(lines, *chosen.list.heading)};
  for (const auto& item : chosen.list.items) {
    auto entry = entry_from(lines, item.words, item.number);
    if (!entry) continue;
    if (chosen.list.carrier == Carrier::table) entry->name = without_line_breaks(entry->name);
    if (item.authority) entry->enforcing_authority = item.authority;
    if (item.annotation && !entry->annotation) entry->annotation = item.annotation;
    if (item.counterpart && !entry->lawful_counterpart) entry->lawful_counterpart = item.counterpart;
    notice.list.entries.push_back(std::move(*entry));
  }
}

Notice notice_from(const Lines& lines, const std::vector<ChosenList>& lists, const ChosenList& chosen,
                   PublicationYear year) {
  Notice notice;
  notice.kind = chosen.kind.kind;
  notice.event = chosen.kind.event;
  const auto scope = scope_of(lines, lists, chosen, year);
  NoticeFigures figures;
  figures.batches = batches_for(lines, scope, chosen);
  notice.batch = best_batch(lines, figures.batches);
  set_announced(lines, scope, chosen, notice, figures);
  set_totals(lines, scope, notice, figures);
  set_issuers(lines, scope, chosen, notice);
  if (notice.issuers.empty() && !scope.only_one) take_from_above(lines, lists, chosen, notice);
  set_legal_bases(lines, scope, notice);
  for (const auto& name : chosen.mentions) notice.mentions.push_back({printed(lines, name), span_of(lines, name)});
  notice.source_line = source_line_from(lines, chosen.list.first_line);
  set_entries(lines, chosen, notice);
  reconcile(notice, chosen.list, figures, lines);
  return notice;
}

// A decision need not say 非法社会组织 when it goes by the law on social bodies or a civil affairs bureau took it.
bool decides_on_social_body(const Lines& lines) {
  const auto any = [&](P pattern) {
    return matches(pattern, lines.title.text()) ||
           std::ranges::any_of(lines.body, [&](const Line& line) { return matches(pattern, line.text()); });
  };
  const bool decides =
      matches(P::decision_document, lines.title.text()) || matches(P::single_decision, lines.title.text());
  return decides && any(P::social_body) && (any(P::decides) || any(P::single_decision));
}

bool may_hold_notices(const Lines& lines) {
  const auto on_topic = [](std::string_view text) {
    return speaks_of_illegal_organisations(text) || matches(P::lawful_sanction, text);
  };
  return on_topic(lines.title.text()) || decides_on_social_body(lines) ||
         std::ranges::any_of(lines.body, [&](const Line& line) { return on_topic(line.text()); });
}

}  // namespace

std::vector<Notice> extract_notices(const Document& document) {
  std::vector<Notice> notices;
  if (!can_hold_notices(document.page.state)) return notices;
  const auto lines = lines_of(document);
  if (!may_hold_notices(lines)) return notices;
  const auto year = publication_year(document);
  const auto lists = choose_lists(lines);
  for (const auto& chosen : lists) notices.push_back(notice_from(lines, lists, chosen, year));
  if (lists.size() == kMostLists)
    notices.back().findings.push_back(
        {"lists_left_out", Severity::error,
         "the page holds " + std::to_string(kMostLists) + " lists or more; further ones were left out", std::nullopt});
  return notices;
}

}  // namespace mingdan
