#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace mingdan {

enum class Access {
  read,       ///< no byte of the file changes
  immutable,  ///< as `read`, for media that nobody can write to: no log is looked at
  write,
};

class SqliteRows;

/// One connection. The first failure is kept and everything after it does nothing, until result() is asked: a
/// sequence of statements is written straight down and checked once at its end. One thread at a time.
class SqliteDatabase {
 public:
  /// The file must exist; an empty one is a new database. Errors: as Store.
  static Result<SqliteDatabase> open(const std::string& path, Access access);

  SqliteDatabase(SqliteDatabase&& other) noexcept;
  SqliteDatabase& operator=(SqliteDatabase&&) = delete;
  ~SqliteDatabase();

  /// Runs literal statements without values.
  void execute(const char* statements);
  /// Runs one statement with bound values. `sql` is a literal: it is the key of its prepared statement.
  template <class... Values>
  void run(std::string_view sql, const Values&... values);
  /// The rows of one query. Only one at a time of the same `sql`.
  template <class... Values>
  SqliteRows query(std::string_view sql, const Values&... values);
  /// The first column of the first row; nullopt for no row, NULL or a failure.
  std::optional<std::int64_t> number(std::string_view sql);
  std::optional<std::string> text(std::string_view sql);

  [[nodiscard]] std::int64_t last_id() const;
  [[nodiscard]] bool failed() const { return failure_.has_value(); }
  /// The first failure since the last time that it was asked.
  Result<void> result();
  /// Ends the transaction: by COMMIT, or after a failure by ROLLBACK. Out: the first failure.
  Result<void> commit();
  /// Without the checkpoint that closing does otherwise: for files that we refuse.
  void leave_untouched();
  /// Closes; the database can't be used afterwards.
  Result<void> close();

 private:
  friend class SqliteRows;

  explicit SqliteDatabase(std::string path) : path_(std::move(path)) {}
  sqlite3_stmt* prepared(std::string_view sql);
  void bind(sqlite3_stmt* statement, int at, std::int64_t value);
  void bind(sqlite3_stmt* statement, int at, int value) { bind(statement, at, std::int64_t{value}); }
  void bind(sqlite3_stmt* statement, int at, std::uint64_t value);
  void bind(sqlite3_stmt* statement, int at, bool value) { bind(statement, at, std::int64_t{value ? 1 : 0}); }
  void bind(sqlite3_stmt* statement, int at, std::string_view value);
  // Without this one a literal would be taken for a bool.
  void bind(sqlite3_stmt* statement, int at, const char* value) { bind(statement, at, std::string_view(value)); }
  void bind(sqlite3_stmt* statement, int at, const std::string& value) { bind(statement, at, std::string_view(value)); }
  void bind(sqlite3_stmt* statement, int at, std::nullptr_t);
  template <class T>
  void bind(sqlite3_stmt* statement, int at, const std::optional<T>& value) {
    value ? bind(statement, at, *value) : bind(statement, at, nullptr);
  }
  bool step(sqlite3_stmt* statement);
  void finish_statements();
  void note(int code);

  std::string path_;
  sqlite3* connection_ = nullptr;
  std::map<std::string_view, sqlite3_stmt*> statements_;
  std::optional<Error> failure_;
};

/// The rows of a query, one after the other; columns count from 0. Lives shorter than its database.
class SqliteRows {
 public:
  SqliteRows(SqliteDatabase& database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  SqliteRows(const SqliteRows&) = delete;
  SqliteRows& operator=(const SqliteRows&) = delete;
  ~SqliteRows();

  /// False behind the last row and after a failure.
  bool next();
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::optional<int> maybe_number(int column) const;
  [[nodiscard]] std::optional<std::string> maybe_text(int column) const;

 private:
  SqliteDatabase& database_;
  sqlite3_stmt* statement_;
};

template <class... Values>
SqliteRows SqliteDatabase::query(std::string_view sql, const Values&... values) {
  sqlite3_stmt* statement = prepared(sql);
  int at = 0;
  (bind(statement, ++at, values), ...);
  return {*this, statement};
}

template <class... Values>
void SqliteDatabase::run(std::string_view sql, const Values&... values) {
  query(sql, values...).next();
}

}  // namespace mingdan
