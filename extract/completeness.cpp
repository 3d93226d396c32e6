#include "extract/completeness.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "extract/names.hpp"
#include "extract/patterns.hpp"

namespace mingdan {
namespace {

void note(Notice& notice, std::string code, Severity severity, std::string message, std::optional<Span> evidence = {}) {
  notice.findings.push_back({std::move(code), severity, std::move(message), evidence});
}

bool can_be_partial(const ListCandidate& list) {
  const bool chain = list.carrier == Carrier::inline_sentence || list.carrier == Carrier::quoted;
  return chain && list.says_and_so_on;
}

void compare_count(Notice& notice, const ListCandidate& list) {
  const auto listed = static_cast<int>(notice.list.entries.size());
  if (listed == 0 || !notice.announced_count) return;
  const int announced = notice.announced_count->value;
  notice.list.completeness = listed == announced  ? Completeness::equal
                             : listed < announced ? Completeness::is_short
                                                  : Completeness::longer;
  if (listed == announced) return;
  const auto message = "announced " + std::to_string(announced) + ", listed " + std::to_string(listed);
  if (can_be_partial(list) && listed < announced)
    note(notice, "list_short", Severity::warning, message + "; the sentence says 等", notice.announced_count->span);
  else
    note(notice, "count_mismatch", Severity::error, message, notice.announced_count->span);
}

void compare_figures(Notice& notice, const NoticeFigures& figures, const Lines& lines) {
  if (!notice.announced_count) {
    if (figures.approximate)
      note(notice, "approximate_count", Severity::info, "the page gives only an approximate count");
    return;
  }
  const int announced = notice.announced_count->value;
  for (const auto& count : figures.counts) {
    if (count.value == announced || count.approximate) continue;
    note(notice, "count_mismatch", Severity::warning,
         "the page says " + std::to_string(announced) + " and " + std::to_string(count.value),
         span_of(lines, count.words));
    break;
  }
  for (const auto& count : figures.title_counts) {
    if (count.value == announced || count.approximate) continue;
    note(notice, "title_count_conflict", Severity::warning,
         "the title says " + std::to_string(count.value) + ", the notice " + std::to_string(announced),
         span_of(lines, count.words));
    break;
  }
}

void compare_batches(Notice& notice, const NoticeFigures& figures, const Lines& lines) {
  if (!notice.batch) return;
  for (const auto& hit : figures.batches) {
    if (hit.batch.ordinal == notice.batch->value.ordinal) continue;
    note(notice, "batch_conflict", Severity::warning,
         "the page says " + notice.batch->value.label + " and " + hit.batch.label, span_of(lines, hit.words));
    return;
  }
}

void check_numbers(Notice& notice) {
  std::optional<int> previous;
  for (const auto& entry : notice.list.entries) {
    if (entry.no && previous && *entry.no > *previous + 1) {
      note(notice, "numbering_gap", Severity::warning,
           "number " + std::to_string(*previous) + " is followed by " + std::to_string(*entry.no), entry.span);
      return;
    }
    previous = entry.no;
  }
}

// Two names without anything between them: a suffix followed by 中国, 全国 … in the middle of a long name.
void check_names(Notice& notice) {
  std::set<std::string> seen;
  for (const auto& entry : notice.list.entries) {
    const auto folded = fold(entry.name);
    if (!seen.insert(folded.text).second)
      note(notice, "duplicate_name", Severity::warning, "listed twice: " + entry.name, entry.span);
    if (matches(P::glued_names, folded.text))
      note(notice, "glued_names", Severity::warning, "may be two names: " + entry.name, entry.span);
  }
}

void check_mentions(Notice& notice) {
  if (notice.list.entries.empty()) return;
  std::set<std::string> listed;
  for (const auto& entry : notice.list.entries) listed.insert(fold(entry.name).text);
  for (const auto& mention : notice.mentions)
    if (!listed.contains(fold(mention.value).text))
      note(notice, "mention_not_listed", Severity::warning, "named in the text, not in the list: " + mention.value,
           mention.span);
}

void check_noise(Notice& notice, const ListCandidate& list, const Lines& lines) {
  const bool noisy = std::ranges::any_of(
      list.items, [&](const ListItem& item) { return lines.at(item.words.line).folded.pinyin_brackets > 0; });
  if (noisy)
    note(notice, "pinyin_noise", Severity::warning, "pinyin in brackets was injected into the names and left out");
}

}  // namespace

void reconcile(Notice& notice, const ListCandidate& list, const NoticeFigures& figures, const Lines& lines) {
  compare_count(notice, list);
  compare_figures(notice, figures, lines);
  compare_batches(notice, figures, lines);
  check_numbers(notice);
  check_names(notice);
  check_mentions(notice);
  check_noise(notice, list, lines);
  if (figures.approximate_total)
    note(notice, "approximate_total", Severity::info, "the running total is only approximate and was left out");
  if (list.carrier == Carrier::image)
    note(notice, "list_in_image", Severity::warning, "the list is a picture and was not read");
  if (list.carrier == Carrier::attachment)
    note(notice, "list_in_attachment", Severity::warning, "the list is in an attachment and was not read");
}

}  // namespace mingdan
