#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.hpp"
#include "model/record.hpp"
#include "store/coverage.hpp"

namespace mingdan {

class FetchLedger;

/// What importing a page changed.
enum class ImportOutcome {
  added,      ///< bytes of this page that the store did not have
  replaced,   ///< bytes that it had, read with another result that goes before the stored one
  unchanged,
};

/// What a run did, for the table `runs`.
struct RunCounts {
  std::uint64_t added = 0;
  std::uint64_t replaced = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t notices = 0;
  std::uint64_t failed = 0;

  bool operator==(const RunCounts&) const = default;
};

/// A row of the table `runs`.
struct RunSummary {
  std::int64_t run = 0;
  std::string command;
  std::string program_version;
  std::string started_at;  ///< UTC, "2026-11-24T22:03:30Z"
  std::optional<std::string> finished_at;  ///< nullopt while it works and when it was cut off
  RunCounts counts;                        ///< zeros until it has finished
  std::uint64_t requests = 0;              ///< lines in the ledger
  std::uint64_t bytes = 0;                 ///< of the bodies that these received
};

/// Where records are kept. What records are in the store is a function of the set of records that were imported, never of their
/// order or number: importing is idempotent, associative and commutative. Which of two readings of the same bytes is
/// kept, and which version of a page is the current one, stands in docs/record-schema.md, "Versions".
/// Errors of every function: store_full, store_damaged, store_busy, store_unwritable, store_failed; after one the
/// running transaction is rolled back. One thread at a time; never across a fork.
class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  /// Stores what one page gave, in one transaction that is on disk when this returns.
  /// In: `record.page` present; `extractor_version` of the program that made the record. `record.input` and
  /// `record.record` are not kept. Errors: bad_record (no page, no key, a digest that is none, numbers out of range).
  virtual Result<ImportOutcome> import_record(const Record& record, int extractor_version) = 0;

  /// A row in `runs`; its number is for note_failure() and finish_run().
  virtual Result<std::int64_t> begin_run(std::string_view command, std::string_view program_version) = 0;
  /// An input that gave no page. Kept with its run, in no export.
  virtual Result<void> note_failure(std::int64_t run, const Record& record) = 0;
  virtual Result<void> finish_run(std::int64_t run, const RunCounts& counts) = 0;
  /// The newest first, at most `most`.
  virtual Result<std::vector<RunSummary>> last_runs(std::size_t most) = 0;

  /// What fetching remembers, on the same connection; lives as long as the store.
  virtual FetchLedger& fetch_ledger() = 0;

  /// Hands over the record of the current version of every page, in byte order of the page keys, as imported, without
  /// `input`; all from one moment, whatever is imported meanwhile. Stops when `take` returns false.
  virtual Result<void> for_each_current_record(const std::function<bool(Record&&)>& take) = 0;

  /// What is wrong with the database itself, one line each: structure, references. Empty when it is whole.
  virtual Result<std::vector<std::string>> damages() = 0;

  /// What the current versions cover, all from one moment.
  virtual Result<Coverage> coverage() = 0;

  /// Leaves one file without a log beside it. The store can't be used afterwards. Without it nothing is lost.
  virtual Result<void> close() = 0;
};

}  // namespace mingdan
