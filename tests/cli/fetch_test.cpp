// `mingdan fetch` as a whole: the real binary against a server of ours.
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/catch.hpp"
#include "tests/cli/run_program.hpp"
#include "tests/loopback/loopback_server.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

const std::string kNotice =
    "<html><head><meta charset=\"utf-8\"><title>关于取缔“中国甲乙促进会”的公告</title></head><body>"
    "<h1>关于取缔“中国甲乙促进会”的公告</h1><div id=\"zoom\"><p>“中国甲乙促进会”未经登记，擅自以社会团体名义开展活动，"
    "现依法予以取缔。</p></div></body></html>";

/// No robots.txt, and one page at every other address.
Script notices(const ReceivedRequest& request) {
  return request.target == "/robots.txt" ? answer(404, "text/html", "") : answer(200, "text/html", kNotice);
}

/// A data folder and a host whose requests go to a server of ours.
struct Site {
  TemporaryFolder folder;
  LoopbackServer server;

  explicit Site(Answering answering) : server(std::move(answering)) {
    std::ofstream(folder.file("hosts.toml"))
        << "[host.\"www.mca.gov.cn\"]\nconnect-to = \"" << server.endpoint() << "\"\n";
  }
  [[nodiscard]] std::string data() const { return folder.file("data"); }
  [[nodiscard]] std::vector<std::string> arguments(std::vector<std::string> more) const {
    std::vector<std::string> all{
        "fetch",           "--data",     data(),          "--sources", folder.file("hosts.toml"),
        "--allow-private", "--own-host", "www.mca.gov.cn"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Outcome fetch(std::vector<std::string> more) const { return run_mingdan(arguments(std::move(more))); }
};

const std::string kPage = "http://www.mca.gov.cn/article/xw/tzgg/202104/20210400033217.shtml";

}  // namespace

TEST_CASE("a page is fetched once, archived, verified, exported and read again") {
  const Site site(notices);
  const auto first = site.fetch({kPage});
  CHECK(first.code == 0);
  CHECK(first.out.empty());
  CHECK(first.err == "mingdan: fetched 1 page by 2 requests: 1 new to the store, 1 notice; 0 new links\n");
  CHECK(site.fetch({kPage}).code == 0);
  CHECK(site.server.requests().size() == 2);
  const auto csv = run_mingdan({"export", "csv", "--data", site.data(), "-o", "-"});
  CHECK(csv.out.find("中国甲乙促进会") != std::string::npos);
  CHECK(run_mingdan({"verify", "--data", site.data()}).code == 0);
  const auto again = run_mingdan({"reparse", "--data", site.data()});
  CHECK(again.code == 0);
  CHECK(again.err == "mingdan: read 1 page: 0 new, 1 unchanged; 1 notice\n");
  CHECK(run_mingdan({"export", "csv", "--data", site.data(), "-o", "-"}).out == csv.out);
  const auto status = run_mingdan({"status", "--data", site.data()});
  CHECK(status.code == 0);
  CHECK(status.out.find("(handed in)  done      1") != std::string::npos);
}

TEST_CASE("damage in the archive is found and named") {
  const Site site(notices);
  REQUIRE(site.fetch({kPage}).code == 0);
  for (const auto& entry : fs::directory_iterator(site.data() + "/archive")) {
    if (entry.path().extension() != ".gz") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(fs::file_size(entry.path()) - 40));
    file.put('x');
  }
  const auto verified = run_mingdan({"verify", "--data", site.data()});
  CHECK(verified.code == 1);
  CHECK(verified.err.find(".warc.gz: at byte ") != std::string::npos);
}

TEST_CASE("without --allow-private a private address is refused and the remedy named") {
  const Site site(notices);
  const auto run = run_mingdan({"fetch", "--data", site.data(), "--sources", site.folder.file("hosts.toml"), kPage});
  CHECK(run.code == 3);
  CHECK(run.err.find("--allow-private") != std::string::npos);
  CHECK(site.server.connections() == 0);
}

TEST_CASE("wrong usage of fetch is told in one line with exit code 2") {
  const TemporaryFolder folder;
  std::ofstream(folder.file("urls.txt")) << "# addresses\n\nhttps://www.mca.gov.cn/\nfile:///etc/passwd\n";
  std::ofstream(folder.file("bad.toml")) << "[[source]]\nname = \"a\"\nurls = [\"ftp://a.example/\"]\n";
  const std::vector<std::vector<std::string>> cases{
      {"fetch"},
      {"fetch", "file:///etc/passwd"},
      {"fetch", "www.mca.gov.cn"},
      {"fetch", "--input-file", folder.file("missing.txt")},
      {"fetch", "--input-file", folder.file("urls.txt")},
      {"fetch", "--sources", folder.file("bad.toml")},
      {"fetch", "--sources", folder.file("missing.toml")},
      {"fetch", "--delay", "-1", "https://www.mca.gov.cn/"},
      {"fetch", "--max-pages", "0", "https://www.mca.gov.cn/"},
  };
  for (auto arguments : cases) {
    CAPTURE(arguments);
    arguments.insert(arguments.end(), {"--data", folder.file("data")});
    const auto run = run_mingdan(arguments);
    CHECK(run.code == 2);
    CHECK(run.out.empty());
    CHECK(std::ranges::count(run.err, '\n') == 1);
    CHECK_FALSE(fs::exists(folder.file("data")));
  }
}

