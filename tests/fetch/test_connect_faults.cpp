// The catalogue's part on names and connections: what never becomes a conversation.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "fetch/fetch_url.hpp"
#include "tests/catch.hpp"
#include "tests/fetch/fault.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

namespace {

Answering saying(const std::string& body) {
  return [body](const ReceivedRequest&) { return answer(200, "text/html", body); };
}

/// A port that takes no further connection: it listens, nobody accepts, and its queue is full.
class DeafPort {
 public:
  DeafPort() {
    listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    at_.sin_family = AF_INET;
    inet_pton(AF_INET, "127.0.0.1", &at_.sin_addr);
    socklen_t size = sizeof at_;
    auto* generic = reinterpret_cast<sockaddr*>(&at_);
    if (bind(listening_, generic, size) != 0 || listen(listening_, 0) != 0 ||
        getsockname(listening_, generic, &size) != 0)
      throw std::runtime_error("no port can be had");
    for (int i = 0; i < 8; ++i) waiting_.push_back(connecting());
  }
  DeafPort(const DeafPort&) = delete;
  DeafPort& operator=(const DeafPort&) = delete;
  ~DeafPort() {
    for (const int descriptor : waiting_) close(descriptor);
    close(listening_);
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(ntohs(at_.sin_port)) + "/"; }

 private:
  int connecting() {
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    // It is under way when this returns, whether it will ever succeed or not.
    (void)connect(descriptor, reinterpret_cast<sockaddr*>(&at_), sizeof at_);
    return descriptor;
  }

  int listening_ = -1;
  sockaddr_in at_{};
  std::vector<int> waiting_;
};

std::string closed_endpoint() { return LoopbackServer(saying("x")).endpoint(); }

std::string code_of_url(const std::string& url, const TransportOptions& options = quick_options()) {
  return code_of(fetch_once(url, options));
}

}  // namespace

TEST_CASE("names and ports that lead nowhere are told apart") {
  CHECK(code_of_url("http://" + closed_endpoint() + "/") == "connect_failed");
  CHECK(code_of_url("https://" + closed_endpoint() + "/") == "connect_failed");
  CHECK(code_of_url("http://no-such-host.invalid/") == "dns_failed");
  CHECK(code_of_url("http://" + std::string(64, 'a') + ".invalid/") == "dns_failed");
  CHECK(code_of_url("http://a..invalid/") == "dns_failed");
  CHECK(code_of_url("http://127.0.0.1:0/") == "connect_failed");
  HttpRequest request;
  request.url = "http://www.mca.gov.cn/";
  request.connect_to = "no-such-host.invalid:80";
  CHECK(code_of(fetch_once(request)) == "dns_failed");
  request.connect_to = closed_endpoint();
  CHECK(code_of(fetch_once(request)) == "connect_failed");
}

TEST_CASE("an address of the other family is none") {
  const LoopbackServer server(saying(kPage));
  HttpRequest request;
  request.url = server.url("/");
  request.ip_version = 6;
  CHECK(code_of(fetch_once(request)) != "");
  CHECK(server.connections() == 0);
  request.ip_version = 4;
  CHECK(code_of(fetch_once(request)) == "");
}

TEST_CASE("a host that takes no connection is waited for as long as it is said, and no longer") {
  const DeafPort deaf;
  auto options = quick_options();
  options.connect_timeout = 200ms;
  CHECK(code_of_url(deaf.url(), options) == "connect_timeout");
}

TEST_CASE("a proxy that leads nowhere is told apart from the host behind it") {
  auto options = quick_options();
  options.proxy = "http://" + closed_endpoint();
  CHECK(code_of_url("http://www.mca.gov.cn/", options) == "connect_failed");
  options.proxy = "http://no-such-host.invalid:8080";
  CHECK(code_of_url("http://www.mca.gov.cn/", options) == "dns_failed");
  const LoopbackServer refusing([](const ReceivedRequest&) { return answer(403, "text/html", "no"); });
  options.proxy = refusing.url("");
  const auto got = fetch_once("https://www.mca.gov.cn/", options);
  CHECK(code_of(got) == "connect_failed");
  CHECK(got.exchange.body.empty());
  const LoopbackServer no_socks([](const ReceivedRequest&) { return answer(200, "", "x"); }, "127.0.0.1", {}, 0,
                                {.greeting = {receive_bytes(), send_bytes("HTTP"), close_connection()}});
  options.proxy = "socks5h://" + no_socks.endpoint();
  CHECK(code_of_url("http://www.mca.gov.cn/", options) == "connect_failed");
}

TEST_CASE("tricks of spelling open no socket inside the own network") {
  const LoopbackServer server(saying("secret"));
  auto options = quick_options();
  options.allow_private = false;
  const auto port = std::to_string(server.port());
  const std::vector<std::string> tricks{"http://mp.weixin.qq.com@127.0.0.1:" + port + "/",
                                        "http://user:word@127.0.0.1:" + port + "/",
                                        "http://127.0.0.1:" + port + "\\@mp.weixin.qq.com/",
                                        "http://mp.weixin.qq.com\\@127.0.0.1:" + port + "/",
                                        "http://127.0.0.1:" + port + "/\r\nHost: a.example",
                                        "http://127.0.0.1\t:" + port + "/",
                                        "http://127.0.0.1 :" + port + "/",
                                        "http://127.0.0.1%00.a.example:" + port + "/",
                                        "file://127.0.0.1:" + port + "/etc/passwd",
                                        "ftp://127.0.0.1:" + port + "/",
                                        "gopher://127.0.0.1:" + port + "/_x",
                                        "http:/127.0.0.1:" + port + "/",
                                        "http:///127.0.0.1:" + port + "/",
                                        "http://127.0.0.1:" + port + "#@a.example/",
                                        "http://127.0.0.1:" + port + "?@a.example/",
                                        "http://[0:0:0:0:0:ffff:7f00:1]:" + port + "/",
                                        "http://127。0。0。1:" + port + "/",
                                        "http://①②⑦.0.0.1:" + port + "/",
                                        "http://localhost.:" + port + "/"};
  for (const auto& trick : tricks) {
    CAPTURE(trick);
    const auto direct = code_of_url(trick, options);
    CHECK((direct == "refused_address" || direct == "bad_url" || direct == "dns_failed"));
    const auto url = fetchable_url(trick);
    if (url)
      CHECK(code_of_url(*url, options) == "refused_address");
    else
      CHECK(url.error().code == "bad_url");
  }
  CHECK(server.connections() == 0);
}

TEST_CASE("fields that would break the request are left out of it") {
  const LoopbackServer server(saying(kPage));
  HttpRequest request;
  request.url = server.url("/");
  request.headers = {{"If-None-Match", "\"a\r\nX-Bad: 1\""}, {"If-Modified-Since", "Thu, 28 May 2026 20:26:40 GMT"}};
  CHECK(code_of(fetch_once(request)) == "");
  const auto seen = server.requests().at(0);
  CHECK(seen.field("If-None-Match").empty());
  CHECK(seen.field("X-Bad").empty());
  CHECK(seen.field("If-Modified-Since") == "Thu, 28 May 2026 20:26:40 GMT");
  auto options = quick_options();
  options.user_agent = "a\r\nX-Bad: 1";
  const auto transport = make_curl_transport(options);
  REQUIRE_FALSE(transport);
  CHECK(transport.error().code == "transport_failed");
}
