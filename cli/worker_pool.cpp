#include "cli/worker_pool.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace mingdan {
namespace {

constexpr std::size_t kBatch = 4;                       // tasks given to one worker at a time
constexpr std::size_t kBatchBytes = 1UL << 20U;         // unless they are large
constexpr std::uint64_t kWindowPerWorker = 64;          // tasks between the first unfinished and the last given out
constexpr std::size_t kMaxFinishedBytes = 64UL << 20U;  // results, with their items, that wait for an earlier one
constexpr int kMaxIdleDeaths = 3;
constexpr std::chrono::milliseconds kLongestWait{250};

std::size_t size_of(const WorkResult& result) { return result.item.size() + (result.bytes ? result.bytes->size() : 0); }

}  // namespace

WorkerPool::WorkerPool(WorkerPoolOptions options)
    : options_(std::move(options)),
      server_([this](int items, int results) { serve_as_worker(items, results, options_.work, options_.limits); }) {
  workers_.reserve(options_.workers);
  std::signal(SIGPIPE, SIG_IGN);
}

WorkerPool::~WorkerPool() {
  for (auto& worker : workers_) drop(worker);
}

void WorkerPool::drop(Worker& worker) {
  close(worker.process.items);
  close(worker.process.results);
}

void WorkerPool::run(const std::function<std::optional<std::string>()>& next,
                     const std::function<bool(WorkResult&&)>& take, const std::function<bool()>& go_on) {
  exhausted_ = false;
  while (go_on()) {
    hand_out(next);
    const bool busy = std::ranges::any_of(workers_, [](const Worker& worker) { return !worker.tasks.empty(); });
    if (!busy && again_.empty() && exhausted_) return;
    wait_for_workers();
    if (!hand_over(take)) return;
  }
}

void WorkerPool::hand_out(const std::function<std::optional<std::string>()>& next) {
  while (true) {
    const bool alone = !again_.empty() && again_.front().earlier.has_value();
    auto* worker = free_worker(alone);
    if (worker == nullptr) return;
    auto task = next_task(next);
    if (!task) return;
    give(*worker, std::move(*task));
  }
}

std::optional<WorkerPool::Task> WorkerPool::next_task(const std::function<std::optional<std::string>()>& next) {
  if (!again_.empty()) {
    auto task = std::move(again_.front());
    again_.pop_front();
    return task;
  }
  const auto window = kWindowPerWorker * options_.workers;
  if (exhausted_ || next_number_ - next_to_hand_over_ >= window || finished_bytes_ > kMaxFinishedBytes)
    return std::nullopt;
  auto item = next();
  if (!item) {
    exhausted_ = true;
    return std::nullopt;
  }
  return Task{next_number_++, std::move(*item), std::nullopt};
}

/// The worker with the least to do that can take one more task; a new one while all are busy and more are allowed.
/// A task that is to be done alone wants a worker that has nothing else, and no company afterwards.
WorkerPool::Worker* WorkerPool::free_worker(bool alone) {
  Worker* best = nullptr;
  for (auto& worker : workers_) {
    const bool is_alone = !worker.tasks.empty() && worker.tasks.front().earlier.has_value();
    const std::size_t room = alone ? 1 : kBatch;
    if (is_alone || worker.tasks.size() >= room || worker.unsent.size() - worker.sent > kBatchBytes) continue;
    if (best == nullptr || worker.tasks.size() < best->tasks.size()) best = &worker;
  }
  if ((best != nullptr && best->tasks.empty()) || workers_.size() >= options_.workers) return best;
  const bool more = !again_.empty() || !exhausted_;
  if (!more) return best;
  workers_.push_back({server_.start_worker(), {}, {}, 0, {}, {}, false});
  return &workers_.back();
}

void WorkerPool::give(Worker& worker, Task task) {
  ItemHead head;
  head.length = task.item.size();
  if (task.earlier) head.earlier = static_cast<std::int32_t>(*task.earlier);
  worker.unsent.append(reinterpret_cast<const char*>(&head), sizeof head).append(task.item);
  if (worker.tasks.empty()) worker.deadline = Clock::now() + std::chrono::seconds(options_.limits.wall_seconds);
  worker.tasks.push_back(std::move(task));
  send_unsent(worker);
}

void WorkerPool::send_unsent(Worker& worker) {
  while (worker.sent < worker.unsent.size()) {
    const auto put =
        write(worker.process.items, worker.unsent.data() + worker.sent, worker.unsent.size() - worker.sent);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return;  // full, or the worker is dead, which its result pipe will tell
    worker.sent += static_cast<std::size_t>(put);
  }
  worker.unsent = std::string();  // a large item gives its memory back
  worker.sent = 0;
}

