#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fetch/politeness.hpp"
#include "model/fetch_state.hpp"

namespace mingdan {

/// One request that is to be made.
struct FetchTask {
  std::string url;      ///< to be requested
  std::string for_url;  ///< the address in the ledger that it is made for: differs behind redirects
  PageRole role = PageRole::page;
  std::string source;  ///< name of the source; empty when handed in
  int list_page = 1;   ///< of a list that goes on over several addresses, counted from 1
  int hops = 0;        ///< redirects followed so far
  int tries = 0;       ///< failed attempts of this run
  Instant not_before{};
  Instant sent_at{};    ///< once it was sent
  std::string robots_of = {};  ///< this is the robots.txt of that host, asked for on behalf of `for_url`

  bool operator==(const FetchTask&) const = default;
};

/// What is still to be requested in this run, by host, and when each host may be asked next. One request a host at a
/// time. Pure: time comes in, nothing is sent. Not for use from two threads.
class Frontier {
 public:
  using Random = std::function<double()>;  ///< from [0, 1)

  /// Waits for a retry or the end of a pause that take longer than `patience` are left to a later run.
  Frontier(std::chrono::milliseconds patience, Random random);

  /// Hosts must be known before tasks of theirs come.
  void add_host(HostState state, HostPolicy policy);
  [[nodiscard]] bool knows(const std::string& host) const { return lanes_.contains(host); }
  void add(const std::string& host, FetchTask task);
  void add_first(const std::string& host, FetchTask task);

  /// A task whose host may be asked now, hosts taking turns; the host is busy until ended().
  std::optional<FetchTask> next(Instant now);
  /// The request of that host has ended; `state` is the host from now on.
  void ended(const std::string& host, HostState state);
  /// The request has ended, but nothing is asked of the host before another ended() for it.
  void held(const std::string& host, HostState state);
  /// Gives the host's turn back: nothing was sent.
  void passed(const std::string& host);
  /// When next() can give something again without an end of a running request: nullopt when never in this run.
  [[nodiscard]] std::optional<Instant> wakes_at(Instant now) const;

  [[nodiscard]] const HostState& host(const std::string& host) const { return lanes_.at(host).state; }
  [[nodiscard]] std::vector<std::string> hosts() const;
  void set_policy(const std::string& host, HostPolicy policy);
  [[nodiscard]] const HostPolicy& policy(const std::string& host) const { return lanes_.at(host).policy; }
  /// Takes all tasks of a host out: it will not be asked any more in this run.
  std::vector<FetchTask> take_all(const std::string& host);
  [[nodiscard]] std::size_t size() const;

 private:
  struct Lane {
    HostState state;
    HostPolicy policy;
    std::deque<FetchTask> tasks;
    Instant next_at{};
    bool busy = false;
  };

  [[nodiscard]] std::optional<Instant> wakes_at(const Lane& lane, Instant now) const;
  void set_next(Lane& lane);

  std::chrono::milliseconds patience_;
  Random random_;
  std::map<std::string, Lane, std::less<>> lanes_;
  std::string last_;  ///< host of the last task given
};

}  // namespace mingdan
