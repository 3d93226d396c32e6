#include "parse/page_times.hpp"

#include <algorithm>
#include <array>

#include "parse/page_labels.hpp"
#include "parse/page_wording.hpp"
#include "text/dates.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

struct MetaName {
  std::string_view key;      ///< lower case
  std::string_view printed;  ///< as the origin names it
};

constexpr std::array<MetaName, 12> kPublicationMetas{{{"pubdate", "PubDate"},
                                                      {"publishdate", "publishdate"},
                                                      {"publish_date", "publish_date"},
                                                      {"article:published_time", "article:published_time"},
                                                      {"og:published_time", "og:published_time"},
                                                      {"og:release_date", "og:release_date"},
                                                      {"datepublished", "datePublished"},
                                                      {"publishtime", "publishtime"},
                                                      {"pubtime", "pubtime"},
                                                      {"weibo:article:create_at", "weibo:article:create_at"},
                                                      {"bytedance:published_time", "bytedance:published_time"},
                                                      {"dc.date", "DC.date"}}};
constexpr std::array<MetaName, 2> kMakingMetas{
    {{"maketime", "Maketime"}, {"firstpublishedtime", "firstpublishedtime"}}};

constexpr std::size_t kLongestBareLine = 80;  ///< bytes
constexpr std::size_t kDayLength = 10;
constexpr std::size_t kMostWords = 15;  ///< Chinese letters
constexpr std::size_t kLongestDateLine = 150;  ///< bytes; longer lines without a label are text

template <std::size_t N>
std::vector<TimeCandidate> times_of(const PageMetas& metas, const std::array<MetaName, N>& names) {
  std::vector<TimeCandidate> times;
  for (const auto& name : names)
    if (const auto value = metas.first({name.key}))
      if (auto date = absolute_date_in(*value))
        times.push_back({std::move(*date), "meta " + std::string(name.printed), std::nullopt});
  return times;
}

bool is_number(std::string_view text, std::size_t digits) {
  return text.size() == digits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::string> day_from(std::string_view year, std::string_view month, std::string_view day) {
  return absolute_date_in(std::string(year) + "-" + std::string(month) + "-" + std::string(day));
}

/// A date that begins in `segments[at]` and may go on in the two behind it.
std::optional<std::string> date_in_segments(const std::vector<std::string_view>& segments, std::size_t at) {
  const auto segment = segments[at];
  const auto next = at + 1 < segments.size() ? segments[at + 1] : std::string_view();
  const auto third = at + 2 < segments.size() ? segments[at + 2] : std::string_view();
  const auto short_number = [](std::string_view text) { return is_number(text, 1) || is_number(text, 2); };
  if (is_number(segment, 8)) return day_from(segment.substr(0, 4), segment.substr(4, 2), segment.substr(6, 2));
  if (segment.size() > 10 && segment[0] == 't' && is_number(segment.substr(1, 8), 8) && segment[9] == '_')
    return day_from(segment.substr(1, 4), segment.substr(5, 2), segment.substr(7, 2));
  if (is_number(segment, 4) && short_number(next) && short_number(third)) return day_from(segment, next, third);
  if (is_number(segment, 4) && is_number(next, 4)) return day_from(segment, next.substr(0, 2), next.substr(2));
  if (is_number(segment, 6) && is_number(next, 2)) return day_from(segment.substr(0, 4), segment.substr(4), next);
  const bool dashed = segment.size() >= 7 && segment[4] == '-' && is_number(segment.substr(0, 4), 4);
  if (dashed && is_number(segment.substr(5), 2) && is_number(next, 2))
    return day_from(segment.substr(0, 4), segment.substr(5), next);
  if (dashed && segment.size() == 10) return absolute_date_in(segment);
  return std::nullopt;
}

/// "2022-10-26 09:30" and nothing else, or with a clock time and a few words behind ("2022-10-26 09:30 · 某市发布").
bool is_bare_date(std::string_view text) {
  if (text.size() > kLongestBareLine) return false;
  const auto date = absolute_date_in(text);
  if (!date) return false;
  const bool first = text.front() >= '0' && text.front() <= '9';
  return chinese_letters(text) <= (first && date->size() > kDayLength ? kMostWords : 3);
}

Span evidence_of(const Block& block) {
  if (block.runs.empty()) return block.source.value_or(Span{});
  const std::size_t offset = block.runs.front().source_offset;
  return {offset, block.runs.back().source_offset + block.runs.back().source_length - offset};
}

/// The first candidate, or what the page shows when that is the same day together with the minute.
const TimeCandidate& most_exact(const std::vector<TimeCandidate>& candidates) {
  const auto& first = candidates.front();
  if (first.value.size() > kDayLength) return first;
  const auto shown = std::ranges::find_if(candidates, [&](const TimeCandidate& other) {
    return other.origin == "visible" && other.value.size() > kDayLength && day_of(other.value) == first.value;
  });
  return shown == candidates.end() ? first : *shown;
}

}  // namespace

std::vector<TimeCandidate> publication_metas(const PageMetas& metas) { return times_of(metas, kPublicationMetas); }

std::vector<TimeCandidate> making_metas(const PageMetas& metas) { return times_of(metas, kMakingMetas); }

std::optional<std::string> url_date(std::string_view url) {
  const auto parts = split_url(url);
  if (!parts) return std::nullopt;
  std::vector<std::string_view> segments;
  for (std::string_view rest = parts->path; !rest.empty();) {
    const auto end = std::min(rest.find('/'), rest.size());
    segments.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (auto date = date_in_segments(segments, i)) return date;
  return std::nullopt;
}

std::optional<TimeCandidate> visible_time(const PageLines& page, std::size_t from, std::size_t to,
                                          bool info_lines_only) {
  std::optional<TimeCandidate> best;
  int best_rank = 100;
  constexpr int kUnlabelled = 9;
  for (std::size_t i = from; i < std::min(to, page.lines.size()); ++i) {
    const Block& block = page.blocks[page.lines[i].block];
    const bool told = !info_lines_only || is_info_line(block.text) || (i < from + 3 && is_bare_date(block.text));
    if (page.lines[i].item || !told) continue;
    const auto next = i + 1 < page.lines.size() ? std::string_view(page.blocks[page.lines[i + 1].block].text) : "";
    if (auto labelled = labelled_date(block.text, next)) {
      if (labelled->rank >= best_rank) continue;
      best_rank = labelled->rank;
      best = TimeCandidate{std::move(labelled->value), "visible", evidence_of(block)};
    } else if (best_rank > kUnlabelled && page.lines[i].dated && block.text.size() <= kLongestDateLine &&
               page.lines[i].prose <= 30) {
      best_rank = kUnlabelled;
      best = TimeCandidate{*absolute_date_in(block.text), "visible", evidence_of(block)};
    }
  }
  return best;
}

void settle_times(const std::vector<TimeCandidate>& candidates, Document& document) {
  if (candidates.empty()) return;
  const auto& chosen = most_exact(candidates);
  document.page.published_at = chosen.value;
  document.page.published_origin = chosen.origin;
  std::vector<std::string_view> days{day_of(chosen.value)};
  for (const auto& candidate : candidates) {
    const auto day = day_of(candidate.value);
    if (std::ranges::find(days, day) != days.end()) continue;
    days.push_back(day);
    document.findings.push_back({"date_conflict", Severity::warning,
                                 "published " + std::string(days.front()) + " by " + chosen.origin + ", but " +
                                     std::string(day) + " by " + candidate.origin,
                                 candidate.evidence ? candidate.evidence : chosen.evidence});
  }
}

}  // namespace mingdan
