#include "fetch/politeness.hpp"

#include <algorithm>
#include <cmath>

namespace mingdan {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kFailuresThatClose = 5;
constexpr seconds kFirstBreaker = minutes(15);
constexpr seconds kLongestBreaker = hours(24);
constexpr seconds kFirstCoolDown = hours(6);
constexpr seconds kFirstLimit = hours(1);
constexpr seconds kLongestCoolDown = hours(24 * 7);
constexpr seconds kLongestRetryAfter = hours(24);
constexpr milliseconds kFirstRetry = seconds(2);
constexpr milliseconds kLongestRetry = minutes(10);
constexpr int kTriesARun = 3;

seconds doubled(seconds last, seconds first, seconds longest) {
  return last == seconds(0) ? first : std::min(last * 2, longest);
}

void close_until(HostState& host, Instant now, seconds pause, std::string_view why) {
  const auto until = now + pause;
  if (host.not_before && *host.not_before >= until) return;
  host.not_before = until;
  host.not_before_since = now;
  host.not_before_why = why;
}

}  // namespace

seconds default_delay_of(std::string_view host) {
  constexpr std::string_view kWeChat = "weixin.qq.com";
  const bool wechat =
      host.ends_with(kWeChat) && (host.size() == kWeChat.size() || host[host.size() - kWeChat.size() - 1] == '.');
  return wechat ? kWeChatDelay : kOtherDelay;
}

HostState found_at(HostState host, Instant now) {
  if (host.last_request) host.last_request = std::min(*host.last_request, now);
  if (host.robots_at) host.robots_at = std::min(*host.robots_at, now);
  if (host.not_before && host.not_before_since && *host.not_before_since > now) {
    host.not_before = now + (*host.not_before - *host.not_before_since);
    host.not_before_since = now;
  }
  return host;
}

HostState without_pauses(HostState host) {
  if (host.not_before_why != "retry_after") host.not_before = std::nullopt;
  return host;
}

Instant next_request_at(const HostState& host, const HostPolicy& policy, double jitter) {
  Instant next{};
  if (host.last_request && !policy.own)
    next =
        *host.last_request + milliseconds(std::llround(static_cast<double>(policy.delay.count()) * (1 + jitter / 2)));
  return std::max(next, host.not_before.value_or(next));
}

HostState with_request_begun(HostState host, Instant now, milliseconds longest) {
  host.last_request = now + longest;
  return host;
}

HostState with_request_ended(HostState host, Instant now) {
  host.last_request = now;
  return host;
}

HostState after_success(HostState host) {
  host.failures = 0;
  host.breaker = seconds(0);
  host.cool_down = seconds(0);
  return host;
}

HostState after_failure(HostState host, const HostPolicy& policy, Instant now) {
  host.failures = std::min(host.failures + 1, 1000);
  if (policy.own || host.failures < kFailuresThatClose) return host;
  host.breaker = doubled(host.breaker, kFirstBreaker, kLongestBreaker);
  close_until(host, now, host.breaker, "breaker");
  return host;
}

HostState after_retry_after(HostState host, Instant now, seconds wait) {
  close_until(host, now, std::clamp(wait, seconds(0), kLongestRetryAfter), "retry_after");
  return host;
}

HostState after_block(HostState host, Instant now, std::string_view why, std::optional<seconds> wait) {
  const bool by_page = why == "captcha" || why == "rate_limited";
  host.cool_down = doubled(host.cool_down, by_page ? kFirstCoolDown : kFirstLimit, kLongestCoolDown);
  const auto named = std::clamp(wait.value_or(seconds(0)), seconds(0), kLongestRetryAfter);
  close_until(host, now, std::max(host.cool_down, named), why);
  return host;
}

milliseconds retry_pause(int failed_attempts, double random) {
  const auto doublings = std::clamp(failed_attempts, 0, 16);
  const auto longest = std::min<milliseconds>(kFirstRetry * (1LL << doublings), kLongestRetry);
  return milliseconds(std::llround(static_cast<double>(longest.count()) * random));
}

seconds later_pause(int failed_attempts) {
  const auto runs = std::clamp((failed_attempts + kTriesARun - 1) / kTriesARun, 1, 6);
  return std::min<seconds>(hours(1) * (1LL << (runs - 1)), hours(24));
}

}  // namespace mingdan
