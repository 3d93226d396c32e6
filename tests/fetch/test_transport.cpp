#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/fetch/transport_case.hpp"
#include "tests/loopback/loopback_server.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

namespace {

Answering saying(const std::string& body) {
  return [body](const ReceivedRequest&) { return answer(200, "text/html", body); };
}

}  // namespace

TEST_CASE("a request says who asks and in which language, and nothing else") {
  const LoopbackServer server(saying("<html></html>"));
  auto options = quick_options();
  options.user_agent = "a reader of ours";
  HttpRequest request;
  request.url = server.url("/s?__biz=Mz==&chksm=8b5e");
  request.headers = {{"If-None-Match", "\"1\""}};
  const auto got = fetch_once(request, options);
  CHECK_FALSE(got.error);
  CHECK(got.exchange.body == "<html></html>");
  CHECK(got.exchange.status == 200);
  CHECK(got.exchange.address == "127.0.0.1");
  CHECK(got.exchange.sent_at == "2026-05-28T20:26:40Z");
  CHECK(got.exchange.response_head.starts_with("HTTP/1.1 200 Said\r\nContent-Type: text/html\r\n"));
  const auto seen = server.requests();
  REQUIRE(seen.size() == 1);
  CHECK(seen[0].head == got.exchange.request_head);
  CHECK(seen[0].target == "/s?__biz=Mz==&chksm=8b5e");
  CHECK(seen[0].field("User-Agent") == "a reader of ours");
  CHECK(seen[0].field("Accept-Language") == "zh-CN,zh;q=0.9");
  CHECK(seen[0].field("Accept-Encoding") == "gzip");
  CHECK(seen[0].field("If-None-Match") == "\"1\"");
  for (const auto* name : {"Cookie", "Referer", "Authorization", "Upgrade", "HTTP2-Settings", "Alt-Used"})
    CHECK(seen[0].field(name).empty());
}

TEST_CASE("cookies are not kept and credentials are not sent") {
  const LoopbackServer server(
      [](const ReceivedRequest&) { return answer(200, "text/html", "<html></html>", {"Set-Cookie: a=b; Path=/"}); });
  auto transport = make_curl_transport(quick_options());
  REQUIRE(transport);
  for (std::uint64_t id = 1; id <= 3; ++id) {
    HttpRequest request;
    request.id = id;
    request.url = server.url("/" + std::to_string(id));
    (*transport)->start(request);
    REQUIRE((*transport)->wait(10s).size() == 1);
  }
  for (const auto& seen : server.requests()) CHECK(seen.field("Cookie").empty());
  CHECK(server.connections() == 1);
}

TEST_CASE("requests to several hosts are under way at once and keep their ids") {
  const LoopbackServer slow([](const ReceivedRequest&) {
    return Script{wait_for(200ms), send_bytes(answer_bytes(200, "text/html", "<html>slow</html>"))};
  });
  const LoopbackServer quick(saying("<html>quick</html>"), "127.0.0.2");
  auto transport = make_curl_transport(quick_options());
  REQUIRE(transport);
  HttpRequest first;
  first.id = 7;
  first.url = slow.url("/");
  HttpRequest second;
  second.id = 8;
  second.url = quick.url("/");
  (*transport)->start(first);
  (*transport)->start(second);
  CHECK((*transport)->running() == 2);
  auto answers = (*transport)->wait(10s);
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].id == 8);
  answers = (*transport)->wait(10s);
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].id == 7);
  CHECK(answers[0].exchange.body == "<html>slow</html>");
  CHECK((*transport)->running() == 0);
  CHECK((*transport)->wait(1ms).empty());
}

TEST_CASE("what is cancelled gives no answer") {
  const LoopbackServer server([](const ReceivedRequest&) { return Script{wait_for(10s)}; });
  auto transport = make_curl_transport(quick_options());
  REQUIRE(transport);
  HttpRequest request;
  request.url = server.url("/");
  (*transport)->start(request);
  CHECK((*transport)->wait(50ms).empty());
  (*transport)->cancel_all();
  CHECK((*transport)->running() == 0);
  CHECK((*transport)->wait(1ms).empty());
}

