#include "fetch/outcome.hpp"

#include <algorithm>
#include <array>

namespace mingdan {
namespace {

constexpr int kMostFailures = 30;      // of one address, over many runs
constexpr int kMostMissing = 3;        // 404: pages come late, links are wrong for good
constexpr int kMostBadParameters = 1;  // asked once more

constexpr std::array<std::string_view, 9> kHopeless{
    "bad_url",           "refused_address",      "contradictory_length", "headers_too_large", "too_large",
    "decoded_too_large", "unsupported_encoding", "unsupported_format",   "bad_redirect"};

Verdict again_until(int failed_before, int most) { return failed_before < most ? Verdict::again : Verdict::given_up; }

Verdict verdict_of(PageState state, PageRole role, int failed_before) {
  switch (state) {
    case PageState::captcha:
    case PageState::rate_limited:
    case PageState::challenge:
      return Verdict::blocked;
    case PageState::deleted:
    case PageState::violation:
    case PageState::infringement:
    case PageState::account_gone:
    case PageState::expired:
    case PageState::needs_client:
      return Verdict::gone;
    case PageState::bad_parameters:
      return failed_before < kMostBadParameters ? Verdict::again : Verdict::gone;
    case PageState::temporary:
      return again_until(failed_before, kMostFailures);
    case PageState::shell:
      return again_until(failed_before, kMostMissing);
    case PageState::empty_list:
      return role == PageRole::page ? Verdict::done : Verdict::again;
    default:
      return Verdict::done;
  }
}

}  // namespace

Outcome outcome_of(PageState state, PageRole role, int failed_before) {
  const auto verdict = verdict_of(state, role, failed_before);
  return {verdict, std::string(name_of(state))};
}

Outcome outcome_of_status(int status, int failed_before) {
  const auto code = "http_" + std::to_string(status);
  if (status == 429) return {Verdict::blocked, code};
  if (status == 410) return {Verdict::gone, code};
  if (status == 404) return {again_until(failed_before, kMostMissing), code};
  if (status == 408 || status == 425 || status >= 500) return {again_until(failed_before, kMostFailures), code};
  return {Verdict::given_up, code};
}

Outcome outcome_of_error(std::string_view code, int failed_before) {
  const bool hopeless = std::ranges::find(kHopeless, code) != kHopeless.end();
  return {hopeless ? Verdict::given_up : again_until(failed_before, kMostFailures), std::string(code)};
}

}  // namespace mingdan
