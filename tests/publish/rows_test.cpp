#include <set>
#include <string>

#include "publish/cells.hpp"
#include "publish/listing_rows.hpp"
#include "publish/notice_rows.hpp"
#include "publish/summaries.hpp"
#include "tests/catch.hpp"
#include "tests/publish/generated_record.hpp"

using namespace mingdan;
using test::generated_record;
using test::small_record;

namespace {

template <std::size_t N>
std::string cell_of(const TableRow& row, const std::array<std::string_view, N>& columns, std::string_view column) {
  REQUIRE(row.size() == columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == column) return row[i];
  FAIL("no column " << column);
  return {};
}

std::string listed(const TableRow& row, std::string_view column) { return cell_of(row, kListingColumns, column); }

Record batch_record() {
  Record record = small_record(1, 1);
  record.page->site = Site::wechat;
  record.page->account = "某号";
  record.page->published_at = "2022-10-26T09:30:00+08:00";
  Notice& notice = record.notices[0];
  notice.kind = NoticeKind::website_shutdown;
  notice.batch = Cited<Batch>{{"2022年第四批", 2022, 4}, {1, 2}};
  notice.announced_count = Cited<int>{3, {}};
  notice.cumulative = Cited<Cumulative>{{13, 165, "2021-03-20"}, {}};
  notice.issuers = {{"民政部", {}}, {"中央网信办", {}}};
  notice.list.completeness = Completeness::is_short;
  notice.list.entries[0].lawful_counterpart = "乙协会";
  notice.list.entries.push_back({2, "丙联盟", "原丁联盟", {}, "某市民政局", {200, 9}});
  notice.findings = {{"list_short", Severity::warning, "says 3, lists 2", Span{5, 6}}};
  record.findings = {{"charset_conflict", Severity::info, "", {}}, {"list_short", Severity::info, "", {}}};
  return record;
}

}  // namespace

TEST_CASE("the columns of listings are the published ones in their order") {
  std::string header;
  for (const auto column : kListingColumns) header += std::string(header.empty() ? "" : ", ") += column;
  CHECK(header ==
        "listing_id, kind, event, batch_label, batch_year, batch_ordinal, no, name, annotation, lawful_counterpart, "
        "enforcing_authority, announced_count, listed_count, completeness, issuers, cumulative_batches, "
        "cumulative_organisations, campaign_start, mentions, legal_bases, source_line, title, account, site, "
        "published_at, url, page_key, page_sha256, span_start, span_end, findings, announcement_id");
}

TEST_CASE("a listed name is a row with its notice and its page") {
  const auto rows = listing_rows(batch_record());
  REQUIRE(rows.size() == 2);
  const auto& row = rows[1];
  CHECK(listed(row, "kind") == "website_shutdown");
  CHECK(listed(row, "event") == "add");
  CHECK(listed(row, "batch_label") == "2022年第四批");
  CHECK(listed(row, "batch_year") == "2022");
  CHECK(listed(row, "batch_ordinal") == "4");
  CHECK(listed(row, "no") == "2");
  CHECK(listed(row, "name") == "丙联盟");
  CHECK(listed(row, "annotation") == "原丁联盟");
  CHECK(listed(rows[0], "lawful_counterpart") == "乙协会");
  CHECK(listed(row, "enforcing_authority") == "某市民政局");
  CHECK(listed(row, "announced_count") == "3");
  CHECK(listed(row, "listed_count") == "2");
  CHECK(listed(row, "completeness") == "short");
  CHECK(listed(row, "issuers") == "民政部; 中央网信办");
  CHECK(listed(row, "cumulative_batches") == "13");
  CHECK(listed(row, "cumulative_organisations") == "165");
  CHECK(listed(row, "campaign_start").empty());
  CHECK(listed(row, "account") == "某号");
  CHECK(listed(row, "site") == "wechat");
  CHECK(listed(row, "published_at") == "2022-10-26T09:30:00+08:00");
  CHECK(listed(row, "page_key") == "test:1");
  CHECK(listed(row, "span_start") == "200");
  CHECK(listed(row, "span_end") == "209");
  CHECK(listed(row, "findings") == "list_short; charset_conflict");
  CHECK(listed(row, "announcement_id").empty());
}

TEST_CASE("a listing keeps its id while other fields change and loses it when its own change") {
  const Record record = batch_record();
  const auto id = listed(listing_rows(record).at(1), "listing_id");
  CHECK(id.size() == 20);
  Record other = record;
  other.input = "elsewhere";
  other.page->sha256 = std::string(64, '0');
  other.page->title = "改";
  other.page->url = "https://example.org/";
  other.notices[0].announced_count.reset();
  other.notices[0].list.entries[1].no = 9;
  other.notices[0].list.entries[1].annotation.reset();
  other.notices[0].list.entries[1].span = {1, 1};
  other.notices[0].list.entries.erase(other.notices[0].list.entries.begin());
  CHECK(listed(listing_rows(other).at(0), "listing_id") == id);

  const auto changed = [&](auto change) {
    Record copy = record;
    change(copy);
    return listed(listing_rows(copy).at(1), "listing_id") != id;
  };
  CHECK(changed([](Record& copy) { copy.page->key = "test:2"; }));
  CHECK(changed([](Record& copy) { copy.notices[0].kind = NoticeKind::banned; }));
  CHECK(changed([](Record& copy) { copy.notices[0].event = NoticeEvent::remove; }));
  CHECK(changed([](Record& copy) { copy.notices[0].batch.reset(); }));
  CHECK(changed([](Record& copy) { copy.notices[0].list.entries[1].name += "x"; }));
}

