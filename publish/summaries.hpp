#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "model/record.hpp"
#include "publish/csv.hpp"

namespace mingdan {

/// The columns of `batches.csv`, in order. Source: docs/record-schema.md, "batches.csv".
inline constexpr std::array<std::string_view, 12> kBatchColumns{
    "kind",         "event", "issuers",   "batch_label", "batch_year", "batch_ordinal", "announced_counts",
    "listed_names", "pages", "first_day", "last_day",    "page_keys"};

/// The columns of `organisations.csv`, in order. Source: docs/record-schema.md, "organisations.csv".
inline constexpr std::array<std::string_view, 8> kOrganisationColumns{
    "name", "listings", "pages", "kinds", "removed_kinds", "first_day", "last_day", "batch_labels"};

/// The earliest and the latest day on which any of the pages was published, as far as they tell.
struct Days {
  std::optional<std::string> first;
  std::optional<std::string> last;
};

/// All that the pages say of one batch. Issuers in byte order, so that their order on a page does not matter.
struct BatchSummary {
  std::set<int> announced_counts;
  std::set<std::string> names;
  std::set<std::string> page_keys;
  Days days;
};

/// One printed name, wherever it is listed.
struct OrganisationSummary {
  std::size_t listings = 0;
  std::set<std::string> page_keys;
  std::set<NoticeKind> kinds;
  std::set<NoticeKind> removed_kinds;
  std::set<std::string> batch_labels;
  Days days;
};

/// kind, event, issuers, label, year, ordinal
using BatchKey =
    std::tuple<NoticeKind, NoticeEvent, std::set<std::string>, std::string, std::optional<int>, std::optional<int>>;
using BatchSummaries = std::map<BatchKey, BatchSummary>;
using OrganisationSummaries = std::map<std::string, OrganisationSummary>;

/// Adds what one page says; the order of the pages does not matter. Notices without a batch belong to no batch.
void add_batches(BatchSummaries& summaries, const Record& record);
void add_organisations(OrganisationSummaries& summaries, const Record& record);

/// Rows in the order of the keys: kind, event, issuers, label, year, ordinal; names in byte order.
std::vector<TableRow> batch_rows(const BatchSummaries& summaries);
std::vector<TableRow> organisation_rows(const OrganisationSummaries& summaries);

}  // namespace mingdan
