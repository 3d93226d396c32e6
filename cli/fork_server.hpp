#pragma once

#include <sys/types.h>

#include <functional>

namespace mingdan {

/// A worker process as its pool sees it.
struct WorkerProcess {
  pid_t pid = -1;
  int items = -1;    ///< write end, non-blocking; the pool closes it
  int results = -1;  ///< read end, non-blocking; the pool closes it
};

/// A small process forked early, before databases are opened and buffers grow, whose only work is to fork workers when
/// asked, so that a worker that replaces a dead one inherits neither. All of them die with the process that made this.
/// For one thread only.
class ForkServer {
 public:
  /// `serve` runs in each worker with its ends of the two pipes and must not return.
  explicit ForkServer(const std::function<void(int items, int results)>& serve);
  ForkServer(const ForkServer&) = delete;
  ForkServer& operator=(const ForkServer&) = delete;
  /// Ends the helper process and with it every worker.
  ~ForkServer();

  /// Throws std::runtime_error when no process can be made.
  WorkerProcess start_worker();
  /// The wait status of a worker whose result pipe is closed. Blocks until it is known.
  int wait_for(pid_t pid);

 private:
  int socket_ = -1;
  pid_t pid_ = -1;
};

}  // namespace mingdan
