#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "model/record.hpp"
#include "publish/csv.hpp"

namespace mingdan {

/// The columns of `listings.csv`, in order. Source: docs/record-schema.md, "listings.csv".
inline constexpr std::array<std::string_view, 32> kListingColumns{"listing_id",
                                                                  "kind",
                                                                  "event",
                                                                  "batch_label",
                                                                  "batch_year",
                                                                  "batch_ordinal",
                                                                  "no",
                                                                  "name",
                                                                  "annotation",
                                                                  "lawful_counterpart",
                                                                  "enforcing_authority",
                                                                  "announced_count",
                                                                  "listed_count",
                                                                  "completeness",
                                                                  "issuers",
                                                                  "cumulative_batches",
                                                                  "cumulative_organisations",
                                                                  "campaign_start",
                                                                  "mentions",
                                                                  "legal_bases",
                                                                  "source_line",
                                                                  "title",
                                                                  "account",
                                                                  "site",
                                                                  "published_at",
                                                                  "url",
                                                                  "page_key",
                                                                  "page_sha256",
                                                                  "span_start",
                                                                  "span_end",
                                                                  "findings",
                                                                  "announcement_id"};

/// One row for each listed name of the page, in the page's order: notices, then entries. Nothing is merged.
/// Out: as many cells as there are columns; unknown is an empty cell. A notice without entries (a list as a picture, in
/// an attachment) has no row here, see notice_rows.hpp. `announcement_id` is empty until pages are grouped to
/// announcements. `listing_id` derives from the page key, kind, event, batch label, the name and, when the same name
/// stands there again, its how-manieth time.
/// Never fails. Safe from any thread.
std::vector<TableRow> listing_rows(const Record& record);

}  // namespace mingdan
