#include "cli/fetch_hosts.hpp"

#include <algorithm>
#include <utility>

#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::chrono::hours kRobotsLifetime{24};

UrlParts parts_of(const std::string& url) { return split_url(url).value_or(UrlParts{}); }

}  // namespace

std::string host_of(const std::string& url) {
  const auto parts = parts_of(url);
  const bool usual = parts.port.empty() || parts.port == (parts.scheme == "https" ? "443" : "80");
  return usual ? parts.host : parts.host + ":" + parts.port;
}

std::string host_name_of(const std::string& url) { return parts_of(url).host; }

HostRule rule_for(const HostRules& rules, const std::string& url) {
  const auto rule = rules.rules.find(host_name_of(url));
  return rule == rules.rules.end() ? HostRule{} : rule->second;
}

HostPolicy policy_for(const HostRules& rules, const std::string& url) {
  const auto name = host_name_of(url);
  if (rules.own.contains(name)) return {std::chrono::milliseconds(0), true};
  std::chrono::milliseconds delay = rules.delay.value_or(default_delay_of(name));
  if (const auto rule = rule_for(rules, url); rule.delay) delay = *rule.delay;
  return {std::max<std::chrono::milliseconds>(delay, kDelayFloor), false};
}

const RobotsRules& RobotsGate::rules_of(const HostState& host) {
  const auto known = rules_.find(host.host);
  if (known != rules_.end()) return known->second;
  return rules_.emplace(host.host, parse_robots(host.robots_text)).first->second;
}

RobotsVerdict RobotsGate::verdict(const HostState& host, const std::string& url, Instant now) {
  if (!host.robots_at || now - *host.robots_at > kRobotsLifetime) return RobotsVerdict::ask;
  switch (robots_answer_for(host.robots_status)) {
    case RobotsAnswer::allow_all:
      return RobotsVerdict::allowed;
    case RobotsAnswer::disallow_all:
      return *host.robots_at < begun_ ? RobotsVerdict::ask : RobotsVerdict::unreachable;
    case RobotsAnswer::use_rules:
      break;
  }
  const auto parts = parts_of(url);
  const auto path = (parts.path.empty() ? "/" : parts.path) + (parts.query.empty() ? "" : "?" + parts.query);
  return allows(rules_of(host), product_, path) ? RobotsVerdict::allowed : RobotsVerdict::denied;
}

std::optional<std::chrono::seconds> RobotsGate::crawl_delay(const HostState& host) {
  if (!host.robots_at || robots_answer_for(host.robots_status) != RobotsAnswer::use_rules) return std::nullopt;
  return crawl_delay_of(rules_of(host), product_);
}

HostState RobotsGate::with_answer(HostState host, std::optional<int> status, std::string text, Instant now) {
  rules_.erase(host.host);
  host.robots_at = now;
  host.robots_status = status;
  if (robots_answer_for(status) == RobotsAnswer::use_rules) host.robots_text = std::move(text);
  return host;
}

}  // namespace mingdan
