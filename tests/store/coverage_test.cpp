// What every store must say of what it covers, whatever lies behind the interface.
#include "store/coverage.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "archive/digest.hpp"
#include "store/sqlite_store.hpp"
#include "tests/catch.hpp"
#include "tests/publish/generated_record.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using test::small_record;
using test::TemporaryFolder;

namespace {

std::unique_ptr<Store> opened(const TemporaryFolder& folder) {
  auto store = open_sqlite_store(folder.path());
  REQUIRE(store);
  return std::move(*store);
}

Coverage coverage_of(Store& store) {
  auto coverage = store.coverage();
  REQUIRE(coverage);
  return std::move(*coverage);
}

/// A page with one notice without findings.
Record page(std::uint32_t id, Site site, std::optional<Batch> batch, std::optional<std::string> published) {
  Record record = small_record(id, 1);
  record.page->site = site;
  record.page->published_at = std::move(published);
  if (batch) record.notices[0].batch = Cited<Batch>{*batch, {}};
  return record;
}

void add(FindingCounts& counts, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::error) ++counts.errors;
    if (finding.severity == Severity::warning) ++counts.warnings;
    if (finding.severity == Severity::info) ++counts.infos;
  }
}

/// The same by another way: record by record, as exports read them.
class Counted {
 public:
  void take(const Record& record) {
    SiteCoverage& site = sites_[std::string(name_of(record.page->site))];
    site.site = record.page->site;
    ++site.pages;
    if (!record.notices.empty()) ++site.pages_with_notices;
    if (record.page->state == PageState::unrecognised) ++site.unrecognised;
    site.latest_published = std::max(site.latest_published, record.page->published_at);
    add(site.findings, record.findings);
    std::set<Key> on_page;
    for (const Notice& notice : record.notices) {
      add(site.findings, notice.findings);
      const Key key = key_of(record, notice);
      BatchCoverage& batch = batches_[key];
      batch.kind = notice.kind;
      batch.event = notice.event;
      batch.year = notice.batch ? notice.batch->value.year : std::nullopt;
      batch.ordinal = notice.batch ? notice.batch->value.ordinal : std::nullopt;
      batch.label = notice.batch ? std::optional(notice.batch->value.label) : std::nullopt;
      batch.site = record.page->site;
      ++batch.notices;
      if (on_page.insert(key).second) ++batch.pages;
      batch.latest_published = std::max(batch.latest_published, record.page->published_at);
      add(batch.findings, notice.findings);
    }
  }

  [[nodiscard]] Coverage coverage() const {
    Coverage coverage;
    for (const auto& [key, batch] : batches_) coverage.batches.push_back(batch);
    for (const auto& [name, site] : sites_) coverage.sites.push_back(site);
    return coverage;
  }

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::optional<int>, std::optional<int>,
                         std::optional<std::string>, std::string_view>;

  static Key key_of(const Record& record, const Notice& notice) {
    Key key{name_of(notice.kind), name_of(notice.event), {}, {}, {}, name_of(record.page->site)};
    if (notice.batch) {
      std::get<2>(key) = notice.batch->value.year;
      std::get<3>(key) = notice.batch->value.ordinal;
      std::get<4>(key) = notice.batch->value.label;
    }
    return key;
  }

  std::map<Key, BatchCoverage> batches_;
  std::map<std::string, SiteCoverage> sites_;
};

}  // namespace

TEST_CASE("an empty store covers nothing") {
  const TemporaryFolder folder;
  CHECK(coverage_of(*opened(folder)) == Coverage{});
}

TEST_CASE("coverage counts pages and notices of a batch on each site") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  const Batch fourth{"2022年第四批", 2022, 4};
  Record twice = page(3, Site::mca, fourth, "2022-10-25T18:00:00+08:00");
  twice.notices.push_back(twice.notices[0]);
  twice.notices[1].findings = {{"list_short", Severity::error, "", std::nullopt},
                               {"numbering_gap", Severity::warning, "", std::nullopt}};
  twice.findings = {{"date_conflict", Severity::warning, "", std::nullopt}};
  Record without = page(5, Site::mca, std::nullopt, "2023-01-01");
  without.notices.clear();
  without.page->state = PageState::unrecognised;
  for (const auto& record : {page(1, Site::wechat, fourth, "2022-10-26"), page(2, Site::mca, fourth, "2022-10-25"),
                             twice, page(4, Site::mca, std::nullopt, std::nullopt), without})
    REQUIRE(store->import_record(record, 1));
  const Coverage coverage = coverage_of(*store);
  REQUIRE(coverage.batches.size() == 3);
  CHECK(coverage.batches[0] ==
        BatchCoverage{NoticeKind::suspected, NoticeEvent::add, {}, {}, {}, Site::mca, 1, 1, std::nullopt, {}});
  CHECK(coverage.batches[1] == BatchCoverage{NoticeKind::suspected,
                                             NoticeEvent::add,
                                             2022,
                                             4,
                                             "2022年第四批",
                                             Site::mca,
                                             2,
                                             3,
                                             "2022-10-25T18:00:00+08:00",
                                             {1, 1, 0}});
  CHECK(coverage.batches[2] ==
        BatchCoverage{
            NoticeKind::suspected, NoticeEvent::add, 2022, 4, "2022年第四批", Site::wechat, 1, 1, "2022-10-26", {}});
  const std::vector<SiteCoverage> sites{{Site::mca, 4, 3, 1, "2023-01-01", {1, 2, 0}},
                                        {Site::wechat, 1, 1, 0, "2022-10-26", {}}};
  CHECK(coverage.sites == sites);
}

TEST_CASE("only the current version of a page counts") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  Record old = page(1, Site::gov, Batch{"第一批", 2021, 1}, "2021-01-01");
  old.page->saved_at = "2021-02-01";
  Record newer = small_record(1, 2);
  newer.page->site = Site::gov;
  newer.page->saved_at = "2021-03-01";
  REQUIRE(store->import_record(newer, 1));
  REQUIRE(store->import_record(old, 1));
  const Coverage coverage = coverage_of(*store);
  REQUIRE(coverage.batches.size() == 1);
  CHECK_FALSE(coverage.batches[0].year);
  CHECK(coverage.sites == std::vector<SiteCoverage>{{Site::gov, 1, 1, 0, std::nullopt, {}}});
}

TEST_CASE("coverage agrees with what exports read for generated records") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    Record record = test::generated_record(seed);
    if (!record.page) continue;
    record.page->key = "seed:" + std::to_string(seed % 150);
    record.page->sha256 = sha256_hex(std::to_string(seed));
    for (Notice& notice : record.notices)
      if (notice.batch)
        notice.batch->value = {"第" + std::to_string(seed % 3) + "批", 2022, notice.batch->value.ordinal};
    REQUIRE(store->import_record(record, 1));
  }
  Counted counted;
  REQUIRE(store->for_each_current_record([&](Record&& record) {
    counted.take(record);
    return true;
  }));
  const Coverage coverage = coverage_of(*store);
  CHECK(coverage.batches.size() > 50);
  CHECK(coverage.sites.size() == 7);
  CHECK(coverage == counted.coverage());
}

TEST_CASE("a store that was opened for reading says what it covers") {
  const TemporaryFolder folder;
  {
    const auto store = opened(folder);
    REQUIRE(store->import_record(small_record(1, 1), 1));
    REQUIRE(store->close());
  }
  auto store = open_sqlite_store_for_reading(folder.path());
  REQUIRE(store);
  CHECK(coverage_of(**store).sites.size() == 1);
}
