// What bad servers do, and what we make of it: the catalogue's part on time, size and codings. One row a fault; all end by themselves.
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "archive/gzip_members.hpp"
#include "tests/catch.hpp"
#include "tests/fetch/fault.hpp"

using namespace mingdan;
using namespace mingdan::test;
using namespace std::chrono_literals;

namespace {

/// `bytes` one at a time, and so much time behind each.
Script drops(const std::string& bytes, std::chrono::milliseconds pause) {
  Script script;
  for (const char byte : bytes) {
    script.push_back(send_bytes(std::string(1, byte)));
    script.push_back(wait_for(pause));
  }
  return script;
}

}  // namespace

TEST_CASE("slow servers are given up in time") {
  auto options = quick_options();
  options.total_timeout = 250ms;
  const auto gzip_head = packed(gzip_member(kPage)).size() - gzip_member(kPage).size();
  const auto begun = send_bytes(head({"Content-Type: text/html", "Content-Length: 1000"}));
  check_faults(
      {{"no answer", {wait_for(5s)}, "timeout"},
       {"no end of the head", {send_bytes("HTTP/1.1 200 OK\r\nX: "), wait_for(5s)}, "timeout", 0, "time"},
       {"no body", {begun, wait_for(5s)}, "timeout", 0, "time"},
       {"a body that stops", {begun, send_bytes(kPage), wait_for(5s)}, "timeout", 32, "time"},
       {"an interim answer only", {send_bytes("HTTP/1.1 102 Processing\r\n\r\n"), wait_for(5s)}, "timeout", 0, "time"},
       {"a page without an end of the connection",
        {send_bytes(head({"Content-Type: text/html"}) + kPage), wait_for(5s)},
        "timeout",
        32,
        "time"},
       {"chunks without an end", {send_bytes(chunked({"20\r\n", kPage, "\r\n"})), wait_for(5s)}, "timeout", 32, "time"},
       {"a gzip that stops",
        {send_bytes(packed(gzip_member(kPage)).substr(0, 100)), wait_for(5s)},
        "timeout",
        100 - gzip_head,
        "time"},
       {"a redirect that does not end",
        {send_bytes("HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 9\r\n\r\n"), wait_for(5s)},
        "timeout",
        0,
        "time"},
       {"a head in single bytes", drops(head({"Content-Type: text/html"}), 20ms), "timeout", 0, ""},
       {"a chunk that stops", {send_bytes(chunked({"20\r\n", "<html>"})), wait_for(5s)}, "timeout", 6, "time"}},
      options);
}

TEST_CASE("a trickle is given up, by all of its time or by its slowness") {
  Script trickle = drops(head({"Content-Type: text/html", "Content-Length: 1000"}), 0ms);
  for (const auto& step : drops(std::string(200, 'a'), 50ms)) trickle.push_back(step);
  auto options = quick_options();
  options.total_timeout = 300ms;
  const auto cut = answer_to(trickle, options);
  CHECK(code_of(cut) == "timeout");
  CHECK(cut.exchange.truncated == "time");
  CHECK(cut.exchange.body == std::string(cut.exchange.body.size(), 'a'));
  options.total_timeout = 8s;
  options.slow_after = 1s;
  const auto slow = answer_to(trickle, options);
  CHECK(code_of(slow) == "too_slow");
  CHECK(slow.exchange.truncated == "time");
}

TEST_CASE("a connection that is used again is as little waited for") {
  int asked = 0;
  const LoopbackServer server([&](const ReceivedRequest&) -> Script {
    return ++asked == 1 ? answer(200, "text/html", kPage) : Script{wait_for(5s)};
  });
  auto options = quick_options();
  options.total_timeout = 250ms;
  auto transport = make_curl_transport(options);
  REQUIRE(transport);
  HttpRequest request;
  request.url = server.url("/");
  (*transport)->start(request);
  CHECK(code_of((*transport)->wait(5s).at(0)) == "");
  (*transport)->start(request);
  CHECK(code_of((*transport)->wait(5s).at(0)) == "timeout");
  CHECK(server.connections() == 1);
}

TEST_CASE("a slow server that makes it in time is heard to its end") {
  const auto gate = std::make_shared<Gate>();
  const LoopbackServer server([&](const ReceivedRequest&) {
    return Script{send_bytes(head({"Content-Length: 32"})), hold_until(gate), send_bytes(kPage)};
  });
  auto transport = make_curl_transport(quick_options());
  REQUIRE(transport);
  HttpRequest request;
  request.url = server.url("/");
  (*transport)->start(request);
  CHECK((*transport)->wait(100ms).empty());
  gate->open();
  const auto answers = (*transport)->wait(5s);
  REQUIRE(answers.size() == 1);
  CHECK(code_of(answers[0]) == "");
  CHECK(answers[0].exchange.body == kPage);
}

