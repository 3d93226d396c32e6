// The loop of `mingdan fetch` in a simulated web and in virtual time.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "cli/fetch_run.hpp"
#include "cli/log.hpp"
#include "store/sqlite_store.hpp"
#include "tests/catch.hpp"
#include "tests/cli/simulated_web.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

namespace {

constexpr Instant kBegin{std::chrono::milliseconds(1'780'000'000'000)};
const std::string kNames = "甲乙丙丁戊己庚辛壬癸";

/// An announcement of a ministry's site about one body, with its number in its name.
std::string notice_page(int number) {
  return R"(<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="取缔公告"><title>关于取缔“中国)" +
         std::to_string(number) + R"(号促进会”的公告</title></head><body><h1>关于取缔“中国)" + std::to_string(number) +
         R"(号促进会”的公告</h1><div id="zoom"><p>“中国)" + std::to_string(number) +
         R"(号促进会”未经登记，擅自以社会团体名义开展活动，现依法予以取缔。</p></div></body></html>)";
}

std::string list_page(int first, int last) {
  std::string text =
      R"(<html><head><meta charset="utf-8"><title>通知公告</title></head><body><div class="list_con"><ul class="list_tit">)";
  for (int i = last; i >= first; --i)
    text += "<li><a class=\"artitlelist\" href=\"../../n152/n165/c" + std::to_string(1662004999980000000LL + i) +
            "/content.html\">关于取缔非法社会组织的公告（" + std::to_string(i) + "）</a><span>2026-05-28</span></li>";
  return text + "</ul></div></body></html>";
}

const std::string kList = "https://www.mca.gov.cn/n152/n165/index.html";

std::string page_url(int i) {
  return "https://www.mca.gov.cn/n152/n165/c" + std::to_string(1662004999980000000LL + i) + "/content.html";
}

int number_in(const std::string& url) {
  const auto at = url.find("/c16620049");
  return at == std::string::npos ? 0 : static_cast<int>(std::stoll(url.substr(at + 2)) - 1662004999980000000LL);
}

SimulatedAnswer html(std::string body) { return {200, "text/html", std::move(body), {}, std::nullopt}; }
SimulatedAnswer status(int code, std::vector<std::string> fields = {}) {
  return {code, "text/html", "", std::move(fields), std::nullopt};
}

Source list_source() {
  Source source;
  source.name = "mca";
  source.kind = PageRole::list;
  source.urls = {kList};
  source.title = "非法社会组织";
  source.every = 6h;
  return source;
}

/// A data folder, a web, and runs of fetch over them.
struct World {
  TemporaryFolder folder{memory_folder()};
  SimulatedWeb web{kBegin};
  FetchPlan plan;
  std::mt19937_64 random{1};
  FetchCounts counts;

  World() {
    GlobalOptions quiet;
    quiet.quiet = true;
    start_log(quiet);
  }

  /// nullopt when it was killed.
  std::optional<ExitCode> run() {
    auto store = open_sqlite_store(folder.path());
    REQUIRE(store);
    WarcOptions options;
    options.begun_at = utc_text(web.now());
    options.software = "test";
    auto archive = WarcWriter::open(folder.file("archive"), options);
    REQUIRE(archive);
    const auto read = [](const FetchedPlace& place) { return read_fetched(place, std::nullopt); };
    const auto drawn = [this] { return std::uniform_real_distribution<double>(0, 1)(random); };
    FetchRun run({web, *archive, **store, read, [this] { return web.now(); }, drawn,
                  []() -> std::optional<ExitCode> { return std::nullopt; }},
                 plan);
    try {
      const auto code = run.run();
      counts = run.counts();
      REQUIRE((*store)->close());
      return code;
    } catch (const Killed&) {
      return std::nullopt;
    }
  }

  std::vector<std::string> titles() {
    auto store = open_sqlite_store_for_reading(folder.path());
    REQUIRE(store);
    std::vector<std::string> names;
    REQUIRE((*store)->for_each_current_record([&](Record&& record) {
      for (const auto& notice : record.notices)
        for (const auto& entry : notice.list.entries) names.push_back(entry.name);
      return true;
    }));
    std::ranges::sort(names);
    return names;
  }

  UrlState url(const std::string& address) {
    auto store = open_sqlite_store_for_reading(folder.path());
    REQUIRE(store);
    const auto found = (*store)->fetch_ledger().url(address);
    REQUIRE(found);
    return found->value_or(UrlState{});
  }

