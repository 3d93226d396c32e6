// What every store must do, whatever lies behind the interface.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "archive/digest.hpp"
#include "store/sqlite_store.hpp"
#include "tests/catch.hpp"
#include "tests/publish/generated_record.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using test::generated_record;
using test::small_record;
using test::TemporaryFolder;

namespace {

std::unique_ptr<Store> opened(const TemporaryFolder& folder) {
  auto store = open_sqlite_store(folder.path());
  REQUIRE(store);
  return std::move(*store);
}

ImportOutcome imported(Store& store, const Record& record, int extractor_version = 1) {
  const auto outcome = store.import_record(record, extractor_version);
  REQUIRE(outcome);
  return *outcome;
}

std::vector<Record> current(Store& store) {
  std::vector<Record> records;
  REQUIRE(store.for_each_current_record([&](Record&& record) {
    records.push_back(std::move(record));
    return true;
  }));
  return records;
}

Record kept(Record record) {
  record.input.clear();
  record.record = 0;
  return record;
}

std::string current_title(Store& store) {
  const auto records = current(store);
  REQUIRE(records.size() == 1);
  return records[0].page->title.value_or("");
}

Record saved(Record record, std::optional<std::string> when) {
  record.page->saved_at = std::move(when);
  return record;
}

/// Versions, readings, fall-backs, addresses and keys of a few pages, many of them in conflict.
std::vector<std::pair<Record, int>> conflicting_records() {
  std::vector<std::pair<Record, int>> records;
  for (std::uint32_t i = 0; i < 24; ++i) {
    Record record = small_record(i % 3, i % 4);
    record.input = "copy " + std::to_string(i);
    if (i % 2 == 1) record.page->url = "https://example.org/" + std::to_string(i % 5);
    if (i % 3 == 1) record.page->saved_at = "2024-01-0" + std::to_string(1 + i % 7);
    if (i % 5 == 1) record.error = Error{"nesting_too_deep", "only the text was read"};
    if (i % 7 == 1) record.notices[0].list.entries[0].name += "分会";
    if (i % 11 == 1) record.page->key = "sha256:" + record.page->sha256;
    if (i % 6 == 5) record.page->state = PageState::captcha;
    records.emplace_back(record, 1 + static_cast<int>(i % 2));
  }
  return records;
}

}  // namespace

TEST_CASE("a record comes back as it was imported for three hundred generated records") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  std::vector<Record> expected;
  for (std::uint32_t seed = 0; seed < 450; ++seed) {
    Record record = generated_record(seed);
    if (!record.page) continue;
    record.page->key = "seed:" + std::to_string(10000 + seed);
    record.page->sha256 = sha256_hex(record.page->key);
    CHECK(imported(*store, record) == ImportOutcome::added);
    expected.push_back(kept(record));
  }
  REQUIRE(expected.size() > 250);
  CHECK(current(*store) == expected);
}

TEST_CASE("a page seen again changes nothing even from another path") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  Record record = small_record(1, 1);
  CHECK(imported(*store, record) == ImportOutcome::added);
  record.input = "elsewhere/page.html";
  record.record = 7;
  CHECK(imported(*store, record) == ImportOutcome::unchanged);
  CHECK(current(*store) == std::vector{kept(record)});
}

TEST_CASE("other bytes of the same page are a new version beside the old") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  CHECK(imported(*store, saved(small_record(1, 2), "2024-05-02T00:00:00+08:00")) == ImportOutcome::added);
  CHECK(imported(*store, saved(small_record(1, 1), "2024-05-01T23:00:00Z")) == ImportOutcome::added);
  CHECK(current_title(*store) == "版本1");
  CHECK(imported(*store, saved(small_record(1, 3), std::nullopt)) == ImportOutcome::added);
  CHECK(current_title(*store) == "版本1");
}

TEST_CASE("without times the version with the highest digest is the current one") {
  const auto first = small_record(1, 1);
  const auto second = small_record(1, 2);
  const auto higher = std::max(first.page->sha256, second.page->sha256);
  for (const bool swapped : {false, true}) {
    const TemporaryFolder folder;
    const auto store = opened(folder);
    imported(*store, swapped ? second : first);
    imported(*store, swapped ? first : second);
    CHECK(current(*store).at(0).page->sha256 == higher);
  }
}

TEST_CASE("a page that shows its old bytes again is current again") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  imported(*store, saved(small_record(1, 1), "2024-05-01"));
  imported(*store, saved(small_record(1, 2), "2024-05-02"));
  CHECK(current_title(*store) == "版本2");
  imported(*store, saved(small_record(1, 1), "2024-05-03"));
  CHECK(current_title(*store) == "版本1");
}

