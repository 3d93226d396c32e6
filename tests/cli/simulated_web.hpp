#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "fetch/transport.hpp"

namespace mingdan::test {

/// Thrown where a run is killed: nothing that comes behind happens.
struct Killed {};

/// What a host answers at a moment.
struct SimulatedAnswer {
  int status = 200;
  std::string media_type = "text/html";
  std::string body;
  std::vector<std::string> fields;            ///< "Retry-After: 60"
  std::optional<Error> error;                 ///< instead of an answer
  std::chrono::milliseconds time{300};        ///< until it is whole
};

using SimulatedSite = std::function<SimulatedAnswer(const HttpRequest&, Instant)>;

/// One request as its host saw it.
struct SeenRequest {
  std::string host;
  std::string url;
  Instant begun;
  Instant ended;
  int status = 0;
};

/// Hosts in virtual time: what takes days passes at once. The clock moves only while somebody waits.
class SimulatedWeb final : public Transport {
 public:
  explicit SimulatedWeb(Instant begin) : now_(begin) {}

  void serve(const std::string& host, SimulatedSite site) { sites_[host] = std::move(site); }
  [[nodiscard]] Instant now() const { return now_; }
  void pass(std::chrono::milliseconds time) { now_ += time; }
  [[nodiscard]] const std::vector<SeenRequest>& seen() const { return seen_; }
  /// From now on the run is killed at one of its waits, each with this likelihood.
  void kill_with(double likelihood, std::uint64_t seed);

  void start(HttpRequest request) override;
  std::vector<HttpAnswer> wait(std::chrono::milliseconds longest) override;
  [[nodiscard]] std::size_t running() const override { return under_way_.size(); }
  void cancel_all() override { under_way_.clear(); }

 private:
  struct UnderWay {
    HttpAnswer answer;
    Instant ends;
    std::size_t seen = 0;
  };

  Instant now_;
  std::map<std::string, SimulatedSite> sites_;
  std::vector<UnderWay> under_way_;
  std::vector<SeenRequest> seen_;
  double kill_likelihood_ = 0;
  std::mt19937_64 random_;
};

}  // namespace mingdan::test
