#pragma once

#include <cstdint>
#include <string>

#include "cli/exit_code.hpp"
#include "cli/page_stream.hpp"
#include "model/error.hpp"
#include "model/record.hpp"
#include "store/store.hpp"

namespace mingdan {

/// Takes pages as they come into the store and keeps what decides the exit code. For one thread; the store outlives it.
class ImportRun {
 public:
  /// `command`: the verb, as the table `runs` calls it. `strict`: findings of severity error count.
  ImportRun(Store& store, std::string command, bool strict)
      : store_(store), command_(std::move(command)), strict_(strict) {}

  /// False when the store refuses.
  bool begin();
  /// False when the store refuses: the rest need not come.
  bool take(const ReadPage& page);
  /// Closes the store and tells the sums.
  ExitCode finish();

 private:
  bool count(ImportOutcome outcome, std::size_t notices);
  bool fail_page(const Record& record);
  bool keep(const Result<void>& done);

  Store& store_;
  std::string command_;
  bool strict_;
  bool failed_ = false;
  std::int64_t run_ = 0;
  RunCounts counts_;
  ExitCode code_ = ExitCode::done;
};

}  // namespace mingdan
