#pragma once

namespace mingdan {

/// Exit codes as docs and scripts know them.
enum class ExitCode : int {
  done = 0,
  failed = 1,
  usage = 2,
  some_pages_failed = 3,
  every_source_failed = 4,
  quality_gate = 5,
  blocked = 18,
  locked = 75,
  interrupted = 130,
  terminated = 143,
};

/// Of two codes the one that wins: 130/143, 75, 2, 1, 18, 4, 3, 5, 0, in this order.
ExitCode worse_of(ExitCode left, ExitCode right);

}  // namespace mingdan
