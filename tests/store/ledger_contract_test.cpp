// What every ledger must do, whatever lies behind the interface.
#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "store/fetch_ledger.hpp"
#include "store/sqlite_store.hpp"
#include "tests/catch.hpp"
#include "tests/publish/generated_record.hpp"
#include "tests/store/generated_state.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using test::TemporaryFolder;
using test::waiting_url;

namespace {

std::unique_ptr<Store> opened(const TemporaryFolder& folder) {
  auto store = open_sqlite_store(folder.path());
  REQUIRE(store);
  return std::move(*store);
}

template <class T>
T given(Result<T> result) {
  REQUIRE(result);
  return std::move(*result);
}

std::int64_t run_in(Store& store) { return given(store.begin_run("fetch", "0.1.0")); }

Instant at(std::int64_t milliseconds) { return Instant(std::chrono::milliseconds(milliseconds)); }

std::vector<std::string> urls_in(const std::vector<UrlState>& states) {
  std::vector<std::string> urls;
  for (const auto& state : states) urls.push_back(state.url);
  return urls;
}

UrlState placed(std::uint32_t number, UrlProgress progress, int attempts = 0, std::string source = {}) {
  UrlState state = waiting_url(number);
  state.progress = progress;
  state.attempts = attempts;
  state.source = std::move(source);
  return state;
}

FetchAttempt attempt_for(const UrlState& state, std::string outcome) {
  FetchAttempt attempt;
  attempt.url = attempt.for_url = state.url;
  attempt.outcome = std::move(outcome);
  return attempt;
}

FetchAttempt archived(FetchAttempt attempt, std::uint64_t offset) {
  attempt.archive_file = "one.warc.gz";
  attempt.archive_offset = offset;
  return attempt;
}

std::vector<Record> exported(Store& store) {
  std::vector<Record> records;
  REQUIRE(store.for_each_current_record([&](Record&& record) {
    records.push_back(std::move(record));
    return true;
  }));
  return records;
}

}  // namespace

TEST_CASE("a new ledger knows nothing") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  CHECK(given(ledger.hosts()).empty());
  CHECK_FALSE(given(ledger.url("https://example.org/")));
  CHECK(given(ledger.waiting_urls(at(std::numeric_limits<std::int64_t>::max()))).empty());
  CHECK(given(ledger.url_counts()).empty());
  CHECK(given(ledger.failing_urls()).empty());
  CHECK(given(ledger.sources()).empty());
  CHECK(given(ledger.archive_files()).empty());
  CHECK(given(ledger.attempts_of_run(1)).empty());
  CHECK(given(store->last_runs(10)).empty());
}

TEST_CASE("hosts and sources come back as they were put and in order of their names") {
  const TemporaryFolder folder;
  std::vector<HostState> hosts;
  std::vector<SourceState> sources;
  for (std::uint32_t seed = 100; seed-- > 0;) {
    hosts.push_back(test::generated_host(seed));
    sources.push_back(test::generated_source(seed));
  }
  {
    const auto store = opened(folder);
    for (const auto& host : hosts) REQUIRE(store->fetch_ledger().put_host(host));
    for (const auto& source : sources) REQUIRE(store->fetch_ledger().put_source(source));
  }
  std::ranges::sort(hosts, {}, &HostState::host);
  std::ranges::sort(sources, {}, &SourceState::name);
  const auto store = opened(folder);
  CHECK(given(store->fetch_ledger().hosts()) == hosts);
  CHECK(given(store->fetch_ledger().sources()) == sources);
}

TEST_CASE("addresses come back as they were put") {
  const TemporaryFolder folder;
  std::vector<UrlState> states;
  for (std::uint32_t seed = 0; seed < 300; ++seed) states.push_back(test::generated_url(seed));
  REQUIRE(opened(folder)->fetch_ledger().put_urls(states));
  const auto store = opened(folder);
  for (const auto& state : states) CHECK(given(store->fetch_ledger().url(state.url)) == state);
}

TEST_CASE("attempts come back as they were noted by run and by archive file") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  const auto run = run_in(*store);
  std::vector<FetchAttempt> attempts;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const auto& attempt = attempts.emplace_back(test::generated_attempt(seed));
    std::optional<ArchiveFileState> file;
    if (attempt.archive_file) file = ArchiveFileState{*attempt.archive_file, seed};
    REQUIRE(ledger.note_attempt(run, attempt, test::generated_url(seed), file));
  }
  CHECK(given(ledger.attempts_of_run(run)) == attempts);
  CHECK(given(ledger.attempts_of_run(run + 1)).empty());
  std::erase_if(attempts, [](const FetchAttempt& attempt) { return attempt.archive_file != "file-1"; });
  std::ranges::sort(attempts, {}, &FetchAttempt::archive_offset);
  REQUIRE(attempts.size() > 50);
  CHECK(given(ledger.attempts_in("file-1")) == attempts);
}

