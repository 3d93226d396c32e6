#include "fetch/outcome.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("what a page is decides what becomes of its address") {
  CHECK(outcome_of(PageState::article, PageRole::page, 0) == Outcome{Verdict::done, "article"});
  CHECK(outcome_of(PageState::list_page, PageRole::list, 0) == Outcome{Verdict::done, "list_page"});
  CHECK(outcome_of(PageState::unrecognised, PageRole::page, 0) == Outcome{Verdict::done, "unrecognised"});
  CHECK(outcome_of(PageState::captcha, PageRole::page, 0) == Outcome{Verdict::blocked, "captcha"});
  CHECK(outcome_of(PageState::rate_limited, PageRole::page, 0) == Outcome{Verdict::blocked, "rate_limited"});
  CHECK(outcome_of(PageState::challenge, PageRole::list, 0) == Outcome{Verdict::blocked, "challenge"});
  for (const auto state : {PageState::deleted, PageState::violation, PageState::infringement, PageState::account_gone,
                           PageState::expired, PageState::needs_client})
    CHECK(outcome_of(state, PageRole::page, 0).verdict == Verdict::gone);
}

TEST_CASE("pages that may come back are asked for again, but not for ever") {
  CHECK(outcome_of(PageState::bad_parameters, PageRole::page, 0).verdict == Verdict::again);
  CHECK(outcome_of(PageState::bad_parameters, PageRole::page, 1).verdict == Verdict::gone);
  CHECK(outcome_of(PageState::temporary, PageRole::page, 29).verdict == Verdict::again);
  CHECK(outcome_of(PageState::temporary, PageRole::page, 30).verdict == Verdict::given_up);
  CHECK(outcome_of(PageState::shell, PageRole::page, 3).verdict == Verdict::given_up);
  CHECK(outcome_of(PageState::empty_list, PageRole::list, 100).verdict == Verdict::again);
  CHECK(outcome_of(PageState::empty_list, PageRole::page, 0).verdict == Verdict::done);
}

TEST_CASE("a status that is no page's decides, too") {
  CHECK(outcome_of_status(429, 0) == Outcome{Verdict::blocked, "http_429"});
  CHECK(outcome_of_status(410, 0) == Outcome{Verdict::gone, "http_410"});
  CHECK(outcome_of_status(404, 0).verdict == Verdict::again);
  CHECK(outcome_of_status(404, 3).verdict == Verdict::given_up);
  CHECK(outcome_of_status(503, 5).verdict == Verdict::again);
  CHECK(outcome_of_status(403, 0) == Outcome{Verdict::given_up, "http_403"});
  CHECK(outcome_of_status(451, 0).verdict == Verdict::given_up);
}

TEST_CASE("of failed transfers only those that would fail again are given up at once") {
  for (const auto* code : {"dns_failed", "connect_failed", "tls_failed", "timeout", "disconnected", "damaged_body"}) {
    CHECK(outcome_of_error(code, 0).verdict == Verdict::again);
    CHECK(outcome_of_error(code, 30).verdict == Verdict::given_up);
  }
  for (const auto* code : {"refused_address", "too_large", "decoded_too_large", "contradictory_length", "bad_url"})
    CHECK(outcome_of_error(code, 0) == Outcome{Verdict::given_up, code});
}
