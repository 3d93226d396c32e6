#include "cli/sources_file.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/catch.hpp"

using namespace mingdan;

namespace {

namespace fs = std::filesystem;

/// A file that is gone at the end of the test.
struct WrittenFile {
  std::string path = fs::temp_directory_path() / ("mingdan-sources-" + std::to_string(::getpid()) + ".toml");

  explicit WrittenFile(const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
  ~WrittenFile() { fs::remove(path); }
  WrittenFile(const WrittenFile&) = delete;
  WrittenFile& operator=(const WrittenFile&) = delete;
};

std::string refusal_of(const std::string& text) {
  const WrittenFile file(text);
  const auto sources = read_sources_file(file.path);
  if (sources) return "taken";
  CHECK(sources.error().code == "bad_config");
  const auto& message = sources.error().message;
  CHECK(message.starts_with(file.path + " line "));
  return message.substr(file.path.size() + 1);
}

constexpr const char* kPage = "[[source]]\nname = \"a\"\nkind = \"page\"\nurl = \"https://a.example/\"\n";

}  // namespace

TEST_CASE("a sources file says what to look at, how often and how politely") {
  const WrittenFile file(R"toml(
[fetch]
user-agent = "mingdan (mailto:desk@a.example)"
[host."mp.weixin.qq.com"]
delay = "30s"
robots = "ignore"
[host."old.example.gov.cn"]
legacy-tls = true
ip = 4
[[source]]
name = "民政部通知公告"
kind = "list"
url = "https://www.mca.gov.cn/n152/n165/index.html"
urls = ["https://www.mca.gov.cn/n152/n166/index.html"]
title = "非法社会组织|涉嫌非法"
title-refused = "年检"
since = 2021-03-20
pages = 3
every = "12h"
[[source]]
name = "feeds"
kind = "feed"
url = "http://127.0.0.1:1200/feed"
since = "2022-01-01"
)toml");
  const auto sources = read_sources_file(file.path);
  REQUIRE(sources);
  REQUIRE(sources->sources.size() == 2);
  const auto& list = sources->sources[0];
  CHECK(list.name == "民政部通知公告");
  CHECK(list.kind == PageRole::list);
  CHECK(list.urls == std::vector<std::string>{"https://www.mca.gov.cn/n152/n165/index.html",
                                              "https://www.mca.gov.cn/n152/n166/index.html"});
  CHECK(list.title == "非法社会组织|涉嫌非法");
  CHECK(list.title_refused == "年检");
  CHECK(list.since == "2021-03-20");
  CHECK(list.pages == 3);
  CHECK(list.every == std::chrono::hours(12));
  CHECK(sources->sources[1].since == "2022-01-01");
  CHECK(sources->sources[1].pages == 1);
  CHECK(sources->user_agent == "mingdan (mailto:desk@a.example)");
  CHECK(sources->hosts.at("mp.weixin.qq.com").delay == std::chrono::seconds(30));
  CHECK(sources->hosts.at("mp.weixin.qq.com").ignore_robots);
  CHECK(sources->hosts.at("old.example.gov.cn").legacy_tls);
  CHECK(sources->hosts.at("old.example.gov.cn").ip_version == 4);
}

TEST_CASE("a sources file with a mistake is refused with its line") {
  const std::string page = kPage;
  const std::vector<std::pair<std::string, std::string>> cases{
      {"x = 1\n", "line 1: unknown key x in the file; known are fetch, host, source"},
      {"[[source]]\nkind = \"page\"\nurl = \"https://a.example/\"\n", "line 1: a [[source]] needs a name"},
      {"[[source]]\nname = \"a\"\n", "line 1: source a needs url or urls"},
      {page + "pagse = 2\n",
       "line 5: unknown key pagse in [[source]]; known are every, kind, name, pages, since, title, "
       "title-refused, url, urls"},
      {page + "pages = 0\n", "line 5: pages must be a number from 1 to 1000"},
      {page + "pages = \"2\"\n", "line 5: pages must be a number from 1 to 1000"},
      {page + "every = \"often\"\n", R"(line 5: every must be a time such as "90s", "30m", "6h" or "1d")"},
      {page + "every = \"-1h\"\n", R"(line 5: every must be a time such as "90s", "30m", "6h" or "1d")"},
      {page + "since = \"2021-02-30\"\n", "line 5: since must be a day such as 2021-03-20"},
      {page + "title = \"(\"\n", "line 5: title: not a regular expression of RE2: missing ): ("},
      {page + "urls = \"https://a.example/\"\n", "line 5: urls must be a list of addresses"},
      {page + page, "line 5: two sources have the name a"},
      {"[[source]]\nname = \"a\"\nurl = \"file:///etc/passwd\"\n", "line 3: url must be an http or https address"},
      {"[[source]]\nname = \"a\"\nurl = \"//a.example/\"\n", "line 3: url must be an http or https address"},
      {"[[source]]\nname = \"a\"\nkind = \"web\"\n", R"(line 3: kind must be "page", "list", "feed" or "sitemap")"},
      {"[[source]]\nname = \"a\"\nkind = \"sitemap\"\nurl = \"https://a.example/\"\ntitle = \"x\"\n",
       "line 1: source a is a sitemap, which tells no titles: take out title and title-refused"},
      {"[host.\"a.example\"]\nconnect-to = \"127.0.0.1\"\n",
       R"(line 2: connect-to must be a host with a port, such as "127.0.0.1:8443")"},
      {"[host.\"A.example\"]\ndelay = \"1s\"\n", "line 1: a host is a lower-case name without port"},
      {"[host.\"a.example\"]\nrobots = \"maybe\"\n", R"(line 2: robots must be "obey" or "ignore")"},
      {"[host.\"a.example\"]\nip = 5\n", "line 2: ip must be 4 or 6"},
      {"[fetch]\nproxy = 1\n", "line 2: proxy must be a text"},
      {"source = 1\n", "line 1: sources are written as [[source]] tables"},
  };
  for (const auto& [text, refusal] : cases) {
    CAPTURE(text);
    CHECK(refusal_of(text) == refusal);
  }
  CHECK(refusal_of("[[source]\n").starts_with("line 1: "));
  CHECK(refusal_of(page) == "taken");
}

TEST_CASE("a sources file that is not there is named") {
  const auto sources = read_sources_file("/nonexistent/sources.toml");
  REQUIRE_FALSE(sources);
  CHECK(sources.error().code == "file_missing");
}