TEST_CASE("equal names on one page have ids of their own") {
  Record record = batch_record();
  record.notices[0].list.entries.push_back(record.notices[0].list.entries[0]);
  record.notices.push_back(record.notices[0]);
  std::set<std::string> ids;
  const auto rows = listing_rows(record);
  for (const auto& row : rows) ids.insert(row[0]);
  CHECK(rows.size() == 6);
  CHECK(ids.size() == 6);
}

TEST_CASE("every row has a cell for every column whatever the record") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const Record record = generated_record(seed);
    for (const auto& row : listing_rows(record)) REQUIRE(row.size() == kListingColumns.size());
    for (const auto& row : notice_rows(record)) REQUIRE(row.size() == kNoticeColumns.size());
    for (const auto& row : finding_rows(record)) REQUIRE(row.size() == kFindingColumns.size());
    if (!record.page) CHECK(listing_rows(record).empty());
  }
}

TEST_CASE("a notice whose list is a picture has a row among the notices only") {
  Record record = batch_record();
  record.notices[0].list = {};
  record.notices[0].list.carrier = Carrier::image;
  CHECK(listing_rows(record).empty());
  const auto rows = notice_rows(record);
  REQUIRE(rows.size() == 1);
  CHECK(cell_of(rows[0], kNoticeColumns, "carrier") == "image");
  CHECK(cell_of(rows[0], kNoticeColumns, "listed_count") == "0");
  CHECK(cell_of(rows[0], kNoticeColumns, "announced_count") == "3");
}

TEST_CASE("findings stand with their notice or with the page") {
  const auto rows = finding_rows(batch_record());
  REQUIRE(rows.size() == 3);
  CHECK(cell_of(rows[0], kFindingColumns, "code") == "charset_conflict");
  CHECK(cell_of(rows[0], kFindingColumns, "notice_id").empty());
  CHECK(cell_of(rows[2], kFindingColumns, "span_end") == "11");
  CHECK(cell_of(rows[2], kFindingColumns, "notice_id") ==
        cell_of(notice_rows(batch_record())[0], kNoticeColumns, "notice_id"));
}

TEST_CASE("pages of one batch are one row whatever the order of pages and issuers") {
  Record first = batch_record();
  Record second = batch_record();
  second.page->key = "test:0";
  second.page->published_at = "2022-10-25";
  std::swap(second.notices[0].issuers[0], second.notices[0].issuers[1]);
  second.notices[0].announced_count->value = 2;
  second.notices[0].list.entries[0].name = "戊联盟";
  for (const bool swapped : {false, true}) {
    BatchSummaries summaries;
    add_batches(summaries, swapped ? second : first);
    add_batches(summaries, swapped ? first : second);
    const auto rows = batch_rows(summaries);
    REQUIRE(rows.size() == 1);
    const auto batch = [&](std::string_view column) { return cell_of(rows[0], kBatchColumns, column); };
    CHECK(batch("issuers") == "中央网信办; 民政部");
    CHECK(batch("announced_counts") == "2; 3");
    CHECK(batch("listed_names") == "3");
    CHECK(batch("pages") == "2");
    CHECK(batch("page_keys") == "test:0; test:1");
    CHECK(batch("first_day") == "2022-10-25");
    CHECK(batch("last_day") == "2022-10-26");
  }
}

TEST_CASE("a name is one row with its statuses kept apart") {
  Record closed = batch_record();
  Record removed = batch_record();
  removed.page->key = "test:2";
  removed.page->published_at.reset();
  removed.notices[0].event = NoticeEvent::remove;
  removed.notices[0].kind = NoticeKind::lawful_sanction;
  Record banned = batch_record();
  banned.notices[0].kind = NoticeKind::banned;
  OrganisationSummaries summaries;
  for (const auto& record : {closed, removed, banned}) add_organisations(summaries, record);
  const auto rows = organisation_rows(summaries);
  REQUIRE(rows.size() == 2);
  const auto of_last = [&](std::string_view column) { return cell_of(rows[1], kOrganisationColumns, column); };
  CHECK(cell_of(rows[0], kOrganisationColumns, "name") == "丙联盟");
  CHECK(of_last("listings") == "3");
  CHECK(of_last("pages") == "2");
  CHECK(of_last("kinds") == "website_shutdown; banned");
  CHECK(of_last("removed_kinds") == "lawful_sanction");
  CHECK(of_last("first_day") == "2022-10-26");
  CHECK(of_last("batch_labels") == "2022年第四批");
}
