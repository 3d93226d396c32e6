#include "cli/source_round.hpp"
#include "cli/fetch_answer.hpp"
#include "cli/fetch_hosts.hpp"
#include "tests/catch.hpp"

using namespace mingdan;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNow{std::chrono::milliseconds(1'780'000'000'000)};

Source column() {
  Source source;
  source.name = "mca";
  source.kind = PageRole::list;
  source.urls = {"https://www.mca.gov.cn/n152/n165/index.html"};
  source.every = 6h;
  return source;
}

SourceRound round_of(SourceState before) {
  return SourceRound{column(), std::move(before), *TitleFilter::make(std::nullopt, std::nullopt)};
}

FetchedPage page_in(PageState state) {
  FetchedPage fetched;
  fetched.page.state = state;
  return fetched;
}

}  // namespace

TEST_CASE("a source is due when its time has come, sooner behind an error, and when the clock went back") {
  SourceState state;
  CHECK(is_due(column(), state, kNow));
  state.last_look = kNow;
  CHECK_FALSE(is_due(column(), state, kNow + 5h));
  CHECK(is_due(column(), state, kNow + 6h));
  CHECK(is_due(column(), state, kNow - 1h));
  state.error = "timeout";
  CHECK_FALSE(is_due(column(), state, kNow + 30min));
  CHECK(is_due(column(), state, kNow + 1h));
}

TEST_CASE("a source behind a good look knows its links, and behind a bad one its error since when") {
  auto round = round_of({});
  round.links = 12;
  round.new_links = 3;
  auto state = after_round(round, kNow);
  CHECK(state.error.empty());
  CHECK(state.links == 12);
  CHECK(state.new_links == 3);
  CHECK(state.last_success == kNow);
  CHECK(state.asked_for == filters_of(column()));
  auto failing = round_of(state);
  failing.error = Error{"timeout", "the answer takes too long"};
  state = after_round(failing, kNow + 6h);
  CHECK(state.error == "timeout");
  CHECK(state.error_since == kNow + 6h);
  CHECK(state.last_success == kNow);
  CHECK(state.links == 12);
  failing.before = state;
  CHECK(after_round(failing, kNow + 12h).error_since == kNow + 6h);
}

TEST_CASE("no links where there were some is an error, but not when nothing changed or never were any") {
  SourceState some;
  some.links = 5;
  CHECK(after_round(round_of(some), kNow).error == "no_links");
  CHECK(after_round(round_of({}), kNow).error.empty());
  auto unchanged = round_of(some);
  unchanged.unchanged = true;
  CHECK(after_round(unchanged, kNow).error.empty());
  CHECK(after_round(unchanged, kNow).links == 5);
}

TEST_CASE("what a page shows of a refusal goes before its status, the status before all else") {
  CHECK(judged(page_in(PageState::article), PageRole::page, 1, 200, 0).outcome == Outcome{Verdict::done, "article"});
  CHECK(judged(page_in(PageState::challenge), PageRole::page, 1, 412, 0).outcome.verdict == Verdict::blocked);
  CHECK(judged(page_in(PageState::article), PageRole::page, 1, 503, 0).outcome == Outcome{Verdict::again, "http_503"});
  CHECK(judged(page_in(PageState::empty_list), PageRole::list, 1, 200, 0).outcome.verdict == Verdict::again);
  CHECK(judged(page_in(PageState::empty_list), PageRole::list, 2, 200, 0).outcome.verdict == Verdict::done);
  CHECK(judged({}, PageRole::feed, 1, 200, 0).outcome == Outcome{Verdict::done, "feed"});
  const auto odd = judged(page_in(PageState::unrecognised), PageRole::page, 1, 200, 0);
  CHECK(odd.outcome.verdict == Verdict::done);
  CHECK_FALSE(odd.message.empty());
}

TEST_CASE("hosts are told apart by port, rules by name, and no delay is below the floor") {
  CHECK(host_of("https://www.mca.gov.cn/a") == "www.mca.gov.cn");
  CHECK(host_of("https://www.mca.gov.cn:443/a") == "www.mca.gov.cn");
  CHECK(host_of("http://www.mca.gov.cn:8080/a") == "www.mca.gov.cn:8080");
  HostRules rules;
  rules.rules["slow.example"].delay = 30s;
  rules.rules["quick.example"].delay = 0s;
  rules.own.insert("own.example");
  CHECK(policy_for(rules, "https://slow.example:8443/").delay == 30s);
  CHECK(policy_for(rules, "https://quick.example/").delay == kDelayFloor);
  CHECK(policy_for(rules, "https://mp.weixin.qq.com/s/x").delay == kWeChatDelay);
  CHECK(policy_for(rules, "https://own.example/").own);
  rules.delay = 7s;
  CHECK(policy_for(rules, "https://www.mca.gov.cn/").delay == 7s);
  CHECK(policy_for(rules, "https://slow.example/").delay == 30s);
}
