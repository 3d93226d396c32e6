#include "fetch/frontier.hpp"
#include "tests/catch.hpp"

using namespace mingdan;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNow{std::chrono::milliseconds(1'780'000'000'000)};

FetchTask task_for(const std::string& url, Instant not_before = {}) {
  FetchTask task;
  task.url = url;
  task.for_url = url;
  task.not_before = not_before;
  return task;
}

Frontier frontier_of(const std::vector<std::string>& hosts) {
  Frontier frontier(5s, [] { return 0.0; });
  for (const auto& host : hosts) {
    HostState state;
    state.host = host;
    frontier.add_host(state, {5s, false});
  }
  return frontier;
}

HostState asked(const Frontier& frontier, const std::string& host, Instant now) {
  return with_request_ended(frontier.host(host), now);
}

}  // namespace

TEST_CASE("a host is asked once at a time and then left alone for its delay") {
  auto frontier = frontier_of({"a.example"});
  frontier.add("a.example", task_for("https://a.example/1"));
  frontier.add("a.example", task_for("https://a.example/2"));
  REQUIRE(frontier.next(kNow)->url == "https://a.example/1");
  CHECK_FALSE(frontier.next(kNow + 1h));
  CHECK_FALSE(frontier.wakes_at(kNow));
  frontier.ended("a.example", asked(frontier, "a.example", kNow + 2s));
  CHECK_FALSE(frontier.next(kNow + 6s));
  CHECK(frontier.wakes_at(kNow + 2s) == kNow + 7s);
  CHECK(frontier.next(kNow + 7s)->url == "https://a.example/2");
}

TEST_CASE("hosts take turns") {
  auto frontier = frontier_of({"a.example", "b.example"});
  for (const auto* path : {"/1", "/2"})
    for (const std::string host : {"a.example", "b.example"}) frontier.add(host, task_for("https://" + host + path));
  CHECK(frontier.next(kNow)->url == "https://a.example/1");
  CHECK(frontier.next(kNow)->url == "https://b.example/1");
  frontier.ended("b.example", asked(frontier, "b.example", kNow));
  frontier.ended("a.example", asked(frontier, "a.example", kNow));
  CHECK(frontier.next(kNow + 5s)->url == "https://a.example/2");
  CHECK(frontier.next(kNow + 5s)->url == "https://b.example/2");
  CHECK(frontier.size() == 0);
}

TEST_CASE("a pause of a host that is longer than the patience is left to a later run") {
  auto frontier = frontier_of({"a.example"});
  frontier.add("a.example", task_for("https://a.example/1"));
  REQUIRE(frontier.next(kNow));
  frontier.add_first("a.example", task_for("https://a.example/1"));
  frontier.ended("a.example", after_block(frontier.host("a.example"), kNow, "captcha", std::nullopt));
  CHECK_FALSE(frontier.wakes_at(kNow));
  CHECK(frontier.take_all("a.example").size() == 1);
  CHECK(frontier.size() == 0);
}

TEST_CASE("a short pause is waited for, a retry's own pause, too") {
  auto frontier = frontier_of({"a.example"});
  frontier.add("a.example", task_for("https://a.example/1", kNow + 4s));
  CHECK_FALSE(frontier.next(kNow));
  CHECK(frontier.wakes_at(kNow) == kNow + 4s);
  frontier.add("a.example", task_for("https://a.example/2"));
  CHECK(frontier.next(kNow)->url == "https://a.example/2");
  frontier.ended("a.example", after_retry_after(asked(frontier, "a.example", kNow), kNow, 4s));
  CHECK(frontier.wakes_at(kNow) == kNow + 5s);
  auto late = frontier_of({"a.example"});
  late.add("a.example", task_for("https://a.example/1", kNow + 60s));
  CHECK_FALSE(late.wakes_at(kNow));
}

TEST_CASE("a turn that sent nothing is given back without a delay") {
  auto frontier = frontier_of({"a.example"});
  frontier.add("a.example", task_for("https://a.example/refused"));
  frontier.add("a.example", task_for("https://a.example/2"));
  REQUIRE(frontier.next(kNow));
  frontier.passed("a.example");
  CHECK(frontier.next(kNow)->url == "https://a.example/2");
}

TEST_CASE("a longer delay that a host asks for holds from then on") {
  auto frontier = frontier_of({"a.example"});
  frontier.add("a.example", task_for("https://a.example/1"));
  frontier.add("a.example", task_for("https://a.example/2"));
  REQUIRE(frontier.next(kNow));
  frontier.ended("a.example", asked(frontier, "a.example", kNow));
  frontier.set_policy("a.example", {30s, false});
  CHECK(frontier.wakes_at(kNow) == kNow + 30s);
}