  std::size_t hits(const std::string& address) const {
    return static_cast<std::size_t>(std::ranges::count(web.seen(), address, &SeenRequest::url));
  }
};

/// Robots allow everything, the list shows `pages` pages.
SimulatedSite ministry(int pages) {
  return [pages](const HttpRequest& request, Instant) {
    if (request.url.ends_with("/robots.txt")) return status(404);
    if (request.url == kList) return html(list_page(1, pages));
    return html(notice_page(number_in(request.url)));
  };
}

}  // namespace

TEST_CASE("a list leads to its pages, and a second run asks for nothing that it has") {
  World world;
  world.plan.sources = {list_source()};
  world.web.serve("www.mca.gov.cn", ministry(3));
  CHECK(world.run() == ExitCode::done);
  CHECK(world.titles() == std::vector<std::string>{"中国1号促进会", "中国2号促进会", "中国3号促进会"});
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
  World world;
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
  CHECK(world.titles().size() == 3);
}

TEST_CASE("other filters read an unchanged list again") {
  World world;
  world.plan.sources = {list_source()};
  world.plan.sources[0].title = "（1）";
  world.web.serve("www.mca.gov.cn", [site = ministry(3)](const HttpRequest& request, Instant now) {
    if (request.url == kList && !request.headers.empty()) return status(304);
    auto answer = site(request, now);
    answer.fields = {"ETag: \"1\""};
    return answer;
  });
  CHECK(world.run() == ExitCode::done);
  CHECK(world.titles().size() == 1);
  world.web.pass(7h);
  world.plan.sources[0].title = std::nullopt;
  CHECK(world.run() == ExitCode::done);
  CHECK(world.titles().size() == 3);
}

TEST_CASE("a captcha ends the work on its host, and the pause doubles") {
  World world;
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
  World world;
  world.plan.urls = {page_url(1), "https://www.mca.gov.cn/private/a.html"};
  world.web.serve("www.mca.gov.cn", [site = ministry(1)](const HttpRequest& request, Instant now) {
    if (!request.url.ends_with("/robots.txt")) return site(request, now);
    return SimulatedAnswer{200, "text/plain", "User-agent: mingdan\nDisallow: /private/\n", {}, std::nullopt};
  });
  CHECK(world.run() == ExitCode::some_pages_failed);
  CHECK(world.hits("https://www.mca.gov.cn/private/a.html") == 0);
  CHECK(world.url("https://www.mca.gov.cn/private/a.html").outcome == "robots_denied");
  CHECK(world.titles().size() == 1);

  World silent;
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
    World world;
    world.plan.urls = {"https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1"};
    world.web.serve("mp.weixin.qq.com", [&](const HttpRequest&, Instant) { return said; });
    CHECK(world.run() == ExitCode::blocked);
    world.web.pass(50min);
    world.run();
    CHECK(world.web.seen().size() == 1);
  }
}

TEST_CASE("robots.txt is followed to another host and counts for the one that it was asked of") {
  World world;
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
  World world;
  world.plan.urls = {"https://www.mca.gov.cn/loop/0", "https://www.mca.gov.cn/moved", "https://www.mca.gov.cn/down"};
  world.web.serve("www.mca.gov.cn", [site = ministry(1)](const HttpRequest& request, Instant now) {
    if (request.url.find("/loop/") != std::string::npos) return status(302, {"Location: " + request.url + "0"});
    if (request.url.ends_with("/moved")) return status(301, {"Location: " + page_url(7)});
    if (request.url.ends_with("/down")) return status(301, {"Location: http://www.mca.gov.cn/x"});
    return site(request, now);
  });
  CHECK(world.run() == ExitCode::some_pages_failed);
  CHECK(world.titles() == std::vector<std::string>{"中国7号促进会"});
  CHECK(world.url("https://www.mca.gov.cn/moved").progress == UrlProgress::done);
  CHECK(world.url("https://www.mca.gov.cn/loop/0").outcome == "redirect_refused");
  CHECK(world.url("https://www.mca.gov.cn/down").outcome == "redirect_refused");
  CHECK(std::ranges::count_if(world.web.seen(), [](const SeenRequest& seen) {
          return seen.url.find("/loop/") != std::string::npos;
        }) == 6);
}

TEST_CASE("a passing failure is tried three times in a run, later again, and then it is given up") {
  World world;
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
  World world;
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
  CHECK(world.titles() == std::vector<std::string>{"中国1号促进会"});
}

TEST_CASE("a source that shows no links where it had some is an error, told once") {
  World world;
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
  World world;
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
  CHECK(world.titles().size() == 2);
  CHECK(world.web.seen().size() == 5);
}