TEST_CASE("gzip is checked to its end") {
  const auto whole = gzip_member(kPage);
  auto wrong_sum = whole;
  wrong_sum[wrong_sum.size() - 6] = static_cast<char>(wrong_sum[wrong_sum.size() - 6] ^ 1);
  auto broken = whole;
  broken[14] = static_cast<char>(broken[14] ^ 0x55);
  const auto half = whole.substr(0, whole.size() / 2);
  const auto no_trailer = whole.substr(0, whole.size() - 8);
  check_faults({
      {"gzip", raw(packed(whole)), "", whole.size()},
      {"half a gzip of the told length", raw(packed(half)), "damaged_body", half.size()},
      {"gzip without its trailer", raw(packed(no_trailer)), "damaged_body", no_trailer.size()},
      {"gzip with a wrong sum", raw(packed(wrong_sum)), "damaged_body", wrong_sum.size()},
      {"broken gzip", raw(packed(broken)), "damaged_body", broken.size()},
      {"gzip that nobody names",
       raw(head({"Content-Type: text/html", "Content-Length: " + std::to_string(whole.size())}) + whole), "",
       whole.size()},
      {"gzip to the end of the connection", raw(head({"Content-Type: text/html", "Content-Encoding: gzip"}) + whole),
       "", whole.size()},
      {"gzip in gzip, the inner one half", raw(packed(gzip_member(half))), "damaged_body", gzip_member(half).size()},
      {"gzip with a second member that is cut", raw(packed(whole + half)), "damaged_body", whole.size() + half.size()},
      {"gzip of two members", raw(packed(whole + whole)), "", whole.size() * 2},
      {"gzip with zeros behind it", raw(packed(whole + std::string(100, '\0'))), "", whole.size() + 100},
      {"half a gzip in chunks",
       raw(head({"Content-Encoding: gzip", "Transfer-Encoding: chunked"}) + "c\r\n" + whole.substr(0, 12) +
           "\r\n0\r\n\r\n"),
       "damaged_body", 12},
      {"gzip cut by the end of the connection", raw(head({"Content-Type: text/html", "Content-Encoding: gzip"}) + half),
       "damaged_body", half.size()},
  });
}

TEST_CASE("bombs, codings that are not read and codings that are not there are named") {
  const auto bomb = gzip_member(std::string(200UL << 20U, 'a'));
  const auto twice = gzip_member(bomb);
  const auto inner = gzip_member(std::string("\x8b\x02\x80\x00\x62\x03", 6));
  check_faults({
      {"a bomb", raw(packed(bomb)), "decoded_too_large", bomb.size()},
      {"a bomb in gzip", raw(packed(twice)), "decoded_too_large", twice.size()},
      {"a coding that is not there", raw(packed(kPage)), "", 32},
      {"brotli",
       raw(head({"Content-Type: text/html", "Content-Encoding: br", "Content-Length: 6"}) +
           std::string("\x8b\x02\x80\x61\x62\x03", 6)),
       "unsupported_encoding", 6},
      {"a single byte called gzip", raw(packed("\x1f")), "damaged_body", 1},
      {"nothing called gzip", raw(packed("")), "", 0},
      {"noise called gzip", raw(packed(std::string("\x01\x02\x00\x04", 4))), "damaged_body", 4},
      {"brotli inside gzip",
       raw(head({"Content-Encoding: br", "Content-Encoding: gzip", "Content-Length: " + std::to_string(inner.size())}) +
           inner),
       "unsupported_encoding", inner.size()},
      {"zstd", raw(head({"Content-Encoding: zstd", "Content-Length: 4"}) + std::string("\x28\xb5\x2f\x00", 4)),
       "unsupported_encoding", 4},
  });
}

TEST_CASE("a flood is cut at its limit") {
  auto options = quick_options();
  options.most_body_bytes = 1UL << 20U;
  const std::string flood(4UL << 20U, 'a');
  check_faults(
      {{"longer than allowed by its length", raw(head({"Content-Length: " + std::to_string(flood.size())}) + flood),
        "too_large", 1UL << 20U, "length"},
       {"longer than allowed in chunks", raw(chunked({"400000\r\n", flood, "\r\n0\r\n\r\n"})), "too_large", 1UL << 20U,
        "length"},
       {"longer than allowed without a length", raw(head({}) + flood), "too_large", 1UL << 20U, "length"}},
      options);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

/// Highest memory of this process since begin_peak(), KiB.
long peak_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
  throw std::runtime_error("the system does not tell how much memory is in use");
}

/// Lets the peak begin from what is in use now.
long begin_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
  return peak_kib();
}

}  // namespace

TEST_CASE("floods and bombs take memory by our limits and not by their size") {
  constexpr long kMiB = 1024;
  auto options = quick_options();
  options.most_body_bytes = 1UL << 20U;
  const auto flood = raw(chunked({"4000000\r\n", std::string(64UL << 20U, 'a'), "\r\n0\r\n\r\n"}));
  const auto bomb = raw(packed(gzip_member(std::string(210UL << 20U, 'a'))));
  const LoopbackServer flooding([&](const ReceivedRequest&) { return flood; });
  auto before = begin_peak();
  CHECK(code_of(fetch_once(flooding.url("/"), options)) == "too_large");
  const auto served = 64 * kMiB;  // the server's own copy of its script
  CHECK(peak_kib() - before < served + 8 * kMiB);
  const LoopbackServer bombing([&](const ReceivedRequest&) { return bomb; });
  before = begin_peak();
  CHECK(code_of(fetch_once(bombing.url("/"))) == "decoded_too_large");
  CHECK(peak_kib() - before < 4 * kMiB);
}

#endif
