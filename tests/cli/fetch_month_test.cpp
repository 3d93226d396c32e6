// Weeks of cron runs in a simulated web, some of them killed.
#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "store/sqlite_store.hpp"
#include "tests/catch.hpp"
#include "tests/cli/fetch_case.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

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
  FetchCase world;
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
  CHECK(world.names().size() >= 40);
}
