#include "fetch/settle.hpp"
#include "tests/catch.hpp"

using namespace mingdan;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNow{std::chrono::milliseconds(1'780'000'000'000)};  // 2026-05-28T20:26:40Z

UrlState waiting() {
  UrlState url;
  url.url = "https://www.mca.gov.cn/a.html";
  return url;
}

AnswerFacts article() {
  AnswerFacts facts;
  facts.whole = true;
  facts.sent_at = "2026-05-28T20:26:39Z";
  facts.etag = "\"1\"";
  facts.payload_sha1 = "AAAA";
  facts.page_key = "mca:c1";
  return facts;
}

}  // namespace

TEST_CASE("an address that was read is done and knows what it was") {
  auto before = waiting();
  before.attempts = 2;
  before.not_before = kNow - 1s;
  const auto url = settled(before, {Verdict::done, "article"}, article(), kNow);
  CHECK(url.progress == UrlProgress::done);
  CHECK(url.attempts == 0);
  CHECK_FALSE(url.not_before);
  CHECK(url.fetched_at == kNow);
  CHECK(url.outcome == "article");
  CHECK(url.etag == "\"1\"");
  CHECK(url.page_key == "mca:c1");
  CHECK(url.archived_at == "2026-05-28T20:26:39Z");
  CHECK_FALSE(is_due(url, kNow + 1h));
}

TEST_CASE("an answer that nothing changed keeps what is known") {
  const auto known = settled(waiting(), {Verdict::done, "article"}, article(), kNow);
  AnswerFacts unchanged;
  unchanged.not_modified = true;
  const auto url = settled(known, {Verdict::done, "not_modified"}, unchanged, kNow + 1h);
  CHECK(url.etag == "\"1\"");
  CHECK(url.archived_at == "2026-05-28T20:26:39Z");
  CHECK(url.fetched_at == kNow + 1h);
  CHECK(url.outcome == "not_modified");
}

TEST_CASE("failures wait longer and longer, and a block is not the fault of the address") {
  auto url = settled(waiting(), {Verdict::again, "timeout"}, {}, kNow);
  CHECK(url.progress == UrlProgress::waiting);
  CHECK(url.attempts == 1);
  CHECK(url.not_before == kNow + 1h);
  CHECK_FALSE(is_due(url, kNow));
  CHECK(is_due(url, kNow + 1h));
  url.attempts = 6;
  CHECK(settled(url, {Verdict::again, "timeout"}, {}, kNow).not_before == kNow + 4h);
  CHECK(settled(waiting(), {Verdict::blocked, "captcha"}, {}, kNow).attempts == 0);
  CHECK(is_due(settled(waiting(), {Verdict::blocked, "captcha"}, {}, kNow), kNow));
}

TEST_CASE("what is final is not due again") {
  CHECK_FALSE(is_due(settled(waiting(), {Verdict::gone, "deleted"}, {}, kNow), kNow + 1000h));
  CHECK_FALSE(is_due(settled(waiting(), {Verdict::given_up, "too_large"}, {}, kNow), kNow + 1000h));
}

TEST_CASE("an address is due again when its source says that it changed later") {
  auto url = settled(waiting(), {Verdict::done, "article"}, article(), kNow);  // 04:26:40 in Beijing
  url.updated = "2026-05-29T04:26:00+08:00";
  CHECK_FALSE(is_due(url, kNow + 1h));
  url.updated = "2026-05-29T04:27:00+08:00";
  CHECK(is_due(url, kNow + 1h));
  url.updated = "2026-05-29";
  CHECK_FALSE(is_due(url, kNow + 1h));
  url.updated = "2026-05-30";
  CHECK(is_due(url, kNow + 100h));
  url.updated = "2036-05-30";
  CHECK_FALSE(is_due(url, kNow + 100h));
}

TEST_CASE("moments are written as archives write them") {
  CHECK(utc_text(kNow) == "2026-05-28T20:26:40Z");
  CHECK(utc_text(kNow + 999ms) == "2026-05-28T20:26:40Z");
}
