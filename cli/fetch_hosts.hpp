#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "fetch/frontier.hpp"
#include "fetch/robots.hpp"
#include "fetch/source.hpp"

namespace mingdan {

/// What the command line and sources.toml say about hosts.
struct HostRules {
  std::map<std::string, HostRule, std::less<>> rules;  ///< by name without port
  std::optional<std::chrono::milliseconds> delay;      ///< --delay: for hosts without a delay of their own
  std::set<std::string, std::less<>> own;              ///< --own-host: names without port
};

/// The host of an address as it is kept: lower case, with its port where that is not the scheme's own.
std::string host_of(const std::string& url);
/// The same without the port: what rules are written for.
std::string host_name_of(const std::string& url);
/// The rule for the host of an address; an empty one when there is none.
HostRule rule_for(const HostRules& rules, const std::string& url);
/// The delay never below kDelayFloor, except for own hosts.
HostPolicy policy_for(const HostRules& rules, const std::string& url);

enum class RobotsVerdict {
  ask,          ///< its robots.txt is not known, or too old
  allowed,
  denied,       ///< by its rules
  unreachable,  ///< its rules could not be read in this run: everything is denied for now
};

/// What robots.txt says about addresses, from what is remembered of their hosts.
class RobotsGate {
 public:
  /// `product`: what we call ourselves in robots.txt. `begun`: when this run began.
  RobotsGate(std::string product, Instant begun) : product_(std::move(product)), begun_(begun) {}

  RobotsVerdict verdict(const HostState& host, const std::string& url, Instant now);
  /// The Crawl-delay that the host asks for, at most kLongestCrawlDelay.
  std::optional<std::chrono::seconds> crawl_delay(const HostState& host);
  /// The host with a new answer: `status` empty when there was none, `text` its decoded body.
  HostState with_answer(HostState host, std::optional<int> status, std::string text, Instant now);

 private:
  const RobotsRules& rules_of(const HostState& host);

  std::string product_;
  Instant begun_;
  std::map<std::string, RobotsRules, std::less<>> rules_;  ///< parsed, by host
};

}  // namespace mingdan
