// The catalogue's part on TLS: certificates and handshakes that are not to be trusted, and why.
#include <openssl/ssl.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/fetch/fault.hpp"
#include "tests/loopback/certificates.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

namespace {

/// An authority whose certificate lies in a file.
struct TrustedAuthority {
  TemporaryFolder folder;
  TestAuthority authority;
  std::string file = folder.file("authority.pem");

  TrustedAuthority() { std::ofstream(file) << authority.certificate(); }
  TransportOptions options() const {
    auto options = quick_options();
    options.ca_file = file;
    options.connect_timeout = 500ms;
    return options;
  }
};

struct TlsFault {
  std::string name;
  CertificateWish wish = {};
  ServerManners manners = {};
  std::string code;
  std::string reason = {};  ///< words of the message
};

HttpAnswer answer_over_tls(const TrustedAuthority& trusted, const TlsFault& fault, const Script& script,
                           bool legacy = false) {
  const LoopbackServer server([&](const ReceivedRequest&) { return script; }, "127.0.0.1",
                              trusted.authority.issue(fault.wish), 0, fault.manners);
  HttpRequest request;
  request.url = server.url("/");
  request.legacy_tls = legacy;
  auto got = fetch_once(request, trusted.options());
  if (!fault.code.empty() && !fault.manners.wants_certificate) CHECK(server.requests().empty());
  return got;
}

void check(const TrustedAuthority& trusted, const std::vector<TlsFault>& faults, bool legacy = false) {
  for (const auto& fault : faults) {
    CAPTURE(fault.name, legacy);
    const auto got = answer_over_tls(trusted, fault, answer(200, "text/html", kPage), legacy);
    const auto message = got.error ? got.error->message : "";
    INFO(message);
    CHECK(code_of(got) == fault.code);
    CHECK(message.find(fault.reason) != std::string::npos);
    CHECK(got.exchange.body.size() == (fault.code.empty() ? kPage.size() : 0));
  }
}

/// A server hello of TLS 1.2 without the renegotiation extension, as old servers say it. Source: RFC 5246, RFC 5746.
std::string old_server_hello() {
  const auto bytes = [](std::initializer_list<int> values) {
    std::string text;
    for (const int value : values) text.push_back(static_cast<char>(value));
    return text;
  };
  const auto body = bytes({0x03, 0x03}) + std::string(32, '\x55') + bytes({0x00, 0xc0, 0x2f, 0x00});
  const auto size = static_cast<int>(body.size());
  return bytes({0x16, 0x03, 0x03, 0x00, size + 4, 0x02, 0x00, 0x00, size}) + body;
}

}  // namespace

TEST_CASE("certificates are always checked, and the message says what is wrong") {
  const TrustedAuthority trusted;
  check(trusted, {
                     {"a good one", {}, {}, ""},
                     {"expired", {"127.0.0.1", -7200, -3600}, {}, "tls_failed", "expired"},
                     {"not valid yet", {"127.0.0.1", 3600, 7200}, {}, "tls_failed", "not yet valid"},
                     {"for another host", {"other.example"}, {}, "tls_failed", "127.0.0.1"},
                     {"for another address", {"127.0.0.2"}, {}, "tls_failed", "127.0.0.1"},
                     {"self-signed", {.self_signed = true}, {}, "tls_failed", "self"},
                     {"a weak key", {.key_bits = 1024}, {}, "tls_failed", "too weak"},
                 });
}

TEST_CASE("old keys are allowed for a host on request, wrong certificates never") {
  const TrustedAuthority trusted;
  check(trusted,
        {
            {"a weak key", {.key_bits = 1024}, {}, ""},
            {"expired", {"127.0.0.1", -7200, -3600}, {}, "tls_failed", "expired"},
            {"for another host", {"other.example"}, {}, "tls_failed", "127.0.0.1"},
            {"self-signed", {.self_signed = true}, {}, "tls_failed", "self"},
            {"an old protocol", {}, {.newest_tls = TLS1_1_VERSION}, "tls_failed", ""},
        },
        true);
}

TEST_CASE("protocols and ciphers that protect nothing are refused") {
  const TrustedAuthority trusted;
  check(trusted,
        {
            {"TLS 1.1 at most", {}, {.newest_tls = TLS1_1_VERSION}, "tls_failed", ""},
            {"TLS 1.2 at most", {}, {.newest_tls = TLS1_2_VERSION}, ""},
            {"no one says who he is", {}, {.ciphers = "aNULL:@SECLEVEL=0"}, "tls_failed", "handshake failure"},
            {"no secrecy", {}, {.ciphers = "eNULL:@SECLEVEL=0"}, "tls_failed", "handshake failure"},
            {"we are to say who we are", {}, {.wants_certificate = true}, "tls_failed", "certificate required"},
        });
}

