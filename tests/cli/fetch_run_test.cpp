// The loop of `mingdan fetch` in a simulated web and in virtual time.
#include <algorithm>
#include <string>
#include <vector>

#include "store/sqlite_store.hpp"
#include "tests/catch.hpp"
#include "tests/cli/fetch_case.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

TEST_CASE("a list leads to its pages, and a second run asks for nothing that it has") {
  FetchCase world;
  world.plan.sources = {list_source()};
  world.web.serve("www.mca.gov.cn", ministry(3));
  CHECK(world.run() == ExitCode::done);
  CHECK(world.names() == std::vector<std::string>{"中国1号促进会", "中国2号促进会", "中国3号促进会"});
  CHECK(world.counts.found == 3);
  CHECK(world.web.seen().size() == 5);
  CHECK(world.run() == ExitCode::done);
  CHECK(world.counts.not_due == 1);
  CHECK(world.web.seen().size() == 5);
  world.web.pass(7h);
  CHECK(world.run() == ExitCode::done);
  CHECK(world.web.seen().size() == 6);
  CHECK(world.hits(kList) == 2);
}

TEST_CASE("a list that says that nothing changed leads on to what is left") {
  FetchCase world;
  world.plan.sources = {list_source()};
  world.plan.max_pages = 1;
  int conditional = 0;
  const auto site = ministry(3);
  world.web.serve("www.mca.gov.cn", [&](const HttpRequest& request, Instant now) {
    if (request.url != kList) return site(request, now);
    const bool asked = std::ranges::find(request.headers, std::pair<std::string, std::string>(
                                                              "If-None-Match", "\"1\"")) != request.headers.end();
    conditional += asked ? 1 : 0;
    if (asked) return status(304);
    auto answer = site(request, now);
    answer.fields = {"ETag: \"1\""};
    return answer;
  });
  for (int i = 0; i < 3; ++i) {
    CHECK(world.run() == ExitCode::done);
    world.web.pass(7h);
  }
  CHECK(conditional == 2);
  CHECK(world.names().size() == 3);
}

TEST_CASE("other filters read an unchanged list again") {
  FetchCase world;
  world.plan.sources = {list_source()};
  world.plan.sources[0].title = "（1）";
  world.web.serve("www.mca.gov.cn", [site = ministry(3)](const HttpRequest& request, Instant now) {
    if (request.url == kList && !request.headers.empty()) return status(304);
    auto answer = site(request, now);
    answer.fields = {"ETag: \"1\""};
    return answer;
  });
  CHECK(world.run() == ExitCode::done);
  CHECK(world.names().size() == 1);
  world.web.pass(7h);
  world.plan.sources[0].title = std::nullopt;
  CHECK(world.run() == ExitCode::done);
  CHECK(world.names().size() == 3);
}

TEST_CASE("a captcha ends the work on its host, and the pause doubles") {
  FetchCase world;
  for (int i = 1; i <= 5; ++i)
    world.plan.urls.push_back("https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=" + std::to_string(i) + "&idx=1");
  int asked = 0;
  world.web.serve("mp.weixin.qq.com", [&](const HttpRequest& request, Instant) {
    if (request.url.ends_with("/robots.txt")) return status(404);
    ++asked;
    return status(302, {"Location: https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x&target_url=y"});
  });
  CHECK(world.run() == ExitCode::blocked);
  CHECK(asked == 1);
  CHECK(world.counts.left == 4);
  world.web.pass(5h);
  CHECK(world.run() == ExitCode::done);
  CHECK(asked == 1);
  world.web.pass(2h);
  CHECK(world.run() == ExitCode::blocked);
  CHECK(asked == 2);
  world.web.pass(11h);
  world.run();
  CHECK(asked == 2);
  world.web.pass(2h);
  world.run();
  CHECK(asked == 3);
}

TEST_CASE("what robots.txt forbids is not fetched, and without it nothing is") {
  FetchCase world;
  world.plan.urls = {page_url(1), "https://www.mca.gov.cn/private/a.html"};
  world.web.serve("www.mca.gov.cn", [site = ministry(1)](const HttpRequest& request, Instant now) {
    if (!request.url.ends_with("/robots.txt")) return site(request, now);
    return SimulatedAnswer{200, "text/plain", "User-agent: mingdan\nDisallow: /private/\n", {}, std::nullopt};
  });
  CHECK(world.run() == ExitCode::some_pages_failed);
  CHECK(world.hits("https://www.mca.gov.cn/private/a.html") == 0);
  CHECK(world.url("https://www.mca.gov.cn/private/a.html").outcome == "robots_denied");
  CHECK(world.names().size() == 1);

  FetchCase silent;
  silent.plan.urls = {page_url(1)};
  silent.web.serve("www.mca.gov.cn", [](const HttpRequest& request, Instant) {
    return request.url.ends_with("/robots.txt") ? status(503) : html(notice_page(1));
  });
  CHECK(silent.run() == ExitCode::some_pages_failed);
  CHECK(silent.hits(page_url(1)) == 0);
  CHECK(silent.url(page_url(1)).progress == UrlProgress::waiting);
}

TEST_CASE("a robots.txt that answers with a captcha or a 429 closes its host, too") {
  for (const auto& said :
       {status(429), status(302, {"Location: https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?x=1"})}) {
    FetchCase world;
    world.plan.urls = {"https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1"};
    world.web.serve("mp.weixin.qq.com", [&](const HttpRequest&, Instant) { return said; });
    CHECK(world.run() == ExitCode::blocked);
    world.web.pass(50min);
    world.run();
    CHECK(world.web.seen().size() == 1);
  }
}