namespace {

/// A month of a site with moods: pages come day by day, answers fail, hosts ask for patience.
SimulatedSite moody(std::uint64_t seed, int pages_a_day, bool captchas) {
  auto random = std::make_shared<std::mt19937_64>(seed);
  return [random, pages_a_day, captchas](const HttpRequest& request, Instant now) {
    const auto drawn = std::uniform_real_distribution<double>(0, 1)(*random);
    const auto days = std::chrono::duration_cast<std::chrono::hours>(now - kBegin).count() / 24 + 1;
    SimulatedAnswer answer;
    if (drawn < 0.03) {
      answer.error = Error{drawn < 0.01 ? "timeout" : "connect_failed", "simulated"};
      answer.time = drawn < 0.01 ? 60s : 2s;
      return answer;
    }
    if (drawn < 0.05)
      return status(503, drawn < 0.04 ? std::vector<std::string>{"Retry-After: 3600"} : std::vector<std::string>{});
    if (drawn < 0.055) return status(429);
    if (drawn < 0.06 && captchas)
      return status(302, {"Location: https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x"});
    if (request.url.ends_with("/robots.txt"))
      return SimulatedAnswer{200, "text/plain", "User-agent: *\nCrawl-delay: 7\n", {}, std::nullopt};
    if (request.url.ends_with("/index.html")) return html(list_page(1, static_cast<int>(days) * pages_a_day));
    answer = html(notice_page(number_in(request.url)));
    answer.time = std::chrono::milliseconds(50 + static_cast<int>(drawn * 20000));
    return answer;
  };
}

/// The smallest time between the end of a request and the next request to the same host.
std::map<std::string, std::chrono::milliseconds> smallest_gaps(const std::vector<SeenRequest>& seen) {
  std::map<std::string, Instant> last;
  std::map<std::string, std::chrono::milliseconds> gaps;
  for (const auto& request : seen) {
    if (const auto before = last.find(request.host); before != last.end()) {
      const auto gap = request.begun - before->second;
      const auto [smallest, is_first] = gaps.emplace(request.host, gap);
      if (!is_first) smallest->second = std::min(smallest->second, gap);
    }
    last[request.host] = request.ended;
  }
  return gaps;
}

/// The smallest time between an answer with that status and the next request to the same host.
std::chrono::milliseconds smallest_gap_after(const std::vector<SeenRequest>& seen, int status) {
  std::chrono::milliseconds smallest = std::chrono::hours(10000);
  std::map<std::string, Instant> last;
  for (const auto& request : seen) {
    if (const auto before = last.find(request.host); before != last.end())
      smallest = std::min(smallest, request.begun - before->second);
    last.erase(request.host);
    if (request.status == status) last.emplace(request.host, request.ended);
  }
  return smallest;
}

}  // namespace

TEST_CASE("in a thousand hours of cron runs, many of them killed, no host is asked too early and nothing is lost") {
  World world;
  for (const std::string host : {"www.mca.gov.cn", "mzt.example.gov.cn", "mzj.example.gov.cn"}) {
    auto source = list_source();
    source.name = host;
    source.urls = {"https://" + host + "/n152/n165/index.html"};
    source.every = 1h;
    world.plan.sources.push_back(source);
    world.web.serve(host, moody(std::hash<std::string>{}(host), 1, host != "www.mca.gov.cn"));
  }
  int killed = 0;
  for (int run = 0; run < 1000; ++run) {
    world.web.kill_with(run % 3 == 1 ? 0.04 : 0, static_cast<std::uint64_t>(run));
    killed += world.run() ? 0 : 1;
    world.web.pass(std::chrono::milliseconds(3600'000 - (world.web.now() - kBegin).count() % 3600'000));
  }
  CHECK(killed > 50);
  CHECK(world.web.now() - kBegin >= 1000h);
  // The floor is 5 s, robots.txt asks for 7 s once it is known.
  for (const auto& [host, gap] : smallest_gaps(world.web.seen())) {
    CAPTURE(host);
    CHECK(gap >= 5s);
  }
  CHECK(smallest_gap_after(world.web.seen(), 302) >= 6h);
  CHECK(smallest_gap_after(world.web.seen(), 429) >= 1h);
  std::map<std::string, int> whole;
  for (const auto& request : world.web.seen())
    if (request.status == 200 && number_in(request.url) > 0) ++whole[request.url];
  CHECK(whole.size() >= 3U * 40U);
  // Each page was had once, or more often only where a run was killed before it could keep it.
  const auto twice = std::ranges::count_if(whole, [](const auto& page) { return page.second > 1; });
  CHECK(twice <= killed);
  CHECK(world.titles().size() >= 40);
}
