#include "store/sqlite_database.hpp"

#include <sqlite3.h>

#include <limits>
#include <utility>

namespace mingdan {
namespace {

/// What every mapping of a result code needs: the class of the failure and what a person can do about it.
Error error_for(int code, const std::string& path, const std::string& detail) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {"store_full", path + ": the disk is full; free some space and run again"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {"store_damaged", path + ": the store is damaged (" + detail + "); restore a copy of it"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"store_busy", path + ": another program uses the store; try again when it is done"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return {"store_unwritable",
              path + ": cannot open the store (" + detail + "); check the permissions of its folder"};
    default:
      return {"store_failed", path + ": " + detail};
  }
}

/// A path as a URI file name: what has a meaning there is escaped.
std::string uri_of(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%') {
      uri += "%25";
    } else if (c == '?') {
      uri += "%3f";
    } else if (c == '#') {
      uri += "%23";
    } else {
      uri += c;
    }
  }
  return uri;
}

constexpr int kBusyMilliseconds = 10'000;

}  // namespace

Result<SqliteDatabase> SqliteDatabase::open(const std::string& path, Access access) {
  SqliteDatabase database(path);
  const int mode = access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  const std::string name = uri_of(path) + (access == Access::immutable ? "?immutable=1" : "");
  const int code = sqlite3_open_v2(
      name.c_str(), &database.connection_,
      mode | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    const std::string detail = database.connection_ ? sqlite3_errmsg(database.connection_) : sqlite3_errstr(code);
    return std::unexpected(error_for(code, path, detail));
  }
  sqlite3_busy_timeout(database.connection_, kBusyMilliseconds);
  sqlite3_db_config(database.connection_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database.connection_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  database.execute("PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;");
  if (auto opened = database.result(); !opened) return std::unexpected(opened.error());
  return database;
}

SqliteDatabase::SqliteDatabase(SqliteDatabase&& other) noexcept
    : path_(std::move(other.path_)),
      connection_(std::exchange(other.connection_, nullptr)),
      statements_(std::move(other.statements_)),
      failure_(std::move(other.failure_)) {
  other.statements_.clear();
}

SqliteDatabase::~SqliteDatabase() {
  finish_statements();
  sqlite3_close_v2(connection_);
}

void SqliteDatabase::finish_statements() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  statements_.clear();
}

void SqliteDatabase::note(int code) {
  if (!failure_) failure_ = error_for(code, path_, sqlite3_errmsg(connection_));
}

void SqliteDatabase::execute(const char* statements) {
  if (failure_) return;
  const int code = sqlite3_exec(connection_, statements, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) note(code);
}

sqlite3_stmt* SqliteDatabase::prepared(std::string_view sql) {
  if (failure_) return nullptr;
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) {
    note(code);
    return nullptr;
  }
  statements_.emplace(sql, statement);
  return statement;
}

void SqliteDatabase::bind(sqlite3_stmt* statement, int at, std::int64_t value) {
  if (failure_) return;
  if (const int code = sqlite3_bind_int64(statement, at, value); code != SQLITE_OK) note(code);
}

void SqliteDatabase::bind(sqlite3_stmt* statement, int at, std::uint64_t value) {
  if (value > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
    if (!failure_) failure_ = Error{"bad_record", "a number is too large for the store"};
    return;
  }
  bind(statement, at, static_cast<std::int64_t>(value));
}

void SqliteDatabase::bind(sqlite3_stmt* statement, int at, std::string_view value) {
  if (failure_) return;
  const int code = sqlite3_bind_text64(statement, at, value.empty() ? "" : value.data(), value.size(), SQLITE_TRANSIENT,
                                       SQLITE_UTF8);
  if (code != SQLITE_OK) note(code);
}

void SqliteDatabase::bind(sqlite3_stmt* statement, int at, std::nullptr_t) {
  if (failure_) return;
  if (const int code = sqlite3_bind_null(statement, at); code != SQLITE_OK) note(code);
}

bool SqliteDatabase::step(sqlite3_stmt* statement) {
  if (failure_) return false;
  const int code = sqlite3_step(statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) note(code);
  return code == SQLITE_ROW;
}

std::optional<std::int64_t> SqliteDatabase::number(std::string_view sql) {
  auto rows = query(sql);
  if (!rows.next() || rows.is_null(0)) return std::nullopt;
  return rows.number(0);
}

std::optional<std::string> SqliteDatabase::text(std::string_view sql) {
  auto rows = query(sql);
  if (!rows.next()) return std::nullopt;
  return rows.maybe_text(0);
}

std::int64_t SqliteDatabase::last_id() const { return sqlite3_last_insert_rowid(connection_); }

Result<void> SqliteDatabase::result() {
  if (!failure_) return {};
  Error error = std::move(*failure_);
  failure_.reset();
  return std::unexpected(std::move(error));
}

Result<void> SqliteDatabase::commit() {
  execute("COMMIT");
  auto done = result();
  if (done) return done;
  execute("ROLLBACK");  // fails when SQLite has rolled back by itself already
  (void)result();
  return done;
}

void SqliteDatabase::leave_untouched() { sqlite3_db_config(connection_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); }

Result<void> SqliteDatabase::close() {
  finish_statements();
  const int code = sqlite3_close(connection_);
  if (code != SQLITE_OK) {
    note(code);
    return result();
  }
  connection_ = nullptr;
  return result();
}

SqliteRows::~SqliteRows() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool SqliteRows::next() { return database_.step(statement_); }
bool SqliteRows::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t SqliteRows::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::string SqliteRows::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_, column);
  const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes ? std::string(reinterpret_cast<const char*>(bytes), length) : std::string();
}

std::optional<int> SqliteRows::maybe_number(int column) const {
  if (is_null(column)) return std::nullopt;
  return static_cast<int>(number(column));
}

std::optional<std::string> SqliteRows::maybe_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

}  // namespace mingdan