TEST_CASE("robots.txt is followed to another host and counts for the one that it was asked of") {
  FetchCase world;
  world.plan.urls = {page_url(1), "https://www.mca.gov.cn/private/a.html"};
  world.web.serve("www.mca.gov.cn", [site = ministry(1)](const HttpRequest& request, Instant now) {
    if (!request.url.ends_with("/robots.txt")) return site(request, now);
    return status(301, {"Location: https://robots.mca.gov.cn/all.txt"});
  });
  world.web.serve("robots.mca.gov.cn", [](const HttpRequest&, Instant) {
    return SimulatedAnswer{200, "text/plain", "User-agent: *\nDisallow: /private/\n", {}, std::nullopt};
  });
  CHECK(world.run() == ExitCode::some_pages_failed);
  CHECK(world.hits(page_url(1)) == 1);
  CHECK(world.hits("https://www.mca.gov.cn/private/a.html") == 0);
  CHECK(world.hits("https://www.mca.gov.cn/robots.txt") == 1);
}

TEST_CASE("redirects are followed by hand, five at most and never back to http") {
  FetchCase world;
  world.plan.urls = {"https://www.mca.gov.cn/loop/0", "https://www.mca.gov.cn/moved", "https://www.mca.gov.cn/down"};
  world.web.serve("www.mca.gov.cn", [site = ministry(1)](const HttpRequest& request, Instant now) {
    if (request.url.find("/loop/") != std::string::npos) return status(302, {"Location: " + request.url + "0"});
    if (request.url.ends_with("/moved")) return status(301, {"Location: " + page_url(7)});
    if (request.url.ends_with("/down")) return status(301, {"Location: http://www.mca.gov.cn/x"});
    return site(request, now);
  });
  CHECK(world.run() == ExitCode::some_pages_failed);
  CHECK(world.names() == std::vector<std::string>{"中国7号促进会"});
  CHECK(world.url("https://www.mca.gov.cn/moved").progress == UrlProgress::done);
  CHECK(world.url("https://www.mca.gov.cn/loop/0").outcome == "redirect_refused");
  CHECK(world.url("https://www.mca.gov.cn/down").outcome == "redirect_refused");
  CHECK(std::ranges::count_if(world.web.seen(), [](const SeenRequest& seen) {
          return seen.url.find("/loop/") != std::string::npos;
        }) == 6);
}

TEST_CASE("a passing failure is tried three times in a run, later again, and then it is given up") {
  FetchCase world;
  world.plan.urls = {page_url(1)};
  world.web.serve("www.mca.gov.cn", [](const HttpRequest& request, Instant) {
    if (request.url.ends_with("/robots.txt")) return status(404);
    SimulatedAnswer silent;
    silent.error = Error{"timeout", "the answer takes too long"};
    return silent;
  });
  CHECK(world.run() == ExitCode::some_pages_failed);
  CHECK(world.hits(page_url(1)) <= 3);
  CHECK(world.url(page_url(1)).progress == UrlProgress::waiting);
  for (int i = 0; i < 400 && world.url(page_url(1)).progress == UrlProgress::waiting; ++i) {
    world.web.pass(25h);
    world.run();
  }
  CHECK(world.url(page_url(1)).progress == UrlProgress::failed);
  const auto before = world.hits(page_url(1));
  world.web.pass(1000h);
  CHECK(world.run() == ExitCode::done);
  CHECK(world.hits(page_url(1)) == before);
}

TEST_CASE("what is deleted stays gone and the copy stays") {
  FetchCase world;
  world.plan.urls = {page_url(1)};
  world.web.serve("www.mca.gov.cn", ministry(1));
  CHECK(world.run() == ExitCode::done);
  world.plan.refetch = true;
  world.web.serve("www.mca.gov.cn", [](const HttpRequest& request, Instant) {
    return request.url.ends_with("/robots.txt") ? status(404) : status(410);
  });
  CHECK(world.run() == ExitCode::done);
  CHECK(world.counts.gone == 1);
  CHECK(world.url(page_url(1)).progress == UrlProgress::gone);
  CHECK(world.names() == std::vector<std::string>{"中国1号促进会"});
}

TEST_CASE("a source that shows no links where it had some is an error, told once") {
  FetchCase world;
  world.plan.sources = {list_source()};
  bool empty = false;
  world.web.serve("www.mca.gov.cn", [&](const HttpRequest& request, Instant now) {
    if (request.url == kList && empty)
      return html(
          "<html><head><title>通知公告</title></head><body><div class=\"list_con\"><ul></ul></div></body></html>");
    return ministry(2)(request, now);
  });
  CHECK(world.run() == ExitCode::done);
  empty = true;
  world.web.pass(7h);
  CHECK(world.run() == ExitCode::every_source_failed);
  auto store = open_sqlite_store_for_reading(world.folder.path());
  REQUIRE(store);
  const auto sources = (*store)->fetch_ledger().sources();
  REQUIRE(sources);
  REQUIRE(sources->size() == 1);
  CHECK_FALSE(sources->front().error.empty());
  CHECK(sources->front().links == 2);
  CHECK(sources->front().told_error == sources->front().error);
}

TEST_CASE("one article under two addresses is fetched once") {
  FetchCase world;
  auto source = list_source();
  source.urls = {kList, "https://www.mca.gov.cn/n152/n166/index.html"};
  world.plan.sources = {source};
  world.web.serve("www.mca.gov.cn", [](const HttpRequest& request, Instant) {
    if (request.url.ends_with("/robots.txt")) return status(404);
    auto list = list_page(1, 2);
    if (request.url == kList) return html(list);
    if (request.url.ends_with("/n166/index.html")) return html(list.replace(list.find("/n165/c"), 5, "/n166"));
    return html(notice_page(number_in(request.url)));
  });
  CHECK(world.run() == ExitCode::done);
  CHECK(world.names().size() == 2);
  CHECK(world.web.seen().size() == 5);
}
