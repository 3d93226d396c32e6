#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "model/record.hpp"
#include "publish/csv.hpp"

namespace mingdan {

/// The columns of `notices.csv`, in order. Source: docs/record-schema.md, "notices.csv".
inline constexpr std::array<std::string_view, 28> kNoticeColumns{"notice_id",
                                                                 "kind",
                                                                 "event",
                                                                 "batch_label",
                                                                 "batch_year",
                                                                 "batch_ordinal",
                                                                 "announced_count",
                                                                 "listed_count",
                                                                 "completeness",
                                                                 "carrier",
                                                                 "heading",
                                                                 "issuers",
                                                                 "cumulative_batches",
                                                                 "cumulative_organisations",
                                                                 "cumulative_since",
                                                                 "campaign_start",
                                                                 "mentions",
                                                                 "legal_bases",
                                                                 "source_line",
                                                                 "title",
                                                                 "account",
                                                                 "site",
                                                                 "state",
                                                                 "published_at",
                                                                 "url",
                                                                 "page_key",
                                                                 "page_sha256",
                                                                 "findings"};

/// The columns of `findings.csv`, in order. Source: docs/record-schema.md, "findings.csv".
inline constexpr std::array<std::string_view, 10> kFindingColumns{
    "page_key", "page_sha256", "notice_id", "code", "severity", "message", "span_start", "span_end", "title", "url"};

/// One row a notice, with or without entries, in the page's order. `notice_id` derives from the page key, kind, event,
/// batch label and, when the page has another notice with the same, its how-manieth time. Never fails.
std::vector<TableRow> notice_rows(const Record& record);

/// One row a finding: those of the page (`notice_id` empty), then those of each notice. Never fails.
std::vector<TableRow> finding_rows(const Record& record);

}  // namespace mingdan
