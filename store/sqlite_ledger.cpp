#include "store/sqlite_ledger.hpp"

#include <utility>

#include "store/ledger_sql.hpp"

namespace mingdan {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::int64_t count_of(Instant instant) { return instant.time_since_epoch().count(); }

std::optional<std::int64_t> count_of(const std::optional<Instant>& instant) {
  return instant ? std::optional(count_of(*instant)) : std::nullopt;
}

Instant instant_at(const SqliteRows& rows, int column) { return Instant(milliseconds(rows.number(column))); }

std::optional<Instant> maybe_instant(const SqliteRows& rows, int column) {
  return rows.is_null(column) ? std::nullopt : std::optional(instant_at(rows, column));
}

HostState host_in(const SqliteRows& rows) {
  HostState host;
  host.host = rows.text(0);
  host.last_request = maybe_instant(rows, 1);
  host.not_before = maybe_instant(rows, 2);
  host.not_before_why = rows.text(3);
  host.not_before_since = maybe_instant(rows, 4);
  host.cool_down = seconds(rows.number(5));
  host.breaker = seconds(rows.number(6));
  host.failures = static_cast<int>(rows.number(7));
  host.robots_at = maybe_instant(rows, 8);
  host.robots_status = rows.maybe_number(9);
  host.robots_text = rows.text(10);
  return host;
}

UrlState url_in(const SqliteRows& rows) {
  UrlState state;
  state.url = rows.text(0);
  state.role = page_role_named(rows.text(1)).value_or(state.role);
  state.source = rows.text(2);
  state.title = rows.text(3);
  state.published = rows.maybe_text(4);
  state.updated = rows.maybe_text(5);
  state.progress = url_progress_named(rows.text(6)).value_or(state.progress);
  state.not_before = maybe_instant(rows, 7);
  state.attempts = static_cast<int>(rows.number(8));
  state.fetched_at = maybe_instant(rows, 9);
  state.outcome = rows.text(10);
  state.etag = rows.maybe_text(11);
  state.last_modified = rows.maybe_text(12);
  state.payload_sha1 = rows.maybe_text(13);
  state.archived_at = rows.maybe_text(14);
  state.page_key = rows.maybe_text(15);
  state.next_page = rows.maybe_text(16);
  return state;
}

constexpr int kUrlColumns = 17;

FetchAttempt attempt_at(const SqliteRows& rows, int first) {
  FetchAttempt attempt;
  attempt.url = rows.text(first);
  attempt.for_url = rows.text(first + 1);
  attempt.sent_at = instant_at(rows, first + 2);
  attempt.outcome = rows.text(first + 3);
  attempt.message = rows.text(first + 4);
  attempt.status = rows.maybe_number(first + 5);
  attempt.bytes = static_cast<std::uint64_t>(rows.number(first + 6));
  attempt.archive_file = rows.maybe_text(first + 7);
  if (!rows.is_null(first + 8)) attempt.archive_offset = static_cast<std::uint64_t>(rows.number(first + 8));
  return attempt;
}

FetchAttempt attempt_in(const SqliteRows& rows) { return attempt_at(rows, 0); }

FailingUrl failing_in(const SqliteRows& rows) {
  FailingUrl failing{url_in(rows), std::nullopt};
  if (!rows.is_null(kUrlColumns)) failing.last = attempt_at(rows, kUrlColumns);
  return failing;
}

UrlCount count_in(const SqliteRows& rows) {
  return {rows.text(0), url_progress_named(rows.text(1)).value_or(UrlProgress::waiting),
          static_cast<std::uint64_t>(rows.number(2))};
}

SourceState source_in(const SqliteRows& rows) {
  SourceState source;
  source.name = rows.text(0);
  source.last_look = maybe_instant(rows, 1);
  source.last_success = maybe_instant(rows, 2);
  source.links = rows.number(3);
  source.new_links = rows.number(4);
  source.asked_for = rows.text(5);
  source.error = rows.text(6);
  source.error_message = rows.text(7);
  source.error_since = maybe_instant(rows, 8);
  source.told_error = rows.text(9);
  return source;
}

ArchiveFileState archive_file_in(const SqliteRows& rows) {
  return {rows.text(0), static_cast<std::uint64_t>(rows.number(1))};
}

void put(SqliteDatabase& database, const UrlState& state) {
  database.run(ledger_sql::kPutUrl, state.url, name_of(state.role), state.source, state.title, state.published,
               state.updated, name_of(state.progress), count_of(state.not_before), state.attempts,
               count_of(state.fetched_at), state.outcome, state.etag, state.last_modified, state.payload_sha1,
               state.archived_at, state.page_key, state.next_page);
}

void put(SqliteDatabase& database, const ArchiveFileState& file) {
  database.run(ledger_sql::kPutArchiveFile, file.file, file.known_until);
}

void add(SqliteDatabase& database, std::int64_t run, const FetchAttempt& attempt) {
  database.run(ledger_sql::kAddAttempt, run, attempt.for_url, attempt.url, count_of(attempt.sent_at), attempt.outcome,
               attempt.message, attempt.status, attempt.bytes, attempt.archive_file, attempt.archive_offset);
}

}  // namespace

