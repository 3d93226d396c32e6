#include "cli/worker.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <new>

namespace mingdan {
namespace {

void set_limit(decltype(RLIMIT_CORE) resource, rlim_t value) {
  const rlimit limit{value, value};
  setrlimit(resource, &limit);
}

void bound_process(const WorkerLimits& limits) {
  set_limit(RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  set_limit(RLIMIT_AS, limits.memory_bytes);
#endif
  static_cast<void>(limits);
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) dup2(nowhere, STDERR_FILENO);
  std::signal(SIGINT, SIG_IGN);  // the parent decides what an interrupt means
  std::signal(SIGPIPE, SIG_IGN);
  // A handler that the program set for itself would speak for a worker.
  for (const int signal : {SIGTERM, SIGPROF, SIGALRM, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL})
    std::signal(signal, SIG_DFL);
}

/// SIGPROF ends the process once it has used this much CPU time from now on; 0 turns that off.
void allow_cpu(int milliseconds) {
  itimerval timer{};
  timer.it_value.tv_sec = milliseconds / 1000;
  timer.it_value.tv_usec = milliseconds % 1000 * 1000L;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

bool read_whole(int descriptor, void* buffer, std::size_t size) {
  auto* at = static_cast<char*>(buffer);
  while (size > 0) {
    const auto got = read(descriptor, at, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

void write_whole(int descriptor, const void* buffer, std::size_t size) {
  const auto* at = static_cast<const char*>(buffer);
  while (size > 0) {
    const auto put = write(descriptor, at, size);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) _exit(kExitPipeBroken);
    at += put;
    size -= static_cast<std::size_t>(put);
  }
}

std::string result_of(const WorkFunction& work, std::string_view item, const ItemHead& head) {
  std::optional<WorkerFailure> earlier;
  if (head.earlier >= 0) earlier = static_cast<WorkerFailure>(head.earlier);
  return work(item, earlier);
}

}  // namespace

void serve_as_worker(int items, int results, const WorkFunction& work, const WorkerLimits& limits) {
  bound_process(limits);
  try {
    ItemHead head;
    std::string item;
    while (read_whole(items, &head, sizeof head)) {
      item.resize(head.length);
      if (!read_whole(items, item.data(), item.size())) break;
      allow_cpu(limits.cpu_milliseconds);
      const auto result = result_of(work, item, head);
      allow_cpu(0);
      const std::uint64_t length = result.size();
      write_whole(results, &length, sizeof length);
      write_whole(results, result.data(), result.size());
    }
  } catch (const std::bad_alloc&) {
    _exit(kExitOutOfMemory);
  } catch (...) {
    std::abort();
  }
  _exit(0);
}

WorkerFailure failure_from(int wait_status) {
  if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == kExitOutOfMemory) return WorkerFailure::memory;
  if (!WIFSIGNALED(wait_status)) return WorkerFailure::crashed;
  switch (WTERMSIG(wait_status)) {
    case SIGPROF:
    case SIGXCPU:
      return WorkerFailure::timeout;
    case SIGKILL:
      return WorkerFailure::memory;
    default:
      return WorkerFailure::crashed;
  }
}

}  // namespace mingdan