TEST_CASE("a dry run tells what is due, asks nobody and writes nothing") {
  const Site site(notices);
  std::ofstream(site.folder.file("hosts.toml"), std::ios::app)
      << "\n[[source]]\nname = \"mca\"\nkind = \"list\"\nurl = \"http://www.mca.gov.cn/article/xw/tzgg/\"\n";
  const auto run = site.fetch({"--dry-run", kPage});
  CHECK(run.code == 0);
  CHECK(run.out == "due\tmca\tlist\thttp://www.mca.gov.cn/article/xw/tzgg/\ndue\t\tpage\t" + kPage + "\n");
  CHECK(run.err.empty());
  CHECK(site.server.connections() == 0);
  CHECK_FALSE(fs::exists(site.data()));
}

TEST_CASE("a second run exits with 75 at once") {
  const Site site(notices);
  REQUIRE(site.fetch({kPage}).code == 0);
  const int lock = open((site.data() + "/lock").c_str(), O_RDWR);
  REQUIRE(flock(lock, LOCK_EX | LOCK_NB) == 0);
  CHECK(site.fetch({"http://www.mca.gov.cn/other.html"}).code == 75);
  close(lock);
  CHECK(site.server.requests().size() == 2);
}

TEST_CASE("a captcha page ends with 18, a page that nobody knows with 3, and both are kept") {
  const Site site([](const ReceivedRequest& request) {
    if (request.target == "/robots.txt") return answer(404, "text/html", "");
    if (request.target == "/odd.html") return answer(200, "text/html", "<html><body><p>x</p></body></html>");
    return answer(429, "text/html", "slow down", {"Retry-After: 7200"});
  });
  const auto odd = site.fetch({"http://www.mca.gov.cn/odd.html"});
  CHECK(odd.code == 3);
  CHECK(odd.err.find("[unrecognised]") != std::string::npos);
  CHECK(site.fetch({"http://www.mca.gov.cn/busy.html"}).code == 18);
  const auto status = run_mingdan({"status", "--data", site.data()});
  CHECK(status.out.find("too_many_requests") != std::string::npos);
}

TEST_CASE("figures of a run are written for Prometheus, whole") {
  const Site site(notices);
  REQUIRE(site.fetch({"--metrics", site.folder.file("mingdan.prom"), kPage}).code == 0);
  const auto text = bytes_of(site.folder.file("mingdan.prom"));
  CHECK(text.find("\nmingdan_fetch_exit_code 0\n") != std::string::npos);
  CHECK(text.find("\nmingdan_fetch_pages_new 1\n") != std::string::npos);
  CHECK(text.ends_with("\n"));
}

TEST_CASE("hostile addresses and answers can't write lines or control characters into the log") {
  const Site site([](const ReceivedRequest& request) {
    if (request.target == "/robots.txt") return answer(404, "text/html", "");
    return answer(302, "", "",
                  {"Location: file:///a\x1b[31m\xc2\x9b"
                   "b"});
  });
  const auto run = site.fetch({"http://www.mca.gov.cn/%0a%1b.html"});
  CHECK(run.code == 3);
  CHECK(run.err.find('\x1b') == std::string::npos);
  CHECK(run.err.find("\xc2\x9b") == std::string::npos);
  CHECK(std::ranges::count(run.err, '\n') == 2);
}

TEST_CASE("SIGTERM ends a run that waits, with 143 and a store that is whole") {
  const Site site([](const ReceivedRequest& request) -> Script {
    if (request.target == "/slow.html") return {wait_for(60s)};
    return notices(request);
  });
  auto arguments = site.arguments({kPage, "http://www.mca.gov.cn/slow.html"});
  arguments.insert(arguments.begin(), MINGDAN_BINARY);
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const auto child = fork();
  if (child == 0) {
    execv(MINGDAN_BINARY, argv.data());
    _exit(127);
  }
  int status = 0;
  while (site.server.hits("/slow.html") == 0) REQUIRE(waitpid(child, &status, WNOHANG) == 0);
  kill(child, SIGTERM);
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 143);
  CHECK(run_mingdan({"verify", "--data", site.data()}).code == 0);
  const auto csv = run_mingdan({"export", "csv", "--data", site.data(), "-o", "-"});
  CHECK(csv.out.find("中国甲乙促进会") != std::string::npos);
}
