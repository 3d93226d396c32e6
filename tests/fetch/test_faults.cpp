// What bad servers do, and what we make of it: the catalogue. One row a fault; all of them end by themselves.
#include <string>
#include <vector>

#include "archive/gzip_members.hpp"
#include "tests/catch.hpp"
#include "tests/fetch/transport_case.hpp"
#include "tests/loopback/loopback_server.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

namespace {

struct Fault {
  std::string name;
  Script script;
  std::string code;        ///< of the error, "" when there is none
  std::size_t bytes = 0;   ///< of the body that is kept
  std::string truncated = {};
};

std::string head(std::initializer_list<std::string> lines) {
  std::string text = "HTTP/1.1 200 OK\r\n";
  for (const auto& line : lines) text += line + "\r\n";
  return text + "\r\n";
}

Script raw(const std::string& bytes) { return {send_bytes(bytes), close_connection()}; }

const std::string kPage = "<html><body>名单</body></html>";  // 32 bytes

/// Serves one script to everybody and fetches it once.
HttpAnswer answer_to(const Script& script, const TransportOptions& options = quick_options()) {
  const LoopbackServer server([&](const ReceivedRequest&) { return script; });
  return fetch_once(server.url("/"), options);
}

void check(const std::vector<Fault>& faults, const TransportOptions& options = quick_options()) {
  for (const auto& fault : faults) {
    CAPTURE(fault.name);
    const auto answer = answer_to(fault.script, options);
    INFO((answer.error ? answer.error->message : ""));
    CHECK(code_of(answer) == fault.code);
    CHECK(answer.exchange.body.size() == fault.bytes);
    CHECK(answer.exchange.truncated.value_or("") == fault.truncated);
  }
}

std::string chunked(std::initializer_list<std::string> lines) {
  auto text = head({"Content-Type: text/html", "Transfer-Encoding: chunked"});
  for (const auto& line : lines) text += line;
  return text;
}

std::string packed(const std::string& body, const std::string& bytes_of_body) {
  return head({"Content-Type: text/html", "Content-Encoding: gzip", "Content-Length: " + std::to_string(body.size())}) +
         bytes_of_body;
}

std::string packed(const std::string& body) { return packed(body, body); }

}  // namespace

TEST_CASE("bad framing is named and nothing of it is taken for a whole page") {
  const auto html = std::string("Content-Type: text/html");
  check({
      {"whole", raw(head({html, "Content-Length: 32"}) + kPage), "", 32},
      {"whole in chunks", raw(chunked({"20\r\n", kPage, "\r\n0\r\n\r\n"})), "", 32},
      {"whole to the end of the connection", raw(head({html}) + kPage), "", 32},
      {"cut before its length", raw(head({html, "Content-Length: 40"}) + kPage), "disconnected", 32, "disconnect"},
      {"cut inside a chunk", raw(chunked({"40\r\n", kPage})), "disconnected", 32, "disconnect"},
      {"cut between chunks", raw(chunked({"20\r\n", kPage, "\r\n"})), "disconnected", 32, "disconnect"},
      {"a chunk of no number", raw(chunked({"zz\r\n", kPage, "\r\n0\r\n\r\n"})), "bad_http", 0, "disconnect"},
      {"a chunk longer than it says", raw(chunked({"10\r\n", kPage, "\r\n0\r\n\r\n"})), "bad_http", 16, "disconnect"},
      {"a chunk of negative size", raw(chunked({"-1\r\n", kPage})), "bad_http", 0, "disconnect"},
      {"a chunk of endless size", raw(chunked({"ffffffffffffffffff\r\n", kPage})), "bad_http", 0, "disconnect"},
      {"two lengths that differ", raw(head({html, "Content-Length: 32", "Content-Length: 20"}) + kPage),
       "contradictory_length", 0, "unspecified"},
      {"two lengths that agree", raw(head({html, "Content-Length: 32", "Content-Length: 32"}) + kPage), "", 32},
      {"a length and chunks", raw(head({html, "Content-Length: 32", "Transfer-Encoding: chunked"}) + kPage),
       "contradictory_length", 0, "unspecified"},
      {"a length that is none", raw(head({html, "Content-Length: many"}) + kPage), "contradictory_length", 0,
       "disconnect"},
      {"a negative length", raw(head({html, "Content-Length: -5"}) + kPage), "contradictory_length", 0, "disconnect"},
      {"more than the length", raw(head({html, "Content-Length: 10"}) + kPage), "", 10},
      {"a page cut by the end of the connection", raw(head({html}) + kPage.substr(0, 20)), "incomplete", 20,
       "disconnect"},
      {"JSON cut by the end of the connection", raw(head({"Content-Type: application/json"}) + R"({"list":[)"),
       "incomplete", 9, "disconnect"},
      {"XML cut by the end of the connection", raw(head({"Content-Type: text/xml"}) + "<rss><channel"), "incomplete",
       13, "disconnect"},
      {"text to the end of the connection", raw(head({"Content-Type: text/plain"}) + "User-agent: *"), "", 13},
  });
}