TEST_CASE("a private address is refused before a socket is opened, however it is spelt") {
  const LoopbackServer server(saying("secret"));
  auto options = quick_options();
  options.allow_private = false;
  const auto port = std::to_string(server.port());
  for (const std::string host : {"127.0.0.1", "127.1", "127.0.1", "0177.0.0.1", "0x7f.1", "0x7f000001", "2130706433",
                                 "017700000001", "localhost", "LOCALHOST", "[::1]", "[::ffff:127.0.0.1]",
                                 "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "0.0.0.0", "0"}) {
    CAPTURE(host);
    const auto got = fetch_once("http://" + host + ":" + port + "/", options);
    CHECK(code_of(got) == "refused_address");
    CHECK(got.exchange.body.empty());
  }
  CHECK(server.connections() == 0);
  CHECK(code_of(fetch_once(server.url("/"))) == "");
}

TEST_CASE("a connection made elsewhere on purpose is refused, too") {
  const LoopbackServer server(saying("secret"));
  auto options = quick_options();
  options.allow_private = false;
  HttpRequest request;
  request.url = "http://www.mca.gov.cn/";
  request.connect_to = server.endpoint();
  CHECK(code_of(fetch_once(request, options)) == "refused_address");
  CHECK(server.connections() == 0);
  const auto got = fetch_once(request);
  CHECK(code_of(got) == "");
  CHECK(server.requests().front().host == "www.mca.gov.cn");
}

TEST_CASE("the environment sets no proxy") {
  const LoopbackServer proxy(saying("from the proxy"));
  const LoopbackServer server(saying("<html>from the server</html>"), "127.0.0.2");
  setenv("http_proxy", proxy.url("").c_str(), 1);
  setenv("ALL_PROXY", proxy.url("").c_str(), 1);
  const auto got = fetch_once(server.url("/"));
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
  CHECK(got.exchange.body == "<html>from the server</html>");
  CHECK(proxy.connections() == 0);
}

TEST_CASE("a proxy that is set takes all requests, and the request that is kept is the page's") {
  const LoopbackServer proxy(saying("<html>by proxy</html>"));
  auto options = quick_options();
  options.proxy = proxy.url("");
  const auto got = fetch_once("http://www.mca.gov.cn/a", options);
  CHECK(got.exchange.body == "<html>by proxy</html>");
  REQUIRE(proxy.requests().size() == 1);
  CHECK(proxy.requests()[0].target == "http://www.mca.gov.cn/a");
}

TEST_CASE("what a server asks to wait is told, clamped to a day") {
  struct Case {
    std::string value;
    std::optional<std::chrono::seconds> wait;
  };
  const std::vector<Case> cases{
      {"120", 120s},
      {"0", 0s},
      {"99999999999", std::chrono::seconds(24h)},
      {"999999999999999999999999999", std::chrono::seconds(24h)},
      {"Thu, 28 May 2026 20:27:40 GMT", 60s},
      {"Thu, 28 May 2026 20:20:00 GMT", 0s},
      {"Mon, 01 Jan 2035 00:00:00 GMT", std::chrono::seconds(24h)},
      {"-5", std::nullopt},
      {"soon", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& [value, wait] : cases) {
    CAPTURE(value);
    const LoopbackServer server(
        [&, text = value](const ReceivedRequest&) { return answer(503, "", "", {"Retry-After: " + text}); });
    CHECK(fetch_once(server.url("/")).retry_after == wait);
  }
  const LoopbackServer late([](const ReceivedRequest&) {
    return answer(503, "", "", {"Date: Thu, 28 May 2026 10:00:00 GMT", "Retry-After: Thu, 28 May 2026 10:00:30 GMT"});
  });
  CHECK(fetch_once(late.url("/")).retry_after == 30s);
}

TEST_CASE("a file of authorities that is not there is told at once") {
  auto options = quick_options();
  options.ca_file = "/nonexistent/authority.pem";
  const auto transport = make_curl_transport(options);
  REQUIRE_FALSE(transport);
  CHECK(transport.error().code == "transport_failed");
  CHECK(transport.error().message.find("/nonexistent/authority.pem") != std::string::npos);
}
