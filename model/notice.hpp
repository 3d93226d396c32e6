#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.hpp"
#include "model/span.hpp"

namespace mingdan {

enum class NoticeKind { website_shutdown, suspected, banned, dissuaded, offshore, lawful_sanction };
enum class NoticeEvent { add, remove };
enum class Carrier { numbered, lines, inline_sentence, quoted, table, cases, image, attachment, none };
enum class Completeness { equal, is_short, longer, unknown };

/// A batch as printed. `ordinal` of 首批 and 第一批 is 1; 今年 takes the year of publication.
struct Batch {
  std::string label;
  std::optional<int> year;
  std::optional<int> ordinal;

  bool operator==(const Batch&) const = default;
};

/// Running totals as printed. `since` is a date "2021-03-20", the start that the sentence itself gives.
struct Cumulative {
  std::optional<int> batches;
  std::optional<int> organisations;
  std::optional<std::string> since;

  bool operator==(const Cumulative&) const = default;
};

/// One listed organisation, as printed.
struct Entry {
  std::optional<int> no;
  std::string name;
  std::optional<std::string> annotation;
  std::optional<std::string> lawful_counterpart;
  std::optional<std::string> enforcing_authority;
  Span span;  ///< the name's own words

  bool operator==(const Entry&) const = default;
};

struct NameList {
  std::optional<Cited<std::string>> heading;
  Carrier carrier = Carrier::none;
  Completeness completeness = Completeness::unknown;
  std::vector<Entry> entries;

  bool operator==(const NameList&) const = default;
};

/// One list or one decision. A page may hold several.
struct Notice {
  NoticeKind kind = NoticeKind::suspected;
  NoticeEvent event = NoticeEvent::add;
  std::optional<Cited<Batch>> batch;
  std::optional<Cited<int>> announced_count;
  std::optional<Cited<Cumulative>> cumulative;
  std::optional<Cited<std::string>> campaign_start;  ///< date
  std::vector<Cited<std::string>> issuers;
  std::vector<Cited<std::string>> legal_bases;
  std::vector<Cited<std::string>> mentions;
  std::optional<Cited<std::string>> source_line;
  NameList list;
  std::vector<Finding> findings;

  bool operator==(const Notice&) const = default;
};

std::string_view name_of(NoticeKind kind);
std::string_view name_of(NoticeEvent event);
std::string_view name_of(Carrier carrier);
std::string_view name_of(Completeness completeness);
std::optional<NoticeKind> notice_kind_named(std::string_view name);
std::optional<NoticeEvent> notice_event_named(std::string_view name);
std::optional<Carrier> carrier_named(std::string_view name);
std::optional<Completeness> completeness_named(std::string_view name);

}  // namespace mingdan
