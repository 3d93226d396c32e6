#include "fetch/politeness.hpp"
#include "tests/catch.hpp"

using namespace mingdan;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNow{std::chrono::milliseconds(1'780'000'000'000)};

HostState asked_at(Instant when) {
  HostState host;
  host.host = "www.mca.gov.cn";
  host.last_request = when;
  return host;
}

HostState failed_times(int times, HostState host = {}, Instant now = kNow) {
  for (int i = 0; i < times; ++i) host = after_failure(host, {}, now);
  return host;
}

}  // namespace

TEST_CASE("WeChat is asked every ten seconds, others every five") {
  CHECK(default_delay_of("mp.weixin.qq.com") == 10s);
  CHECK(default_delay_of("weixin.qq.com") == 10s);
  CHECK(default_delay_of("www.mca.gov.cn") == 5s);
  CHECK(default_delay_of("notweixin.qq.com") == 5s);
}

TEST_CASE("the next request waits for the delay, times 1.0 to 1.5") {
  const auto host = asked_at(kNow);
  const HostPolicy policy{10s, false};
  CHECK(next_request_at(host, policy, 0.0) == kNow + 10s);
  CHECK(next_request_at(host, policy, 0.5) == kNow + 12500ms);
  CHECK(next_request_at(host, policy, 1.0) == kNow + 15s);
  CHECK(next_request_at(HostState{}, policy, 0.5) == Instant{});
}

TEST_CASE("a host of ours waits for no delay, but for what it says itself") {
  auto host = asked_at(kNow);
  const HostPolicy own{10s, true};
  CHECK(next_request_at(host, own, 0.5) < kNow);
  host = after_retry_after(host, kNow, 90s);
  CHECK(next_request_at(host, own, 0.5) == kNow + 90s);
  for (int i = 0; i < 20; ++i) host = after_failure(host, own, kNow);
  CHECK(host.not_before == kNow + 90s);
  host = after_block(asked_at(kNow), kNow, "captcha", std::nullopt);
  CHECK(next_request_at(host, own, 0.5) == kNow + 6h);
  CHECK(next_request_at(without_pauses(host), own, 0.5) < kNow);
  const auto asked_to_wait = after_retry_after(asked_at(kNow), kNow, 90s);
  CHECK(without_pauses(asked_to_wait) == asked_to_wait);
}

TEST_CASE("a run that was killed during a request leaves a host that is not asked too early") {
  const auto begun = with_request_begun(asked_at(kNow - 1h), kNow, 60s);
  const auto found = found_at(begun, kNow + 2s);
  CHECK(found.last_request == kNow + 2s);
  CHECK(next_request_at(found, {5s, false}, 0.0) == kNow + 7s);
  CHECK(with_request_ended(begun, kNow + 3s).last_request == kNow + 3s);
}

TEST_CASE("a clock that went back neither opens a closed host nor closes it for years") {
  auto host = after_block(asked_at(kNow), kNow, "captcha", std::nullopt);
  const auto earlier = kNow - std::chrono::hours(24 * 3650);
  const auto found = found_at(host, earlier);
  CHECK(found.not_before == earlier + 6h);
  CHECK(found.not_before_since == earlier);
  CHECK(found.last_request == earlier);
  CHECK(found_at(host, kNow + 1h).not_before == kNow + 6h);
}

TEST_CASE("the fifth failure in a row closes a host, each further one for longer, a success opens it") {
  CHECK(failed_times(4).not_before == std::nullopt);
  auto host = failed_times(5);
  CHECK(host.not_before == kNow + 15min);
  CHECK(host.not_before_why == "breaker");
  host = after_failure(host, {}, kNow + 15min);
  CHECK(host.not_before == kNow + 45min);
  host = failed_times(20, host, kNow + 100h);
  CHECK(host.not_before == kNow + 124h);
  host = after_success(host);
  CHECK(host.failures == 0);
  CHECK(failed_times(4, host, kNow + 200h).not_before == kNow + 124h);
  CHECK(failed_times(5, host, kNow + 200h).not_before == kNow + 200h + 15min);
}

TEST_CASE("a captcha closes a host for six hours, then twelve, at most a week") {
  auto host = after_block({}, kNow, "captcha", std::nullopt);
  CHECK(host.not_before == kNow + 6h);
  CHECK(host.not_before_why == "captcha");
  host = after_block(host, kNow + 6h, "captcha", std::nullopt);
  CHECK(host.not_before == kNow + 18h);
  for (int i = 0; i < 10; ++i) host = after_block(host, kNow + 1000h, "rate_limited", std::nullopt);
  CHECK(host.not_before == kNow + 1168h);
  host = after_block(after_success(host), kNow + 3000h, "captcha", std::nullopt);
  CHECK(host.not_before == kNow + 3006h);
}

TEST_CASE("a 429 closes a host for an hour, or for what it names, at most a day") {
  CHECK(after_block({}, kNow, "too_many_requests", std::nullopt).not_before == kNow + 1h);
  CHECK(after_block({}, kNow, "too_many_requests", 10s).not_before == kNow + 1h);
  CHECK(after_block({}, kNow, "too_many_requests", 7200s).not_before == kNow + 2h);
  CHECK(after_block({}, kNow, "too_many_requests", 99999999999s).not_before == kNow + 24h);
}

TEST_CASE("what the server names is a minimum and never shortens a pause") {
  CHECK(after_retry_after({}, kNow, 30s).not_before == kNow + 30s);
  CHECK(after_retry_after({}, kNow, -5s).not_before == kNow);
  const auto closed = after_block({}, kNow, "captcha", std::nullopt);
  CHECK(after_retry_after(closed, kNow, 30s) == closed);
}

TEST_CASE("retries wait with full jitter, later runs for hours") {
  CHECK(retry_pause(0, 0.0) == 0ms);
  CHECK(retry_pause(0, 0.5) == 1s);
  CHECK(retry_pause(1, 0.5) == 2s);
  CHECK(retry_pause(3, 0.999) < 16s);
  CHECK(retry_pause(40, 0.5) == 5min);
  CHECK(later_pause(1) == 1h);
  CHECK(later_pause(3) == 1h);
  CHECK(later_pause(4) == 2h);
  CHECK(later_pause(9) == 4h);
  CHECK(later_pause(300) == 24h);
}
