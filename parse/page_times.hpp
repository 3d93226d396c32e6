#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "model/finding.hpp"
#include "parse/government_meta.hpp"
#include "parse/page_lines.hpp"

namespace mingdan {

/// One place that says when the page was published.
struct TimeCandidate {
  std::string value;   ///< record form
  std::string origin;  ///< "meta PubDate", "visible", "url", "meta Maketime" …
  std::optional<Span> evidence;
};

/// Times that metas tell: those of publication, or (second call) those of making, which weigh least.
std::vector<TimeCandidate> publication_metas(const PageMetas& metas);
std::vector<TimeCandidate> making_metas(const PageMetas& metas);
/// The day in an address: /2016/11/22/, /2022-10/26/, /2022/1026/, /20221026/, t20170912_1 …
std::optional<std::string> url_date(std::string_view url);
/// The time that the lines `from` up to `to` show: the best label wins, then a short line that has a date.
std::optional<TimeCandidate> visible_time(const PageLines& page, std::size_t from, std::size_t to,
                                          bool info_lines_only);
/// Takes the first candidate (they come by weight) as published_at; a `date_conflict` for each other day.
void settle_times(const std::vector<TimeCandidate>& candidates, Document& document);

}  // namespace mingdan
