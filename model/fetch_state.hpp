#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/page_role.hpp"

namespace mingdan {

/// A moment of the wall clock, to the millisecond: what outlives a run is told by it.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// What a host's keeper told us and what we did to it, kept across runs. Source: docs/sources.md, "Politeness".
struct HostState {
  std::string host;  ///< lower case, with ":port" where it is not the scheme's own
  std::optional<Instant> last_request;  ///< noted before the request goes out
  std::optional<Instant> not_before;    ///< no request earlier: Retry-After, breaker or cool-down
  std::string not_before_why;  ///< "retry_after", "breaker", "captcha", "rate_limited", "challenge", or empty
  std::optional<Instant> not_before_since;  ///< when not_before was set: a clock that went back shows by it
  std::chrono::seconds cool_down{0};  ///< length of the last cool-down, doubled by the next; 0 after a success
  std::chrono::seconds breaker{0};  ///< length of the last pause of the breaker, likewise
  int failures = 0;  ///< in a row
  std::optional<Instant> robots_at;  ///< when robots.txt was last answered
  std::optional<int> robots_status;  ///< its HTTP status; empty when the network failed
  std::string robots_text;  ///< last rules that were received

  bool operator==(const HostState&) const = default;
};

/// Where an address stands.
enum class UrlProgress {
  waiting,  ///< to be fetched, not before `not_before`
  done,  ///< archived; fetched again only when its source says that it changed, or when asked
  gone,  ///< final: deleted, violation, refused for good
  failed,  ///< given up after many runs; named by `status`
};

/// One address that was handed in or found, kept across runs: the ledger's line for it.
struct UrlState {
  std::string url;  ///< as it is fetched: chksm and all, without fragment
  PageRole role = PageRole::page;
  std::string source;  ///< name of the source that led to it; empty when handed in
  std::string title;  ///< as its list tells it
  std::optional<std::string> published;  ///< record form, as its list tells it
  std::optional<std::string> updated;  ///< record form, as its list tells it: later than fetched_at, fetch again
  UrlProgress progress = UrlProgress::waiting;
  std::optional<Instant> not_before;
  int attempts = 0;  ///< that failed since the last success
  std::optional<Instant> fetched_at;  ///< last whole answer
  std::string outcome;  ///< of the last attempt: "ok", "not_modified", a page state or an error code
  std::optional<std::string> etag;
  std::optional<std::string> last_modified;
  std::optional<std::string> payload_sha1;  ///< of the archived body as received, base32 without label
  std::optional<std::string> archived_at;  ///< sent_at of the archived answer with that body
  std::optional<std::string> page_key;
  std::optional<std::string> next_page;  ///< lists: where it went on, for an answer that it did not change

  bool operator==(const UrlState&) const = default;
};

/// One request and how it ended: a line of the ledger that is never changed.
struct FetchAttempt {
  std::string url;
  std::string for_url;  ///< the address in the ledger that it was made for (differs behind redirects)
  Instant sent_at{};
  std::string outcome;  ///< as UrlState::outcome
  std::string message;  ///< for people; empty when all went well
  std::optional<int> status;
  std::uint64_t bytes = 0;  ///< body as received
  std::optional<std::string> archive_file;  ///< name inside the archive folder
  std::optional<std::uint64_t> archive_offset;

  bool operator==(const FetchAttempt&) const = default;
};

/// A source of sources.toml as the last runs found it.
struct SourceState {
  std::string name;
  std::optional<Instant> last_look;  ///< last time that it was due and tried
  std::optional<Instant> last_success;
  std::int64_t links = 0;  ///< that its lists showed at the last success, before any filter
  std::int64_t new_links = 0;  ///< wanted ones that the ledger did not know
  std::string asked_for;  ///< filters of the last success: with other ones unchanged lists are read again
  std::string error;  ///< code, empty while all is well
  std::string error_message;
  std::optional<Instant> error_since;
  std::string told_error;  ///< the error that was told last: told again when it changes

  bool operator==(const SourceState&) const = default;
};

/// How far the store knows an archive file.
struct ArchiveFileState {
  std::string file;  ///< name inside the archive folder
  std::uint64_t known_until = 0;  ///< bytes: records that end here or before are in the ledger

  bool operator==(const ArchiveFileState&) const = default;
};

std::string_view name_of(UrlProgress progress);
std::optional<UrlProgress> url_progress_named(std::string_view name);

}  // namespace mingdan