template <class Row>
Result<std::vector<Row>> SqliteLedger::all(SqliteRows rows, Row (*read)(const SqliteRows&)) {
  std::vector<Row> kept;
  while (rows.next()) kept.push_back(read(rows));
  if (auto done = database_.result(); !done) return std::unexpected(done.error());
  return kept;
}

Result<std::vector<HostState>> SqliteLedger::hosts() { return all(database_.query(ledger_sql::kHosts), host_in); }

Result<void> SqliteLedger::put_host(const HostState& host) {
  database_.run(ledger_sql::kPutHost, host.host, count_of(host.last_request), count_of(host.not_before),
                host.not_before_why, count_of(host.not_before_since), std::int64_t{host.cool_down.count()},
                std::int64_t{host.breaker.count()}, host.failures, count_of(host.robots_at), host.robots_status,
                host.robots_text);
  return database_.result();
}

Result<std::optional<UrlState>> SqliteLedger::url(std::string_view url) {
  auto found = all(database_.query(ledger_sql::kUrl, url), url_in);
  if (!found) return std::unexpected(std::move(found.error()));
  if (found->empty()) return std::nullopt;
  return std::move(found->front());
}

Result<bool> SqliteLedger::knows_page_key(std::string_view key) {
  bool found = false;
  {
    auto rows = database_.query(ledger_sql::kPageKey, key);
    found = rows.next();
  }
  if (auto asked = database_.result(); !asked) return std::unexpected(std::move(asked.error()));
  return found;
}

Result<void> SqliteLedger::put_urls(std::span<const UrlState> urls) {
  database_.execute("BEGIN IMMEDIATE");
  for (const UrlState& state : urls) put(database_, state);
  return database_.commit();
}

Result<std::vector<UrlState>> SqliteLedger::waiting_urls(Instant now) {
  return all(database_.query(ledger_sql::kWaitingUrls, count_of(now)), url_in);
}

Result<std::vector<UrlState>> SqliteLedger::urls_of(std::string_view source) {
  return all(database_.query(ledger_sql::kUrlsOf, source), url_in);
}

Result<std::vector<UrlCount>> SqliteLedger::url_counts() {
  return all(database_.query(ledger_sql::kUrlCounts), count_in);
}

Result<std::vector<FailingUrl>> SqliteLedger::failing_urls() {
  return all(database_.query(ledger_sql::kFailingUrls), failing_in);
}

Result<std::vector<SourceState>> SqliteLedger::sources() {
  return all(database_.query(ledger_sql::kSources), source_in);
}

Result<void> SqliteLedger::put_source(const SourceState& source) {
  database_.run(ledger_sql::kPutSource, source.name, count_of(source.last_look), count_of(source.last_success),
                source.links, source.new_links, source.asked_for, source.error, source.error_message,
                count_of(source.error_since), source.told_error);
  return database_.result();
}

Result<std::vector<ArchiveFileState>> SqliteLedger::archive_files() {
  return all(database_.query(ledger_sql::kArchiveFiles), archive_file_in);
}

Result<void> SqliteLedger::put_archive_file(const ArchiveFileState& file) {
  put(database_, file);
  return database_.result();
}

Result<void> SqliteLedger::note_attempt(std::int64_t run, const FetchAttempt& attempt, const UrlState& state,
                                        const std::optional<ArchiveFileState>& file) {
  database_.execute("BEGIN IMMEDIATE");
  put(database_, state);
  if (file) put(database_, *file);
  add(database_, run, attempt);
  return database_.commit();
}

Result<std::vector<FetchAttempt>> SqliteLedger::attempts_of_run(std::int64_t run) {
  return all(database_.query(ledger_sql::kAttemptsOfRun, run), attempt_in);
}

Result<std::vector<FetchAttempt>> SqliteLedger::attempts_in(std::string_view archive_file) {
  return all(database_.query(ledger_sql::kAttemptsIn, archive_file), attempt_in);
}

}  // namespace mingdan
