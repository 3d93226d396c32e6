#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/fork_server.hpp"
#include "cli/worker.hpp"
#include "cli/worker_limits.hpp"

namespace mingdan {

struct WorkerPoolOptions {
  unsigned workers = 1;
  WorkerLimits limits;
  WorkFunction work;
};

/// What an item gave, with the item itself; an item that ended two workers gives a failure, that of the first.
struct WorkResult {
  std::string item;
  std::expected<std::string, WorkerFailure> bytes;
};

/// Does work in processes of its own, several at a time, and gives the results in the order of the items. An item that
/// ends its worker is given once more to a fresh one, alone, with `earlier` set; nothing else suffers. Memory is bounded
/// by a window of items and results. SIGPIPE is ignored from now on: writing to a dead worker must not end us. For one
/// thread only.
class WorkerPool {
 public:
  explicit WorkerPool(WorkerPoolOptions options);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  ~WorkerPool();

  /// Takes items until `next` gives none and hands over their results. Returns early, without the rest, when `take`
  /// or `go_on` is false; `go_on` is asked at least four times a second. May be called again after it took all items.
  /// Throws std::runtime_error when no worker can be started.
  void run(const std::function<std::optional<std::string>()>& next, const std::function<bool(WorkResult&&)>& take,
           const std::function<bool()>& go_on);

 private:
  using Clock = std::chrono::steady_clock;

  struct Task {
    std::uint64_t number = 0;
    std::string item;
    std::optional<WorkerFailure> earlier;
  };
  struct Worker {
    WorkerProcess process;
    std::deque<Task> tasks;  ///< given to the process and not answered, the front one being worked on
    std::string unsent;  ///< bytes of tasks, of which the pipe took the first `sent`
    std::size_t sent = 0;
    std::string unread;  ///< bytes of results, the last one not whole
    Clock::time_point deadline;  ///< of the front task
    bool killed = false;  ///< by us, for time
  };

  void hand_out(const std::function<std::optional<std::string>()>& next);
  std::optional<Task> next_task(const std::function<std::optional<std::string>()>& next);
  Worker* free_worker(bool alone);
  void give(Worker& worker, Task task);
  void send_unsent(Worker& worker);
  void wait_for_workers();
  void read_results(Worker& worker);
  void take_answers(Worker& worker);
  void finish(std::uint64_t number, WorkResult result);
  void bury(Worker& worker);
  void enforce_deadlines(Clock::time_point woken);
  bool hand_over(const std::function<bool(WorkResult&&)>& take);
  void drop(Worker& worker);

  WorkerPoolOptions options_;
  ForkServer server_;
  std::vector<Worker> workers_;
  std::deque<Task> again_;  ///< tasks that a death put back, in order
  std::map<std::uint64_t, WorkResult> finished_;  ///< not handed over yet, since an earlier one is missing
  std::size_t finished_bytes_ = 0;  ///< of those results and their items
  std::uint64_t next_number_ = 0;
  std::uint64_t next_to_hand_over_ = 0;
  int idle_deaths_ = 0;
  bool exhausted_ = false;
};

}  // namespace mingdan
