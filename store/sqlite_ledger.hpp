#pragma once

#include "store/fetch_ledger.hpp"
#include "store/sqlite_database.hpp"

namespace mingdan {

/// The ledger in the tables that docs/record-schema.md describes. The database outlives it and runs no transaction
/// while it is called.
class SqliteLedger final : public FetchLedger {
 public:
  explicit SqliteLedger(SqliteDatabase& database) : database_(database) {}

  Result<std::vector<HostState>> hosts() override;
  Result<void> put_host(const HostState& host) override;
  Result<std::optional<UrlState>> url(std::string_view url) override;
  Result<bool> knows_page_key(std::string_view key) override;
  Result<void> put_urls(std::span<const UrlState> urls) override;
  Result<std::vector<UrlState>> waiting_urls(Instant now) override;
  Result<std::vector<UrlState>> urls_of(std::string_view source) override;
  Result<std::vector<UrlCount>> url_counts() override;
  Result<std::vector<FailingUrl>> failing_urls() override;
  Result<std::vector<SourceState>> sources() override;
  Result<void> put_source(const SourceState& source) override;
  Result<std::vector<ArchiveFileState>> archive_files() override;
  Result<void> put_archive_file(const ArchiveFileState& file) override;
  Result<void> note_attempt(std::int64_t run, const FetchAttempt& attempt, const UrlState& state,
                            const std::optional<ArchiveFileState>& file) override;
  Result<std::vector<FetchAttempt>> attempts_of_run(std::int64_t run) override;
  Result<std::vector<FetchAttempt>> attempts_in(std::string_view archive_file) override;

 private:
  template <class Row>
  Result<std::vector<Row>> all(SqliteRows rows, Row (*read)(const SqliteRows&));

  SqliteDatabase& database_;
};

}  // namespace mingdan