TEST_CASE("a put replaces every member of what was kept under the name") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    HostState host = test::generated_host(seed);
    host.host = "example.org";
    SourceState source = test::generated_source(seed);
    source.name = "one";
    UrlState url = test::generated_url(seed);
    url.url = "https://example.org/";
    REQUIRE(ledger.put_host(host));
    REQUIRE(ledger.put_source(source));
    REQUIRE(ledger.put_urls(std::vector{waiting_url(1), url}));
    REQUIRE(ledger.put_archive_file({"one.warc.gz", seed}));
    CHECK(given(ledger.hosts()) == std::vector{host});
    CHECK(given(ledger.sources()) == std::vector{source});
    CHECK(given(ledger.url(url.url)) == url);
    CHECK(given(ledger.archive_files()) == std::vector{ArchiveFileState{"one.warc.gz", seed}});
  }
}

TEST_CASE("of two states of one address in one call the later counts") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  REQUIRE(store->fetch_ledger().put_urls(
      std::vector{placed(1, UrlProgress::waiting), placed(1, UrlProgress::gone), placed(2, UrlProgress::done)}));
  CHECK(given(store->fetch_ledger().url(waiting_url(1).url))->progress == UrlProgress::gone);
}

TEST_CASE("waiting addresses come in order of arrival once their time has come") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  UrlState later = waiting_url(5);
  later.not_before = at(1001);
  UrlState due = waiting_url(4);
  due.not_before = at(1000);
  UrlState past = waiting_url(2);
  past.not_before = at(-1000);
  REQUIRE(ledger.put_urls(std::vector{later, waiting_url(9), due, placed(7, UrlProgress::done), waiting_url(1),
                                      placed(6, UrlProgress::gone), past, placed(3, UrlProgress::failed)}));
  CHECK(given(ledger.waiting_urls(at(1000))) == std::vector{waiting_url(9), due, waiting_url(1), past});
  // A change of its state leaves an address where it is in the order.
  REQUIRE(ledger.put_urls(std::vector{placed(9, UrlProgress::done)}));
  UrlState again = waiting_url(9);
  again.attempts = 1;
  REQUIRE(ledger.note_attempt(run_in(*store), attempt_for(again, "timeout"), again, std::nullopt));
  CHECK(given(ledger.waiting_urls(at(1001))) == std::vector{later, again, due, waiting_url(1), past});
}

TEST_CASE("a page is known by its key under whatever address") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  CHECK_FALSE(given(ledger.knows_page_key("mca:c1")));
  UrlState state = waiting_url(1);
  state.page_key = "mca:c1";
  REQUIRE(ledger.put_urls(std::vector{state, waiting_url(2)}));
  CHECK(given(ledger.knows_page_key("mca:c1")));
  CHECK_FALSE(given(ledger.knows_page_key("mca:c2")));
  CHECK_FALSE(given(ledger.knows_page_key("")));
}

TEST_CASE("addresses of a source come in order of arrival and those that were handed in have none") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  REQUIRE(
      ledger.put_urls(std::vector{placed(8, UrlProgress::done, 0, "甲"), placed(2, UrlProgress::done),
                                  placed(3, UrlProgress::waiting, 0, "甲"), placed(1, UrlProgress::gone, 0, "乙")}));
  const auto expected = std::vector{waiting_url(8).url, waiting_url(3).url};
  CHECK(urls_in(given(ledger.urls_of("甲"))) == expected);
  CHECK(urls_in(given(ledger.urls_of(""))) == std::vector{waiting_url(2).url});
  CHECK(given(ledger.urls_of("丙")).empty());
}

TEST_CASE("addresses are counted by source and progress") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  REQUIRE(ledger.put_urls(std::vector{placed(1, UrlProgress::waiting, 0, "b"), placed(2, UrlProgress::failed, 0, "b"),
                                      placed(3, UrlProgress::waiting, 0, "b"), placed(4, UrlProgress::done)}));
  const std::vector<UrlCount> expected{
      {"", UrlProgress::done, 1}, {"b", UrlProgress::failed, 1}, {"b", UrlProgress::waiting, 2}};
  CHECK(given(ledger.url_counts()) == expected);
}

TEST_CASE("failing addresses come with the newest line about them") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  const auto run = run_in(*store);
  const auto tried = placed(1, UrlProgress::waiting, 2);
  const auto given_up = placed(2, UrlProgress::failed, 9);
  const auto never_asked = placed(3, UrlProgress::failed);
  REQUIRE(ledger.put_urls(std::vector{never_asked, waiting_url(4), placed(5, UrlProgress::gone, 3)}));
  REQUIRE(ledger.note_attempt(run, attempt_for(tried, "timeout"), tried, std::nullopt));
  REQUIRE(ledger.note_attempt(run, attempt_for(tried, "http_503"), tried, std::nullopt));
  REQUIRE(ledger.note_attempt(run, attempt_for(given_up, "http_404"), given_up, std::nullopt));
  const std::vector<FailingUrl> expected{{never_asked, std::nullopt},
                                         {given_up, attempt_for(given_up, "http_404")},
                                         {tried, attempt_for(tried, "http_503")}};
  CHECK(given(ledger.failing_urls()) == expected);
}

