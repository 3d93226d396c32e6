#include "tests/fetch/fault.hpp"

#include "tests/catch.hpp"

namespace mingdan::test {

std::string head(std::initializer_list<std::string> lines) {
  std::string text = "HTTP/1.1 200 OK\r\n";
  for (const auto& line : lines) text += line + "\r\n";
  return text + "\r\n";
}

Script raw(const std::string& bytes) { return {send_bytes(bytes), close_connection()}; }

std::string chunked(std::initializer_list<std::string> lines) {
  auto text = head({"Content-Type: text/html", "Transfer-Encoding: chunked"});
  for (const auto& line : lines) text += line;
  return text;
}

std::string packed(const std::string& body) {
  return head({"Content-Type: text/html", "Content-Encoding: gzip", "Content-Length: " + std::to_string(body.size())}) +
         body;
}

HttpAnswer answer_to(const Script& script, const TransportOptions& options) {
  const LoopbackServer server([&](const ReceivedRequest&) { return script; });
  return fetch_once(server.url("/"), options);
}

void check_faults(const std::vector<Fault>& faults, const TransportOptions& options) {
  for (const auto& fault : faults) {
    CAPTURE(fault.name);
    const LoopbackServer server([&](const ReceivedRequest&) { return fault.script; });
    const auto answer = fetch_once(server.url("/"), options);
    INFO((answer.error ? answer.error->message : ""));
    CHECK(code_of(answer) == fault.code);
    CHECK(answer.exchange.body.size() == fault.bytes);
    CHECK(answer.exchange.truncated.value_or("") == fault.truncated);
    CHECK(server.requests().size() == 1);
    CHECK((!answer.error || !answer.error->message.empty()));
  }
}

}  // namespace mingdan::test