void WorkerPool::wait_for_workers() {
  std::vector<pollfd> ends;
  for (const auto& worker : workers_) {
    ends.push_back({worker.process.results, POLLIN, 0});
    ends.push_back({worker.unsent.empty() ? -1 : worker.process.items, POLLOUT, 0});
  }
  const auto before = Clock::now();
  const int ready = poll(ends.data(), ends.size(), static_cast<int>(kLongestWait.count()));
  const auto slept = Clock::now() - before;
  // Time in which all of us stood still (Ctrl-Z, a laptop's lid) is nobody's fault.
  if (slept > 4 * kLongestWait)
    for (auto& worker : workers_) worker.deadline += slept;
  if (ready < 0) return;
  const auto known = workers_.size();
  for (std::size_t i = 0; i < known; ++i) {
    if ((ends[2 * i + 1].revents & POLLOUT) != 0) send_unsent(workers_[i]);
    if (ends[2 * i].revents != 0) read_results(workers_[i]);
  }
  enforce_deadlines(before);
}

void WorkerPool::read_results(Worker& worker) {
  std::array<char, 65536> buffer{};
  while (true) {
    const auto got = read(worker.process.results, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return;
    if (got == 0) return bury(worker);
    worker.unread.append(buffer.data(), static_cast<std::size_t>(got));
    take_answers(worker);
  }
}

void WorkerPool::take_answers(Worker& worker) {
  std::size_t at = 0;
  std::uint64_t length = 0;
  while (worker.unread.size() - at >= sizeof length) {
    std::memcpy(&length, worker.unread.data() + at, sizeof length);
    if (worker.unread.size() - at - sizeof length < length) break;
    auto bytes = worker.unread.substr(at + sizeof length, length);
    at += sizeof length + length;
    auto task = std::move(worker.tasks.front());
    worker.tasks.pop_front();
    worker.deadline = Clock::now() + std::chrono::seconds(options_.limits.wall_seconds);
    finish(task.number, {std::move(task.item), std::move(bytes)});
    idle_deaths_ = 0;
  }
  worker.unread.erase(0, at);
}

void WorkerPool::finish(std::uint64_t number, WorkResult result) {
  finished_bytes_ += size_of(result);
  finished_.emplace(number, std::move(result));
}

/// A worker is dead: its front task is tried once more or given up, the others are put back, and a new process takes
/// its place.
void WorkerPool::bury(Worker& worker) {
  const int status = server_.wait_for(worker.process.pid);
  const auto failure = worker.killed ? WorkerFailure::timeout : failure_from(status);
  drop(worker);
  auto tasks = std::exchange(worker.tasks, {});
  if (tasks.empty() && ++idle_deaths_ >= kMaxIdleDeaths)
    throw std::runtime_error("worker processes die before they do anything; check the limits on memory and processes");
  if (!tasks.empty() && tasks.front().earlier) {
    auto& task = tasks.front();
    finish(task.number, {std::move(task.item), std::unexpected(*task.earlier)});
    tasks.pop_front();
  } else if (!tasks.empty()) {
    tasks.front().earlier = failure;
  }
  again_.insert(again_.begin(), std::make_move_iterator(tasks.begin()), std::make_move_iterator(tasks.end()));
  worker = Worker{server_.start_worker(), {}, {}, 0, {}, {}, false};
}

void WorkerPool::enforce_deadlines(Clock::time_point woken) {
  for (auto& worker : workers_) {
    if (worker.tasks.empty() || worker.killed || !worker.unread.empty() || woken < worker.deadline) continue;
    worker.killed = true;
    kill(worker.process.pid, SIGKILL);
  }
}

bool WorkerPool::hand_over(const std::function<bool(WorkResult&&)>& take) {
  const auto begun = Clock::now();
  for (auto first = finished_.begin(); first != finished_.end() && first->first == next_to_hand_over_;
       first = finished_.begin()) {
    auto result = std::move(first->second);
    finished_.erase(first);
    ++next_to_hand_over_;
    finished_bytes_ -= size_of(result);
    if (!take(std::move(result))) return false;
  }
  // While the results were taken (a slow pipe or disk) nobody listened to the workers.
  for (auto& worker : workers_) worker.deadline += Clock::now() - begun;
  return true;
}

}  // namespace mingdan
