#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "model/fetch_state.hpp"

namespace mingdan {

/// How one host is to be treated.
struct HostPolicy {
  std::chrono::milliseconds delay{5000};  ///< least time between the end of an answer and the next request
  bool own = false;  ///< a host of ours: no delay, no breaker, and no pause that an earlier run set
};

/// Never less than this between two requests to a host that is not ours.
inline constexpr std::chrono::seconds kDelayFloor{2};
inline constexpr std::chrono::seconds kWeChatDelay{10};
inline constexpr std::chrono::seconds kOtherDelay{5};
inline constexpr std::chrono::seconds kLongestCrawlDelay{300};

/// The delay of a host without a rule of its own.
std::chrono::seconds default_delay_of(std::string_view host);

/// A host as a run finds it: moments that lie ahead of `now` were written by a clock that has gone back since, or by a
/// run that was killed during a request; they count as now, and what is left of a pause begins anew.
HostState found_at(HostState host, Instant now);

/// What earlier runs left of pauses at a host of ours: only a time that it named itself.
HostState without_pauses(HostState host);

/// When the host may be asked next. `jitter` is drawn once a request from [0, 1): the delay times 1.0 to 1.5.
Instant next_request_at(const HostState& host, const HostPolicy& policy, double jitter);

/// To be stored before the request goes out: until it ends, and if we are killed meanwhile, it may have ended as late
/// as `longest` from now.
HostState with_request_begun(HostState host, Instant now, std::chrono::milliseconds longest);
HostState with_request_ended(HostState host, Instant now);

/// An answer of any use: pauses start from their shortest again.
HostState after_success(HostState host);
/// No answer, or one of the server's own faults. The fifth in a row closes the host for 15 minutes, each further one
/// for twice as long, at most 24 hours; then a single request tries it. `own` hosts are not closed.
HostState after_failure(HostState host, const HostPolicy& policy, Instant now);
/// The server named a time (Retry-After): no request of ours before it, whatever the address.
HostState after_retry_after(HostState host, Instant now, std::chrono::seconds wait);
/// A captcha, a frequency page, a 429 or an anti-bot challenge: nothing for 6 hours (429 and challenges: one hour), each
/// further time twice as long, at most a week, and never less than the server named. `why`: "captcha", "rate_limited",
/// "challenge", "too_many_requests".
HostState after_block(HostState host, Instant now, std::string_view why, std::optional<std::chrono::seconds> wait);

/// Full jitter: `random` in [0, 1) of 2 s doubled with every failed attempt, at most 10 minutes.
std::chrono::milliseconds retry_pause(int failed_attempts, double random);
/// When an address is tried again by a later run: an hour after its first run without success, twice as long after
/// each further one, at most a day.
std::chrono::seconds later_pause(int failed_attempts);

}  // namespace mingdan
