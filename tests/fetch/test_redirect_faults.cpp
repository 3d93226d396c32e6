// The catalogue's part on redirects: where they lead, and that nobody goes there by himself.
#include <optional>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/fetch/fault.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

namespace {

struct Redirect {
  std::string name;
  std::vector<std::string> fields;
  std::optional<std::string> target;  ///< absolute, or a path on the same server
};

/// Answers 302 with these fields; checks what is handed over and that nothing further was asked.
void check_redirect(const Redirect& redirect) {
  CAPTURE(redirect.name);
  const LoopbackServer server([&](const ReceivedRequest&) { return answer(302, "", "", redirect.fields); });
  const auto got = fetch_once(server.url("/from"));
  auto target = redirect.target;
  if (target && target->starts_with('/')) target = server.url(*target);
  CHECK(code_of(got) == (target ? "" : "bad_redirect"));
  CHECK(got.location == target);
  CHECK(got.exchange.status == 302);
  CHECK(server.requests().size() == 1);
}

/// What comes of going where a redirect leads, when only the open internet is open.
std::string code_behind(const std::string& location) {
  const LoopbackServer server([&](const ReceivedRequest&) { return answer(302, "", "", {"Location: " + location}); });
  const auto got = fetch_once(server.url("/"));
  if (!got.location) return code_of(got);
  auto options = quick_options();
  options.allow_private = false;
  return code_of(fetch_once(*got.location, options));
}

}  // namespace

TEST_CASE("redirects are handed over as absolute addresses and never followed") {
  const std::vector<Redirect> redirects{
      {"absolute path", {"Location: /next"}, "/next"},
      {"relative path", {"Location: next?x=1#y"}, "/next?x=1"},
      {"query only", {"Location: ?x=2"}, "/from?x=2"},
      {"path with dots", {"Location: /a/../../b"}, "/b"},
      {"to itself", {"Location: /from"}, "/from"},
      {"the same twice", {"Location: /next", "Location: /next"}, "/next"},
      {"blanks around it", {"Location:  \t/next \t"}, "/next"},
      {"a blank inside", {"Location: /a b"}, "/a%20b"},
      {"bytes outside ASCII", {"Location: /名"}, "/%e5%90%8d"},
      {"another host", {"Location: //cac.gov.cn/a"}, "http://cac.gov.cn/a"},
      {"an internationalised host", {"Location: http://例子.测试/"}, "http://xn--fsqu00a.xn--0zwm56d/"},
      {"WeChat in the clear", {"Location: http://mp.weixin.qq.com/s/x"}, "https://mp.weixin.qq.com/s/x"},
      {"in a folded line", {"Location:", " /next"}, "/next"},
  };
  for (const auto& redirect : redirects) check_redirect(redirect);
}

TEST_CASE("redirects that lead nowhere that can be fetched are errors") {
  const std::vector<Redirect> redirects{
      {"two that differ", {"Location: /next", "Location: /other"}, {}},
      {"to a file", {"Location: file:///etc/passwd"}, {}},
      {"to a file in capitals", {"Location: FILE:///etc/passwd"}, {}},
      {"to ftp", {"Location: ftp://127.0.0.1/"}, {}},
      {"to a script", {"Location: javascript:alert(1)"}, {}},
      {"to data", {"Location: data:text/html,x"}, {}},
      {"to gopher", {"Location: gopher://127.0.0.1/"}, {}},
      {"to a dictionary", {"Location: dict://127.0.0.1:11211/stat"}, {}},
      {"with a user name", {"Location: http://mp.weixin.qq.com@evil.example/"}, {}},
      {"with a backslash", {"Location: http://a.example\\@evil.example/"}, {}},
      {"with two backslashes before the host", {"Location: \\\\evil.example/"}, {}},
      {"to nothing", {"Location: "}, {}},
      {"without a Location", {}, {}},
      {"without a host", {"Location: http://"}, {}},
      {"to a port that is none", {"Location: http://a.example:99999/"}, {}},
      {"with a tab", {"Location: http://a.\texample/"}, {}},
      {"with a carriage return inside", {"Location: /a\rSet-Cookie: b=c"}, {}},
      {"endlessly long", {"Location: /" + std::string(20000, 'a')}, {}},
  };
  for (const auto& redirect : redirects) check_redirect(redirect);
}

TEST_CASE("redirects into the own network open no socket, however they spell it") {
  const LoopbackServer secret([](const ReceivedRequest&) { return answer(200, "text/html", kPage); });
  const auto port = ":" + std::to_string(secret.port()) + "/";
  for (const std::string host : {"127.0.0.1", "0x7f.1", "0177.1", "2130706433", "localhost", "[::1]",
                                 "[::ffff:127.0.0.1]", "127.0.0.1.", "%31%32%37.0.0.1", "１２７.0.0.1", "0.0.0.0"}) {
    CAPTURE(host);
    CHECK(code_behind("http://" + host + port) == "refused_address");
    CHECK(code_behind("//" + host + port) == "refused_address");
  }
  CHECK(secret.connections() == 0);
}

TEST_CASE("only statuses that redirect do so, and a Location elsewhere means nothing") {
  for (const int status : {301, 302, 303, 307, 308}) {
    const LoopbackServer server([&](const ReceivedRequest&) { return answer(status, "", "", {"Location: /a"}); });
    CHECK(fetch_once(server.url("/")).location == server.url("/a"));
  }
  for (const int status : {200, 201, 300, 305, 306, 404, 503}) {
    CAPTURE(status);
    const LoopbackServer server([&](const ReceivedRequest&) { return answer(status, "", "", {"Location: /a"}); });
    const auto got = fetch_once(server.url("/"));
    CHECK(got.location == std::nullopt);
    CHECK(code_of(got) == "");
  }
}

TEST_CASE("the bodies of redirects are bounded, and that they are cut is told") {
  const std::string found = "HTTP/1.1 302 Found\r\nLocation: /a\r\n";
  auto options = quick_options();
  options.most_body_bytes = 1000;
  check_faults(
      {{"a flood", raw(found + "Content-Length: 5000\r\n\r\n" + std::string(5000, 'a')), "too_large", 1000, "length"},
       {"cut off", raw(found + "Content-Length: 50\r\n\r\n" + kPage), "disconnected", 32, "disconnect"},
       {"two lengths", raw(found + "Content-Length: 0\r\nContent-Length: 9\r\n\r\n"), "contradictory_length", 0,
        "unspecified"},
       {"no length", raw(found + "\r\n<html>"), "", 6}},
      options);
}

TEST_CASE("a loop of redirects is one request a hop, and its end is the caller's to find") {
  const LoopbackServer server([](const ReceivedRequest& request) {
    return answer(302, "", "", {request.target == "/a" ? "Location: /b" : "Location: /a"});
  });
  auto url = server.url("/a");
  for (int hop = 0; hop < 4; ++hop) url = fetch_once(url).location.value_or("");
  CHECK(url == server.url("/a"));
  CHECK(server.requests().size() == 4);
}