TEST_CASE("handshakes that fail in other ways are told apart") {
  const TrustedAuthority trusted;
  check(trusted, {
                     {"HTTP in the clear",
                      {},
                      {.greeting = {receive_bytes(), send_bytes("HTTP/1.1 400 Bad\r\n\r\n"), close_connection()}},
                      "tls_failed",
                      "wrong version"},
                     {"noise",
                      {},
                      {.greeting = {receive_bytes(), send_bytes(std::string(100, '\x16')), close_connection()}},
                      "tls_failed",
                      ""},
                     {"closed", {}, {.greeting = {receive_bytes(), close_connection()}}, "tls_failed", ""},
                     {"reset", {}, {.greeting = {receive_bytes(), reset_connection()}}, "tls_failed", "reset"},
                     {"silence", {}, {.greeting = {receive_bytes(), wait_for(5s)}}, "connect_timeout", ""},
                 });
}

TEST_CASE("servers of before secure renegotiation are talked to on request only") {
  const TrustedAuthority trusted;
  const TlsFault plain{"old", {}, {.greeting = {receive_bytes(), send_bytes(old_server_hello()), wait_for(5s)}}, "x"};
  const auto refused = answer_over_tls(trusted, plain, {});
  CHECK(code_of(refused) == "tls_failed");
  CHECK(refused.error.value_or(Error{}).message.find("legacy renegotiation disabled") != std::string::npos);
  // It goes on and waits for the certificate, which this server never sends.
  CHECK(code_of(answer_over_tls(trusted, plain, {}, true)) == "connect_timeout");
}

TEST_CASE("a line that is cut inside TLS is no end of a page that has not ended") {
  const TrustedAuthority trusted;
  const TlsFault good{"", {}, {}, ""};
  const TlsFault cut{"", {}, {.ends_tls_silently = true}, ""};
  const auto to_the_end = raw(head({"Content-Type: text/html"}) + kPage);
  const auto half_a_page = raw(head({"Content-Type: text/html"}) + kPage.substr(0, 20));
  const auto with_length = raw(head({"Content-Type: text/html", "Content-Length: 32"}) + kPage);
  const auto too_short = raw(head({"Content-Type: text/html", "Content-Length: 99"}) + kPage);
  CHECK(code_of(answer_over_tls(trusted, good, to_the_end)) == "");
  CHECK(code_of(answer_over_tls(trusted, cut, with_length)) == "");
  // Many servers end so; libcurl lets it pass, and the page itself tells whether it is whole.
  CHECK(code_of(answer_over_tls(trusted, cut, to_the_end)) == "");
  CHECK(code_of(answer_over_tls(trusted, cut, half_a_page)) == "incomplete");
  CHECK(code_of(answer_over_tls(trusted, good, half_a_page)) == "incomplete");
  CHECK(code_of(answer_over_tls(trusted, cut, too_short)) == "disconnected");
  CHECK(code_of(answer_over_tls(trusted, good, too_short)) == "disconnected");
}

TEST_CASE("an authority that nobody knows and a server without TLS are no trusted connections") {
  const TestAuthority unknown;
  const LoopbackServer strange([](const ReceivedRequest&) { return answer(200, "", "x"); }, "127.0.0.1",
                               unknown.issue({}));
  const auto got = fetch_once(strange.url("/"));
  CHECK(code_of(got) == "tls_failed");
  CHECK(got.error.value_or(Error{}).message.find("issuer certificate") != std::string::npos);
  const LoopbackServer clear([](const ReceivedRequest&) { return answer(200, "", "x"); });
  auto options = quick_options();
  options.connect_timeout = 200ms;
  CHECK(code_of(fetch_once("https://" + clear.endpoint() + "/", options)) == "connect_timeout");
  CHECK(clear.requests().empty());
}

TEST_CASE("names and certificates stay those of the host when the connection goes elsewhere") {
  const TrustedAuthority trusted;
  const LoopbackServer server([](const ReceivedRequest&) { return answer(200, "text/html", kPage); }, "127.0.0.1",
                              trusted.authority.issue({"www.mca.gov.cn"}));
  HttpRequest request;
  request.url = "https://www.mca.gov.cn/a";
  request.connect_to = server.endpoint();
  CHECK(code_of(fetch_once(request, trusted.options())) == "");
  CHECK(server.requests().at(0).host == "www.mca.gov.cn");
  request.url = "https://mp.weixin.qq.com/a";
  CHECK(code_of(fetch_once(request, trusted.options())) == "tls_failed");
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a redirect out of TLS is handed over as what it is") {
  const TrustedAuthority trusted;
  const auto got = answer_over_tls(trusted, {"", {}, {}, ""}, answer(302, "", "", {"Location: http://a.example/"}));
  CHECK(code_of(got) == "");
  CHECK(got.location == "http://a.example/");
}