TEST_CASE("an archive record gets one line however often it is noted") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  const auto first = run_in(*store);
  const auto second = run_in(*store);
  const auto attempt = archived(attempt_for(waiting_url(1), "ok"), 500);
  REQUIRE(ledger.note_attempt(first, attempt, waiting_url(1), ArchiveFileState{"one.warc.gz", 600}));
  const auto done = placed(1, UrlProgress::done);
  REQUIRE(ledger.note_attempt(second, attempt, done, ArchiveFileState{"one.warc.gz", 700}));
  CHECK(given(ledger.attempts_in("one.warc.gz")) == std::vector{attempt});
  CHECK(given(ledger.attempts_of_run(second)).empty());
  CHECK(given(ledger.url(done.url)) == done);
  CHECK(given(ledger.archive_files()) == std::vector{ArchiveFileState{"one.warc.gz", 700}});
  // Without an archive every request has its line.
  const auto refused = attempt_for(done, "timeout");
  for (int i = 0; i < 2; ++i) REQUIRE(ledger.note_attempt(second, refused, done, std::nullopt));
  CHECK(given(ledger.attempts_of_run(second)).size() == 2);
}

TEST_CASE("an attempt behind a redirect belongs to the address that it was made for") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  auto attempt = attempt_for(waiting_url(1), "ok");
  attempt.url = "https://elsewhere.example/";
  const auto run = run_in(*store);
  REQUIRE(store->fetch_ledger().note_attempt(run, attempt, waiting_url(1), std::nullopt));
  CHECK(given(store->fetch_ledger().attempts_of_run(run)) == std::vector{attempt});
  CHECK_FALSE(given(store->fetch_ledger().url(attempt.url)));
}

TEST_CASE("what cannot be noted as a whole is not noted at all") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  FetchLedger& ledger = store->fetch_ledger();
  const auto run = run_in(*store);
  const auto state = placed(1, UrlProgress::done);
  const auto attempt = attempt_for(state, "ok");
  const ArchiveFileState file{"one.warc.gz", 600};
  auto too_large = attempt;
  too_large.bytes = ~std::uint64_t{0};
  CHECK_FALSE(ledger.note_attempt(run + 1, attempt, state, file));                        // no such run
  CHECK_FALSE(ledger.note_attempt(run, attempt_for(waiting_url(2), "ok"), state, file));  // an address nobody knows
  CHECK_FALSE(ledger.note_attempt(run, archived(attempt, 1), state, std::nullopt));       // a file nobody knows
  const auto refused = ledger.note_attempt(run, too_large, state, file);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "bad_record");
  CHECK_FALSE(given(ledger.url(state.url)));
  CHECK(given(ledger.archive_files()).empty());
  CHECK(given(ledger.attempts_of_run(run)).empty());
  REQUIRE(ledger.note_attempt(run, archived(attempt, 1), state, file));
}

TEST_CASE("runs come newest first with what their requests received") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  const auto first = run_in(*store);
  REQUIRE(store->finish_run(first, {1, 2, 3, 4, 5}));
  const auto second = run_in(*store);
  auto attempt = attempt_for(waiting_url(1), "ok");
  attempt.bytes = std::uint64_t{3} << 32U;
  for (int i = 0; i < 2; ++i)
    REQUIRE(store->fetch_ledger().note_attempt(second, attempt, waiting_url(1), std::nullopt));
  const auto runs = given(store->last_runs(5));
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].run == second);
  CHECK_FALSE(runs[0].finished_at);
  CHECK(runs[0].requests == 2);
  CHECK(runs[0].bytes == std::uint64_t{6} << 32U);
  CHECK(runs[1].run == first);
  CHECK(runs[1].command == "fetch");
  CHECK(runs[1].program_version == "0.1.0");
  CHECK(runs[1].finished_at >= runs[1].started_at);
  CHECK(runs[1].counts == RunCounts{1, 2, 3, 4, 5});
  CHECK(runs[1].requests == 0);
  CHECK(given(store->last_runs(1)).size() == 1);
}

TEST_CASE("what the ledger holds shows in no export") {
  const TemporaryFolder folder;
  const auto store = opened(folder);
  for (std::uint32_t id = 0; id < 5; ++id) REQUIRE(store->import_record(test::small_record(id, 1), 1));
  const auto before = exported(*store);
  REQUIRE(before.size() == 5);
  FetchLedger& ledger = store->fetch_ledger();
  const auto run = run_in(*store);
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    REQUIRE(ledger.put_host(test::generated_host(seed)));
    REQUIRE(ledger.put_source(test::generated_source(seed)));
    UrlState url = test::generated_url(seed);
    url.page_key = "test:" + std::to_string(seed);
    REQUIRE(ledger.note_attempt(run, archived(test::generated_attempt(seed), seed), url,
                                ArchiveFileState{"one.warc.gz", seed}));
  }
  CHECK(exported(*store) == before);
}
