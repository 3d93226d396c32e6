#pragma once

#include <cstddef>

namespace mingdan {

/// Builds for debugging and with sanitizers take up to ten times as long.
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
inline constexpr int kCpuMilliseconds = 1500;
#else
inline constexpr int kCpuMilliseconds = 15'000;
#endif

/// What one work item may cost its worker process. The largest real pages take 0.1 s, hostile ones of 16 MB within the
/// budgets of parse/ 1.2 s.
struct WorkerLimits {
  std::size_t memory_bytes = 512UL << 20U;  ///< address space; not enforced in builds with a sanitizer
  int cpu_milliseconds = kCpuMilliseconds;
  int wall_seconds = 20;
};

/// How an item ended its worker.
enum class WorkerFailure { crashed, timeout, memory };

/// Exit codes of worker processes that say more than a signal would.
inline constexpr int kExitOutOfMemory = 86;
inline constexpr int kExitPipeBroken = 87;

/// What a wait status of a dead worker tells. Killed by SIGKILL counts as out of memory: the kernel's doing, unless the
/// pool itself killed it for time.
WorkerFailure failure_from(int wait_status);

}  // namespace mingdan