TEST_CASE("what is no HTTP is named") {
  check({
      {"closed at once", {close_connection()}, "disconnected"},
      {"reset at once", {reset_connection()}, "disconnected"},
      {"reset behind the head",
       {send_bytes(head({"Content-Length: 32"})), wait_for(50ms), reset_connection()},
       "disconnected",
       0,
       "disconnect"},
      {"a body without any head", raw(kPage), "bad_http"},
      {"another protocol", raw("SSH-2.0-OpenSSH_9.2\r\n"), "bad_http"},
      {"a status that is none", raw("HTTP/1.1 OK fine\r\nContent-Length: 0\r\n\r\n"), "bad_http"},
      {"a head that never ends", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"), "disconnected", 0,
       "disconnect"},
      {"one endless field", raw(head({"X-Long: " + std::string(400000, 'a'), "Content-Length: 0"})),
       "headers_too_large", 0, "length"},
      {"very many fields", raw([] {
         std::string text = "HTTP/1.1 200 OK\r\n";
         for (int i = 0; i < 6000; ++i) text += "X-Field-" + std::to_string(i) + ": " + std::string(60, 'a') + "\r\n";
         return text + "Content-Length: 0\r\n\r\n";
       }()),
       "headers_too_large", 0, "length"},
      {"an interim answer before the true one",
       raw("HTTP/1.1 100 Continue\r\n\r\n" + head({"Content-Type: text/html", "Content-Length: 32"}) + kPage), "", 32},
      {"fields with odd bytes", raw(head({"X-Odd: \x01\xff", "Content-Type: text/html", "Content-Length: 32"}) + kPage),
       "", 32},
      {"HTTP/1.0", raw("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + kPage), "", 32},
  });
}

TEST_CASE("slow servers are given up in time") {
  auto options = quick_options();
  options.total_timeout = 400ms;
  const auto begun = send_bytes(head({"Content-Type: text/html", "Content-Length: 1000"}));
  check(
      {{"no answer", {wait_for(5s)}, "timeout"},
       {"no end of the head", {send_bytes("HTTP/1.1 200 OK\r\nX: "), wait_for(5s)}, "timeout", 0, "time"},
       {"no body", {begun, wait_for(5s)}, "timeout", 0, "time"},
       {"a body that stops", {begun, send_bytes(kPage), wait_for(5s)}, "timeout", 32, "time"},
       {"an interim answer only", {send_bytes("HTTP/1.1 102 Processing\r\n\r\n"), wait_for(5s)}, "timeout", 0, "time"},
       {"a chunk that stops", {send_bytes(chunked({"20\r\n", "<html>"})), wait_for(5s)}, "timeout", 6, "time"}},
      options);
  Script trickle{begun};
  for (int i = 0; i < 100; ++i) {
    trickle.push_back(send_bytes("a"));
    trickle.push_back(wait_for(50ms));
  }
  CHECK(code_of(answer_to(trickle, options)) == "timeout");
  options.total_timeout = 8s;
  options.slow_after = 1s;
  CHECK(code_of(answer_to(trickle, options)) == "too_slow");
}

TEST_CASE("content codings are checked to their ends") {
  const auto whole = gzip_member(kPage);
  auto wrong_sum = whole;
  wrong_sum[wrong_sum.size() - 6] = static_cast<char>(wrong_sum[wrong_sum.size() - 6] ^ 1);
  auto broken = whole;
  broken[14] = static_cast<char>(broken[14] ^ 0x55);
  const auto half = whole.substr(0, whole.size() / 2);
  const auto no_trailer = whole.substr(0, whole.size() - 8);
  const auto bomb = gzip_member(std::string(200UL << 20U, 'a'));
  const auto twice = gzip_member(bomb);
  check({
      {"gzip", raw(packed(whole)), "", whole.size()},
      {"half a gzip of the told length", raw(packed(half)), "damaged_body", half.size()},
      {"gzip without its trailer", raw(packed(no_trailer)), "damaged_body", no_trailer.size()},
      {"gzip with a wrong sum", raw(packed(wrong_sum)), "damaged_body", wrong_sum.size()},
      {"broken gzip", raw(packed(broken)), "damaged_body", broken.size()},
      {"a bomb", raw(packed(bomb)), "decoded_too_large", bomb.size()},
      {"a bomb in gzip", raw(packed(twice)), "decoded_too_large", twice.size()},
      {"a coding that is not there", raw(packed(kPage)), "", 32},
      {"brotli",
       raw(head({"Content-Type: text/html", "Content-Encoding: br", "Content-Length: 6"}) +
           std::string("\x8b\x02\x80\x61\x62\x03", 6)),
       "unsupported_encoding", 6},
      {"gzip that nobody names",
       raw(head({"Content-Type: text/html", "Content-Length: " + std::to_string(whole.size())}) + whole), "",
       whole.size()},
      {"gzip to the end of the connection", raw(head({"Content-Type: text/html", "Content-Encoding: gzip"}) + whole),
       "", whole.size()},
      {"gzip cut by the end of the connection", raw(head({"Content-Type: text/html", "Content-Encoding: gzip"}) + half),
       "damaged_body", half.size()},
  });
}

TEST_CASE("a flood is cut at its limit") {
  auto options = quick_options();
  options.most_body_bytes = 1UL << 20U;
  const std::string flood(4UL << 20U, 'a');
  check({{"longer than allowed by its length", raw(head({"Content-Length: " + std::to_string(flood.size())}) + flood),
          "too_large", 1UL << 20U, "length"},
         {"longer than allowed in chunks", raw(chunked({"400000\r\n", flood, "\r\n0\r\n\r\n"})), "too_large",
          1UL << 20U, "length"},
         {"longer than allowed without a length", raw(head({}) + flood), "too_large", 1UL << 20U, "length"}},
        options);
}

TEST_CASE("redirects are handed over and never followed") {
  struct Redirect {
    std::string name;
    std::vector<std::string> fields;
    std::optional<std::string> path;  ///< on the same server
    std::string code;
  };
  const std::vector<Redirect> redirects{
      {"absolute path", {"Location: /next"}, "/next", ""},
      {"relative path", {"Location: next?x=1#y"}, "/next?x=1", ""},
      {"the same twice", {"Location: /next", "Location: /next"}, "/next", ""},
      {"two that differ", {"Location: /next", "Location: /other"}, std::nullopt, "bad_redirect"},
      {"to a file", {"Location: file:///etc/passwd"}, std::nullopt, "bad_redirect"},
      {"to ftp", {"Location: ftp://127.0.0.1/"}, std::nullopt, "bad_redirect"},
      {"to a script", {"Location: javascript:alert(1)"}, std::nullopt, "bad_redirect"},
      {"to data", {"Location: data:text/html,x"}, std::nullopt, "bad_redirect"},
      {"to gopher", {"Location: gopher://127.0.0.1/"}, std::nullopt, "bad_redirect"},
      {"with a user name", {"Location: http://mp.weixin.qq.com@evil.example/"}, std::nullopt, "bad_redirect"},
      {"to nothing", {"Location: "}, std::nullopt, "bad_redirect"},
      {"without a Location", {}, std::nullopt, "bad_redirect"},
      {"with a tab", {"Location: http://a.\texample/"}, std::nullopt, "bad_redirect"},
      {"endlessly long", {"Location: /" + std::string(20000, 'a')}, std::nullopt, "bad_redirect"},
  };
  for (const auto& redirect : redirects) {
    CAPTURE(redirect.name);
    const LoopbackServer server([&](const ReceivedRequest&) { return answer(302, "", "", redirect.fields); });
    const auto got = fetch_once(server.url("/from"));
    CHECK(code_of(got) == redirect.code);
    CHECK(got.location == (redirect.path ? std::optional(server.url(*redirect.path)) : std::nullopt));
    CHECK(server.requests().size() == 1);
  }
}
