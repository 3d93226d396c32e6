#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// What the ledger asks of SQLite. Apart from the code so that a test can show which index each query takes.
namespace mingdan::ledger_sql {

/// Two literals as one, without the NUL between.
template <std::size_t A, std::size_t B>
consteval std::array<char, A + B - 2> joined(const char (&first)[A], const char (&second)[B]) {
  std::array<char, A + B - 2> both{};
  for (std::size_t i = 0; i + 1 < A; ++i) both[i] = first[i];
  for (std::size_t i = 0; i + 1 < B; ++i) both[A - 1 + i] = second[i];
  return both;
}

template <std::size_t N>
constexpr std::string_view text_of(const std::array<char, N>& letters) {
  return {letters.data(), letters.size()};
}

inline constexpr std::string_view kHosts =
    "SELECT host, last_request, not_before, not_before_why, not_before_since, cool_down, breaker, failures, robots_at, "
    "robots_status, robots_text FROM hosts ORDER BY host";

inline constexpr char kUrlRows[] =
    "SELECT url, role, source, title, published, updated, progress, not_before, attempts, fetched_at, outcome, etag, "
    "last_modified, payload_sha1, archived_at, page_key, next_page FROM urls ";
inline constexpr auto kUrlLetters = joined(kUrlRows, "WHERE url = ?");
inline constexpr auto kWaitingLetters =
    joined(kUrlRows, "WHERE progress = 'waiting' AND (not_before IS NULL OR not_before <= ?) ORDER BY id");
inline constexpr auto kUrlsOfLetters = joined(kUrlRows, "WHERE source = ? ORDER BY id");
inline constexpr std::string_view kUrl = text_of(kUrlLetters);
inline constexpr std::string_view kWaitingUrls = text_of(kWaitingLetters);
inline constexpr std::string_view kUrlsOf = text_of(kUrlsOfLetters);

inline constexpr std::string_view kPageKey = "SELECT 1 FROM urls WHERE page_key = ? LIMIT 1";

inline constexpr std::string_view kUrlCounts =
    "SELECT source, progress, count(*) FROM urls GROUP BY source, progress ORDER BY source, progress";

inline constexpr std::string_view kFailingUrls =
    "SELECT u.url, u.role, u.source, u.title, u.published, u.updated, u.progress, u.not_before, u.attempts, "
    "u.fetched_at, u.outcome, u.etag, u.last_modified, u.payload_sha1, u.archived_at, u.page_key, u.next_page, "
    "a.url, u.url, a.sent_at, a.outcome, a.message, a.status, a.bytes, a.archive_file, a.archive_offset "
    "FROM urls u LEFT JOIN attempts a ON a.id = (SELECT max(id) FROM attempts WHERE url_id = u.id) "
    "WHERE u.progress IN ('failed', 'waiting') AND (u.progress = 'failed' OR u.attempts > 0) "
    "ORDER BY u.progress, u.id";

inline constexpr char kAttemptRows[] =
    "SELECT a.url, u.url, a.sent_at, a.outcome, a.message, a.status, a.bytes, a.archive_file, a.archive_offset "
    "FROM attempts a JOIN urls u ON u.id = a.url_id ";
inline constexpr auto kAttemptsOfRunLetters = joined(kAttemptRows, "WHERE a.run_id = ? ORDER BY a.id");
inline constexpr auto kAttemptsInLetters = joined(kAttemptRows, "WHERE a.archive_file = ? ORDER BY a.archive_offset");
inline constexpr std::string_view kAttemptsOfRun = text_of(kAttemptsOfRunLetters);
inline constexpr std::string_view kAttemptsIn = text_of(kAttemptsInLetters);

inline constexpr std::string_view kSources =
    "SELECT name, last_look, last_success, links, new_links, asked_for, error, error_message, error_since, told_error "
    "FROM sources ORDER BY name";

inline constexpr std::string_view kArchiveFiles = "SELECT file, known_until FROM archive_files ORDER BY file";

inline constexpr std::string_view kPutHost =
    "INSERT INTO hosts (host, last_request, not_before, not_before_why, not_before_since, cool_down, breaker, "
    "failures, robots_at, robots_status, robots_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (host) DO UPDATE SET last_request = excluded.last_request, not_before = excluded.not_before, "
    "not_before_why = excluded.not_before_why, not_before_since = excluded.not_before_since, "
    "cool_down = excluded.cool_down, breaker = excluded.breaker, failures = excluded.failures, "
    "robots_at = excluded.robots_at, robots_status = excluded.robots_status, robots_text = excluded.robots_text";

// Not REPLACE: the row must keep its number, which is its place in the order of arrival.
inline constexpr std::string_view kPutUrl =
    "INSERT INTO urls (url, role, source, title, published, updated, progress, not_before, attempts, fetched_at, "
    "outcome, etag, last_modified, payload_sha1, archived_at, page_key, next_page) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (url) DO UPDATE SET role = excluded.role, source = excluded.source, title = excluded.title, "
    "published = excluded.published, updated = excluded.updated, progress = excluded.progress, "
    "not_before = excluded.not_before, attempts = excluded.attempts, fetched_at = excluded.fetched_at, "
    "outcome = excluded.outcome, etag = excluded.etag, last_modified = excluded.last_modified, "
    "payload_sha1 = excluded.payload_sha1, archived_at = excluded.archived_at, page_key = excluded.page_key, "
    "next_page = excluded.next_page";

inline constexpr std::string_view kPutSource =
    "INSERT INTO sources (name, last_look, last_success, links, new_links, asked_for, error, error_message, "
    "error_since, told_error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (name) DO UPDATE SET last_look = excluded.last_look, last_success = excluded.last_success, "
    "links = excluded.links, new_links = excluded.new_links, asked_for = excluded.asked_for, error = excluded.error, "
    "error_message = excluded.error_message, error_since = excluded.error_since, told_error = excluded.told_error";

inline constexpr std::string_view kPutArchiveFile =
    "INSERT INTO archive_files (file, known_until) VALUES (?, ?) "
    "ON CONFLICT (file) DO UPDATE SET known_until = excluded.known_until";

inline constexpr std::string_view kAddAttempt =
    "INSERT INTO attempts (run_id, url_id, url, sent_at, outcome, message, status, bytes, archive_file, "
    "archive_offset) VALUES (?, (SELECT id FROM urls WHERE url = ?), ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (archive_file, archive_offset) DO NOTHING";

}  // namespace mingdan::ledger_sql
