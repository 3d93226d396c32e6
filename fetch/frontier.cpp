#include "fetch/frontier.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mingdan {

Frontier::Frontier(std::chrono::milliseconds patience, Random random)
    : patience_(patience), random_(std::move(random)) {}

void Frontier::set_next(Lane& lane) { lane.next_at = next_request_at(lane.state, lane.policy, random_()); }

void Frontier::add_host(HostState state, HostPolicy policy) {
  auto host = state.host;
  auto& lane = lanes_[host];
  lane.state = std::move(state);
  lane.policy = policy;
  set_next(lane);
}

void Frontier::add(const std::string& host, FetchTask task) { lanes_.at(host).tasks.push_back(std::move(task)); }

void Frontier::add_first(const std::string& host, FetchTask task) { lanes_.at(host).tasks.push_front(std::move(task)); }

std::optional<FetchTask> Frontier::next(Instant now) {
  auto at = lanes_.upper_bound(last_);
  for (std::size_t seen = 0; seen < lanes_.size(); ++seen, ++at) {
    if (at == lanes_.end()) at = lanes_.begin();
    auto& lane = at->second;
    if (lane.busy || lane.next_at > now) continue;
    const auto ready = std::ranges::find_if(lane.tasks, [&](const FetchTask& task) { return task.not_before <= now; });
    if (ready == lane.tasks.end()) continue;
    auto task = std::move(*ready);
    lane.tasks.erase(ready);
    lane.busy = true;
    last_ = at->first;
    return task;
  }
  return std::nullopt;
}

void Frontier::ended(const std::string& host, HostState state) {
  held(host, std::move(state));
  passed(host);
}

void Frontier::held(const std::string& host, HostState state) {
  auto& lane = lanes_.at(host);
  lane.state = std::move(state);
  set_next(lane);
}

void Frontier::passed(const std::string& host) { lanes_.at(host).busy = false; }

std::optional<Instant> Frontier::wakes_at(const Lane& lane, Instant now) const {
  if (lane.busy || lane.tasks.empty()) return std::nullopt;
  if (lane.state.not_before.value_or(now) > now + patience_) return std::nullopt;
  const auto first = std::ranges::min(lane.tasks, {}, &FetchTask::not_before).not_before;
  if (first > std::max(now, lane.next_at) + patience_) return std::nullopt;
  return std::max(lane.next_at, first);
}

std::optional<Instant> Frontier::wakes_at(Instant now) const {
  std::optional<Instant> first;
  for (const auto& [host, lane] : lanes_)
    if (const auto at = wakes_at(lane, now); at && (!first || *at < *first)) first = at;
  return first;
}

void Frontier::set_policy(const std::string& host, HostPolicy policy) {
  auto& lane = lanes_.at(host);
  lane.policy = policy;
  set_next(lane);
}

std::vector<FetchTask> Frontier::take_all(const std::string& host) {
  auto& tasks = lanes_.at(host).tasks;
  std::vector<FetchTask> taken(std::make_move_iterator(tasks.begin()), std::make_move_iterator(tasks.end()));
  tasks.clear();
  return taken;
}

std::vector<std::string> Frontier::hosts() const {
  std::vector<std::string> names;
  for (const auto& [host, lane] : lanes_) names.push_back(host);
  return names;
}

std::size_t Frontier::size() const {
  std::size_t count = 0;
  for (const auto& [host, lane] : lanes_) count += lane.tasks.size();
  return count;
}

}  // namespace mingdan
