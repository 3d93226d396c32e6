#include "parse/site_fields.hpp"

#include <algorithm>
#include <utility>

#include "parse/page_labels.hpp"
#include "parse/page_times.hpp"
#include "parse/page_wording.hpp"
#include "parse/site_title.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kHeadLines = 40;   ///< how far before the body its title may stand
constexpr std::size_t kNearLines = 8;    ///< head without a title; info lines at the beginning of a body
constexpr std::size_t kLongestMarkup = 4096;  ///< bytes of an element that shows time or source
constexpr std::size_t kTailLines = 5;
constexpr std::size_t kLongestField = 120;  ///< bytes

/// Ranges of PageLines::lines that may tell of the article.
struct Regions {
  std::size_t head = 0;
  std::size_t body = 0;
  std::size_t body_head = 0;
  std::size_t tail = 0;
  std::size_t tail_end = 0;
};

/// The line that holds the title, looked for from the body backwards.
std::optional<std::size_t> title_line(const PageLines& lines, std::size_t body,
                                      const std::optional<std::string>& title) {
  if (!title || visible_letters(*title) < 4) return std::nullopt;
  for (std::size_t i = body; i > 0 && body - i < kHeadLines; --i) {
    const auto text = one_line(lines.blocks[lines.lines[i - 1].block].text);
    if (text.find(*title) != std::string::npos) return i - 1;
    if (visible_letters(text) >= 6 && title->find(text) != std::string::npos) return i - 1;
  }
  return std::nullopt;
}

Regions regions_of(const PageLines& lines, Element body, const std::optional<std::string>& title) {
  Regions regions;
  const auto inner = body.inner();
  regions.body = lines.line_at(inner.offset);
  const auto titled = title_line(lines, regions.body, title);
  regions.head = titled.value_or(regions.body > kNearLines ? regions.body - kNearLines : 0);
  regions.tail = lines.line_at(inner.end());
  regions.body_head = std::min(regions.body + kNearLines, regions.tail);
  regions.tail_end = std::min(regions.tail + kTailLines, lines.lines.size());
  return regions;
}

std::optional<TimeCandidate> profile_time(const PageNames& names, const std::vector<const SiteProfile*>& profiles) {
  for (const auto selector : selectors_of(profiles, &SiteProfile::times))
    for (const auto& element : names.all(selector)) {
      if (element.inner().length > kLongestMarkup) continue;
      const auto text = names.tree->text_of(element);
      const auto labelled = labelled_date(text);
      auto date = labelled ? std::optional(labelled->value) : absolute_date_in(text);
      if (const auto stamp = element.attribute("datetime"))
        if (auto exact = absolute_date_in(*stamp)) date = exact;
      if (date) return TimeCandidate{std::move(*date), "visible", element.inner()};
    }
  return std::nullopt;
}

std::optional<TimeCandidate> shown_time(const PageNames& names, const PageLines& lines,
                                        const std::vector<const SiteProfile*>& profiles, const Regions& regions) {
  if (auto time = profile_time(names, profiles)) return time;
  if (auto time = visible_time(lines, regions.head, regions.body, false)) return time;
  if (auto time = visible_time(lines, regions.body, regions.body_head, true)) return time;
  return visible_time(lines, regions.tail, regions.tail_end, true);
}

std::optional<std::string> profile_source(const PageNames& names, const std::vector<const SiteProfile*>& profiles) {
  for (const auto selector : selectors_of(profiles, &SiteProfile::sources))
    for (const auto& element : names.all(selector)) {
      if (element.inner().length > kLongestMarkup) continue;
      const auto text = one_line(names.tree->text_of(element));
      if (text.size() > kLongestField * 2) continue;
      if (auto source = labelled_source(text)) return source;
      if (auto source = words_beside_date(text)) return source;
    }
  return std::nullopt;
}

std::optional<std::string> source_in(const PageLines& lines, std::size_t from, std::size_t to, bool info_lines_only) {
  for (std::size_t i = from; i < std::min(to, lines.lines.size()); ++i) {
    const std::string_view text = lines.blocks[lines.lines[i].block].text;
    if (lines.lines[i].item || (info_lines_only && !is_info_line(text))) continue;
    const auto next =
        i + 1 < lines.lines.size() ? std::string_view(lines.blocks[lines.lines[i + 1].block].text) : std::string_view();
    if (auto source = labelled_source(text, i + 1 < to ? next : std::string_view())) return source;
  }
  return std::nullopt;
}

std::optional<std::string> shown_source(const PageNames& names, const PageLines& lines,
                                        const std::vector<const SiteProfile*>& profiles, const Regions& regions) {
  if (auto source = profile_source(names, profiles)) return source;
  if (auto source = source_in(lines, regions.head, regions.body, false)) return source;
  if (auto source = source_in(lines, regions.body, regions.body_head, true)) return source;
  return source_in(lines, regions.tail, regions.tail_end, true);
}

std::optional<std::string> meta_source(const PageMetas& metas) {
  for (const std::string_view name : {"contentsource", "source"})
    if (const auto value = metas.first({name})) {
      auto source = without_source_label(*value);
      if (visible_letters(source) >= 2 && source.size() <= kLongestField * 2) return source;
    }
  return std::nullopt;
}

/// A person or an office; numbers and addresses are none.
std::optional<std::string> meta_author(const PageMetas& metas) {
  for (const auto& [name, value] : metas.values) {
    if (name != "author" && name != "article:author") continue;
    const bool address = value.find("://") != std::string::npos || value.find("www.") != std::string::npos ||
                         value.find('@') != std::string::npos;
    const bool words = chinese_letters(value) >= 2;
    if (!address && words && value.size() <= kLongestField) return value;
  }
  return std::nullopt;
}

std::optional<std::string> meta_digest(const PageMetas& metas) {
  const auto site = metas.first({"sitename"});
  const auto column = metas.first({"columnname"});
  for (const auto& [name, value] : metas.values)
    if ((name == "description" || name == "og:description") && value != site && value != column) return value;
  return std::nullopt;
}

}  // namespace

void read_fields(const PageNames& names, const PageMetas& metas, const PageLines& lines,
                 const std::vector<const SiteProfile*>& profiles, const std::optional<SiteBody>& body,
                 const std::string& address, Document& document) {
  auto& page = document.page;
  const auto body_offset = body ? std::optional(body->element.start_tag().offset) : std::nullopt;
  const bool list = page.state == PageState::list_page || page.state == PageState::empty_list;
  page.title = list ? list_title(*names.tree, metas) : site_title(names, metas, lines, profiles, body_offset);
  page.digest = meta_digest(metas);
  if (!body) return;
  const auto regions = regions_of(lines, body->element, page.title);
  auto times = publication_metas(metas);
  if (auto shown = shown_time(names, lines, profiles, regions)) times.push_back(std::move(*shown));
  if (auto day = url_date(address)) times.push_back({std::move(*day), "url", std::nullopt});
  for (auto& time : making_metas(metas)) times.push_back(std::move(time));
  settle_times(times, document);
  page.source = meta_source(metas);
  if (!page.source) page.source = shown_source(names, lines, profiles, regions);
  page.author = meta_author(metas);
}

}  // namespace mingdan
