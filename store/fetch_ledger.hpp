#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.hpp"
#include "model/fetch_state.hpp"

namespace mingdan {

/// How many addresses that a source led to stand at one point.
struct UrlCount {
  std::string source;  ///< empty: handed in
  UrlProgress progress = UrlProgress::waiting;
  std::uint64_t urls = 0;

  bool operator==(const UrlCount&) const = default;
};

/// An address whose last attempt failed: given up, or to be tried again.
struct FailingUrl {
  UrlState state;
  std::optional<FetchAttempt> last;  ///< the newest line about it; none when it failed before any request

  bool operator==(const FailingUrl&) const = default;
};

/// What fetching remembers from run to run: hosts, addresses, sources, every request, and how far archive files are
/// known. Belongs to the store that gave it and ends with it; one writer, under the store's lock; in no export.
/// What a function wrote is on disk when it returns, as a whole or not at all. A put replaces what is kept under the
/// same name. Strings come back byte for byte, also those that are no UTF-8 (entity tags, robots.txt).
/// Errors of every function: those of Store; store_unwritable for writes into a store that was opened for reading;
/// bad_record for figures above 2^63-1. One thread at a time; never across a fork.
class FetchLedger {
 public:
  FetchLedger() = default;
  FetchLedger(const FetchLedger&) = delete;
  FetchLedger& operator=(const FetchLedger&) = delete;
  virtual ~FetchLedger() = default;

  /// In byte order of their names.
  virtual Result<std::vector<HostState>> hosts() = 0;
  virtual Result<void> put_host(const HostState& host) = 0;

  /// nullopt for an address that nobody handed in or found.
  virtual Result<std::optional<UrlState>> url(std::string_view url) = 0;
  /// Whether some address stands for that page: it was told by the address, or read from the page.
  virtual Result<bool> knows_page_key(std::string_view key) = 0;
  /// All of them or none; of two with one address the later counts. An address keeps its place in the order of arrival.
  virtual Result<void> put_urls(std::span<const UrlState> urls) = 0;
  /// What may be fetched at `now`: waiting, and its own time has come. In order of arrival.
  virtual Result<std::vector<UrlState>> waiting_urls(Instant now) = 0;
  /// In order of arrival; `source` empty: those that were handed in.
  virtual Result<std::vector<UrlState>> urls_of(std::string_view source) = 0;
  /// By source in byte order, then by name of the progress; only those with addresses.
  virtual Result<std::vector<UrlCount>> url_counts() = 0;
  /// Those given up first, then those that are tried again, each in order of arrival.
  virtual Result<std::vector<FailingUrl>> failing_urls() = 0;

  /// In byte order of their names.
  virtual Result<std::vector<SourceState>> sources() = 0;
  virtual Result<void> put_source(const SourceState& source) = 0;

  /// In byte order of their names.
  virtual Result<std::vector<ArchiveFileState>> archive_files() = 0;
  virtual Result<void> put_archive_file(const ArchiveFileState& file) = 0;

  /// One request's end, at once: its line in the ledger, where its address stands now, and how far the archive file is
  /// known. In: `run` of Store::begin_run(); `attempt.for_url` is `state.url` or known; `attempt.archive_file` is that
  /// of `file` or known. An archive record that has its line gets no second one, the rest is written: after a crash the
  /// tail of the archive can be noted again.
  virtual Result<void> note_attempt(std::int64_t run, const FetchAttempt& attempt, const UrlState& state,
                                    const std::optional<ArchiveFileState>& file) = 0;
  /// In the order in which they were noted.
  virtual Result<std::vector<FetchAttempt>> attempts_of_run(std::int64_t run) = 0;
  /// Those whose answer lies in an archive file, by offset.
  virtual Result<std::vector<FetchAttempt>> attempts_in(std::string_view archive_file) = 0;
};

}  // namespace mingdan
