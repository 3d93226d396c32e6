#include "fetch/settle.hpp"

#include <ctime>
#include <utility>

#include "archive/saved_time.hpp"
#include "fetch/politeness.hpp"

namespace mingdan {
namespace {

UrlState with_success(UrlState url, const AnswerFacts& facts, Instant now) {
  url.progress = UrlProgress::done;
  url.attempts = 0;
  url.not_before = std::nullopt;
  url.fetched_at = now;
  if (facts.not_modified) return url;
  url.etag = facts.etag;
  url.last_modified = facts.last_modified;
  url.payload_sha1 = facts.payload_sha1;
  url.archived_at = facts.sent_at;
  url.next_page = facts.next_page;
  if (facts.page_key) url.page_key = facts.page_key;
  return url;
}

}  // namespace

UrlState settled(UrlState url, const Outcome& outcome, const AnswerFacts& facts, Instant now) {
  url.outcome = outcome.code;
  switch (outcome.verdict) {
    case Verdict::done:
      return with_success(std::move(url), facts, now);
    case Verdict::gone:
      if (!url.page_key) url.page_key = facts.page_key;
      url.progress = UrlProgress::gone;
      url.not_before = std::nullopt;
      return url;
    case Verdict::given_up:
      url.progress = UrlProgress::failed;
      ++url.attempts;
      url.not_before = std::nullopt;
      return url;
    case Verdict::blocked:  // the host waits, and not by the fault of this address
      url.progress = UrlProgress::waiting;
      return url;
    case Verdict::again:
      url.progress = UrlProgress::waiting;
      ++url.attempts;
      url.not_before = now + later_pause(url.attempts);
      return url;
  }
  return url;
}

bool is_due(const UrlState& url, Instant now) {
  if (url.progress == UrlProgress::waiting) return !url.not_before || *url.not_before <= now;
  if (url.progress != UrlProgress::done || !url.updated || !url.fetched_at) return false;
  // All are Beijing time now, so that text compares. A change in the future is none yet.
  const auto fetched = saved_time(utc_text(*url.fetched_at));
  const auto today = saved_time(utc_text(now));
  return fetched && today && *url.updated > *fetched && *url.updated <= *today;
}

std::string utc_text(Instant moment) {
  const auto seconds = std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(moment));
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace mingdan
