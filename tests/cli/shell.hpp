#pragma once

#include <string>

namespace mingdan::test {

/// What a command left behind.
struct ShellRun {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// Runs a POSIX shell command in `folder`; the built program is `$mingdan`, standard input is empty.
ShellRun run_in(const std::string& folder, const std::string& command);

}  // namespace mingdan::test
