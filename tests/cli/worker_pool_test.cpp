#include "cli/worker_pool.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "tests/catch.hpp"

using namespace mingdan;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMemoryIsBounded = false;
#else
constexpr bool kMemoryIsBounded = true;
#endif

/// A worker that does what the item says.
std::string obey(std::string_view item, std::optional<WorkerFailure> earlier) {
  if (earlier && !item.starts_with("always")) return "rescued " + std::string(item);
  if (item.ends_with("crash")) std::abort();
  if (item.ends_with("exit")) _exit(3);
  if (item.ends_with("throw")) throw 1;
  if (item.ends_with("spin"))
    for (volatile bool go_on = true; go_on;) {
    }
  if (item.ends_with("sleep")) sleep(100);
  if (item.ends_with("eat")) return std::string(std::size_t{2} << 30U, 'x');
  if (item.ends_with("drop")) return {};
  if (item.ends_with("large")) return std::string(std::size_t{3} << 20U, 'x');
  return "did " + std::string(item);
}

std::vector<WorkResult> results_of(const std::vector<std::string>& items, unsigned workers) {
  WorkerPool pool({workers, {512UL << 20U, 1000, 2}, obey});
  std::vector<WorkResult> results;
  std::size_t at = 0;
  pool.run(
      [&]() -> std::optional<std::string> { return at < items.size() ? std::optional(items[at++]) : std::nullopt; },
      [&](WorkResult&& result) {
        results.push_back(std::move(result));
        return true;
      },
      [] { return true; });
  return results;
}

}  // namespace

TEST_CASE("results come in the order of the items however many workers there are") {
  std::vector<std::string> items;
  for (int i = 0; i < 1000; ++i) items.push_back(i % 100 == 0 ? std::to_string(i) + " large" : std::to_string(i));
  for (const unsigned workers : {1U, 2U, 7U}) {
    const auto results = results_of(items, workers);
    REQUIRE(results.size() == items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      REQUIRE(results[i].item == items[i]);
      REQUIRE(results[i].bytes == obey(items[i], std::nullopt));
    }
  }
}

TEST_CASE("an item that ends its worker is tried once more and costs nobody else") {
  std::vector<std::string> items;
  for (int i = 0; i < 30; ++i) items.push_back(std::to_string(i) + (i % 3 == 0 ? " crash" : i % 7 == 0 ? " exit" : ""));
  items.emplace_back("a throw");
  for (const unsigned workers : {1U, 2U}) {
    const auto results = results_of(items, workers);
    REQUIRE(results.size() == items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool ends = items[i].find_first_of("cet") != std::string::npos;
      REQUIRE(results[i].bytes == (ends ? "rescued " : "did ") + items[i]);
    }
  }
}

TEST_CASE("an item that ends two workers gives its failure") {
  const auto results = results_of({"a", "always crash", "b", "always spin", "c"}, 2);
  REQUIRE(results.size() == 5);
  CHECK(results[1].bytes == std::unexpected(WorkerFailure::crashed));
  CHECK(results[2].bytes == "did b");
  CHECK(results[3].bytes == std::unexpected(WorkerFailure::timeout));
  CHECK(results[4].bytes == "did c");
}

TEST_CASE("workers are bounded in time by CPU and by the clock") {
  const auto results = results_of({"spin", "sleep", "a"}, 2);
  REQUIRE(results.size() == 3);
  CHECK(results[0].bytes == "rescued spin");
  CHECK(results[1].bytes == "rescued sleep");
  CHECK(results[2].bytes == "did a");
}

TEST_CASE("workers are bounded in memory") {
  if (!kMemoryIsBounded) return;
  const auto results = results_of({"always eat", "a"}, 1);
  REQUIRE(results.size() == 2);
  CHECK(results[0].bytes == std::unexpected(WorkerFailure::memory));
  CHECK(results[1].bytes == "did a");
}

TEST_CASE("a run stops early when its results are no longer wanted") {
  WorkerPool pool({2, {}, obey});
  int taken = 0;
  pool.run([] { return std::optional<std::string>("endless"); }, [&](WorkResult&&) { return ++taken < 10; },
           [] { return true; });
  CHECK(taken == 10);
  int asked = 0;
  pool.run([] { return std::optional<std::string>("sleep"); }, [](WorkResult&&) { return true; },
           [&] { return ++asked < 3; });
  CHECK(asked == 3);
}

TEST_CASE("large items arrive whole and few of them wait for an earlier one") {
  const std::string large(std::size_t{4} << 20U, 'x');
  const bool whole = results_of({large, "a", large}, 1)[2].bytes == "did " + large;  // too long to be shown
  CHECK(whole);
  WorkerPool pool({2, {512UL << 20U, 1000, 2}, obey});
  int asked = 0;
  int asked_before_first = 0;
  pool.run(
      [&]() -> std::optional<std::string> {
        if (asked == 60) return std::nullopt;
        return asked++ == 0 ? "spin" : large + "drop";
      },
      [&](WorkResult&&) {
        if (asked_before_first == 0) asked_before_first = asked;
        return true;
      },
      [] { return true; });
  CHECK(asked == 60);
  CHECK(asked_before_first < 40);
}

TEST_CASE("wait statuses tell how a worker ended") {
  CHECK(failure_from(SIGPROF) == WorkerFailure::timeout);
  CHECK(failure_from(SIGKILL) == WorkerFailure::memory);
  CHECK(failure_from(SIGSEGV) == WorkerFailure::crashed);
  CHECK(failure_from(kExitOutOfMemory << 8) == WorkerFailure::memory);
  CHECK(failure_from(1 << 8) == WorkerFailure::crashed);
}