TEST_CASE("a later extractor replaces what an earlier one read and never the other way round") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  Record better = small_record(1, 1);
  better.notices[0].list.entries[0].name = "乙联盟";
  imported(*store, small_record(1, 1), 1);
  CHECK(imported(*store, better, 2) == ImportOutcome::replaced);
  CHECK(current(*store) == std::vector{kept(better)});
  CHECK(imported(*store, small_record(1, 1), 1) == ImportOutcome::unchanged);
  CHECK(current(*store) == std::vector{kept(better)});
  CHECK(imported(*store, better, 3) == ImportOutcome::unchanged);
}

TEST_CASE("a copy that knows its address goes before one that does not") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  Record addressed = small_record(1, 1);
  addressed.page->url = "https://example.org/a";
  imported(*store, addressed);
  CHECK(imported(*store, small_record(1, 1)) == ImportOutcome::unchanged);
  CHECK(current(*store).at(0).page->url == "https://example.org/a");
}

TEST_CASE("the same bytes under a better key are shown once") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  Record nameless = small_record(1, 1);
  nameless.page->key = "sha256:" + nameless.page->sha256;
  imported(*store, nameless);
  CHECK(current(*store).size() == 1);
  imported(*store, small_record(1, 1));
  REQUIRE(current(*store).size() == 1);
  CHECK(current(*store)[0].page->key == "test:1");
}

TEST_CASE("the same bytes at two addresses are two pages") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  Record other = small_record(1, 1);
  other.page->key = "test:2";
  imported(*store, small_record(1, 1));
  imported(*store, other);
  CHECK(current(*store).size() == 2);
}

TEST_CASE("an answer that refuses the page never hides a version that shows it") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  Record captcha = saved(small_record(1, 2), "2025-01-01");
  captcha.page->state = PageState::captcha;
  imported(*store, saved(small_record(1, 1), "2024-01-01"));
  imported(*store, captcha);
  CHECK(current_title(*store) == "版本1");
}

TEST_CASE("the store is the same for a hundred orders and for repeated imports") {
  auto records = conflicting_records();
  std::vector<Record> expected;
  std::mt19937 engine(20221026);
  for (int round = 0; round < 100; ++round) {
    const TemporaryFolder folder;
    const auto store = opened(folder);
    for (const auto& [record, version] : records) imported(*store, record, version);
    if (round % 10 == 0)
      for (const auto& [record, version] : records)
        CHECK(imported(*store, record, version) == ImportOutcome::unchanged);
    if (round == 0) expected = current(*store);
    REQUIRE(current(*store) == expected);
    for (std::size_t i = records.size() - 1; i > 0; --i) std::swap(records[i], records[engine() % (i + 1)]);
  }
  CHECK(expected.size() >= 3);
}

TEST_CASE("records come in byte order of their keys and stop when asked") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  for (const std::uint32_t id : {30U, 4U, 200U}) imported(*store, small_record(id, 1));
  std::vector<std::string> keys;
  REQUIRE(store->for_each_current_record([&](Record&& record) {
    keys.push_back(record.page->key);
    return keys.size() < 2;
  }));
  CHECK(keys == std::vector<std::string>{"test:200", "test:30"});
}

TEST_CASE("a record that cannot be stored is refused and leaves nothing behind") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  Record no_page = small_record(1, 1);
  no_page.page.reset();
  Record no_key = small_record(1, 1);
  no_key.page->key.clear();
  Record no_digest = small_record(1, 1);
  no_digest.page->sha256 = "abc";
  Record too_large = small_record(1, 1);
  too_large.notices[0].list.entries[0].span.offset = ~std::size_t{0} - 5;
  Record too_many_bytes = small_record(1, 1);
  too_many_bytes.page->bytes = ~std::uint64_t{0};
  for (const auto& record : {no_page, no_key, no_digest, too_large, too_many_bytes}) {
    const auto outcome = store->import_record(record, 1);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().code == "bad_record");
  }
  CHECK(current(*store).empty());
  CHECK(imported(*store, small_record(1, 1)) == ImportOutcome::added);
}

TEST_CASE("a run keeps its counts and its failures and no export shows them") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  const auto run = store->begin_run("import", "0.1.0");
  REQUIRE(run);
  Record failure;
  failure.input = "broken.html";
  failure.error = Error{"empty_input", "broken.html is empty"};
  REQUIRE(store->note_failure(*run, failure));
  REQUIRE(store->note_failure(*run, failure));
  REQUIRE(store->finish_run(*run, {1, 2, 3, 4, 2}));
  CHECK(current(*store).empty());
  CHECK_FALSE(store->note_failure(*run + 1, failure));
}
