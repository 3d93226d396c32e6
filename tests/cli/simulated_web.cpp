#include "tests/cli/simulated_web.hpp"

#include <algorithm>

#include "fetch/fetch_url.hpp"
#include "fetch/http_checks.hpp"
#include "fetch/settle.hpp"
#include "text/url.hpp"

namespace mingdan::test {

void SimulatedWeb::kill_with(double likelihood, std::uint64_t seed) {
  kill_likelihood_ = likelihood;
  random_.seed(seed);
}

void SimulatedWeb::start(HttpRequest request) {
  const auto host = split_url(request.url)->host;
  const auto site = sites_.find(host);
  const auto said = site == sites_.end() ? SimulatedAnswer{} : site->second(request, now_);
  UnderWay under_way;
  auto& answer = under_way.answer;
  answer.id = request.id;
  answer.exchange.url = request.url;
  answer.exchange.request_head = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  answer.exchange.sent_at = utc_text(now_);
  answer.error = said.error;
  if (!said.error) {
    auto& head = answer.exchange.response_head;
    head = "HTTP/1.1 " + std::to_string(said.status) + " Said\r\nContent-Type: " + said.media_type + "\r\n";
    for (const auto& field : said.fields) head += field + "\r\n";
    head += "Content-Length: " + std::to_string(said.body.size()) + "\r\n\r\n";
    answer.exchange.status = said.status;
    answer.exchange.body = said.body;
    answer.retry_after = retry_after_in(head, now_);
    if (const auto location = location_in(head)) answer.location = redirect_target(request.url, *location);
  }
  under_way.ends = now_ + said.time;
  under_way.seen = seen_.size();
  seen_.push_back({host, request.url, now_, under_way.ends, said.error ? 0 : said.status});
  under_way_.push_back(std::move(under_way));
}

std::vector<HttpAnswer> SimulatedWeb::wait(std::chrono::milliseconds longest) {
  if (kill_likelihood_ > 0 && std::uniform_real_distribution<double>(0, 1)(random_) < kill_likelihood_) {
    for (const auto& under_way : under_way_) {
      seen_[under_way.seen].ended = std::min(under_way.ends, now_);
      seen_[under_way.seen].status = 0;  // nobody read it
    }
    under_way_.clear();
    throw Killed{};
  }
  auto until = now_ + longest;
  for (const auto& under_way : under_way_) until = std::min(until, std::max(now_, under_way.ends));
  now_ = until;
  std::vector<HttpAnswer> answers;
  for (auto& under_way : under_way_)
    if (under_way.ends <= now_) answers.push_back(std::move(under_way.answer));
  std::erase_if(under_way_, [&](const UnderWay& under_way) { return under_way.ends <= now_; });
  return answers;
}

}  // namespace mingdan::test
