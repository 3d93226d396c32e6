#pragma once

#include <string>
#include <vector>

namespace mingdan::test {

/// What a program left: its exit code (128 and the signal's number when one ended it), stdout and stderr.
struct Outcome {
  int code = -1;
  std::string out;
  std::string err;
};

struct RunOptions {
  std::string input;                   ///< bytes for standard input
  std::string output;                  ///< a path that takes standard output instead of Outcome::out
  unsigned long long max_file_bytes = 0;  ///< 0: no limit; else writing more to a file fails
};

/// Runs the built `mingdan` and waits for it, 60 seconds at most. Its environment has no data folder but the home
/// folder `/nonexistent`.
Outcome run_mingdan(const std::vector<std::string>& arguments, const RunOptions& options = {});

std::string bytes_of(const std::string& path);

}  // namespace mingdan::test
