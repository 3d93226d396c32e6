#include "tests/fetch/transport_case.hpp"

#include <stdexcept>
#include <utility>

namespace mingdan::test {

using namespace std::chrono_literals;

TransportOptions quick_options() {
  TransportOptions options;
  options.allow_private = true;
  options.connect_timeout = 2s;
  options.total_timeout = 5s;
  options.now = [] { return kFetchNow; };
  return options;
}

HttpAnswer fetch_once(const std::string& url, const TransportOptions& options) {
  HttpRequest request;
  request.id = 1;
  request.url = url;
  return fetch_once(std::move(request), options);
}

HttpAnswer fetch_once(HttpRequest request, const TransportOptions& options) {
  auto transport = make_curl_transport(options);
  if (!transport) throw std::runtime_error(transport.error().message);
  (*transport)->start(std::move(request));
  auto answers = (*transport)->wait(10s);
  if (answers.size() != 1) throw std::runtime_error("the request did not end");
  return std::move(answers.front());
}

std::string code_of(const HttpAnswer& answer) { return answer.error ? answer.error->code : ""; }

}  // namespace mingdan::test
