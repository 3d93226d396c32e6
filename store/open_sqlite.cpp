#include "store/open_sqlite.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "store/database_file.hpp"
#include "store/schema.hpp"

namespace mingdan {
namespace {

namespace fs = std::filesystem;

/// Up to this size the whole file is checked at every open (some 100 ms); beyond it only after a run that was cut off.
constexpr std::uintmax_t kAlwaysCheckedBytes = std::uintmax_t{64} << 20U;

Result<void> check_damage(SqliteDatabase& database, const std::string& path) {
  std::error_code ignored;
  if (fs::file_size(path, ignored) > kAlwaysCheckedBytes && log_size(path) == 0) return {};
  const auto answer = database.text("PRAGMA quick_check(1)");
  if (auto asked = database.result(); !asked) return asked;
  if (answer == "ok") return {};
  return std::unexpected(Error{
      "store_damaged", path + ": the store is damaged (" + answer.value_or("no answer") + "); restore a copy of it"});
}

/// The header was looked at already, but the newest values may still be in the log.
Result<std::int64_t> checked_version(SqliteDatabase& database, const std::string& path) {
  const auto application = database.number("PRAGMA application_id");
  const auto version = database.number("PRAGMA user_version");
  if (auto asked = database.result(); !asked) return std::unexpected(asked.error());
  if (auto ours = check_identity(path, application.value_or(0), version.value_or(0)); !ours)
    return std::unexpected(ours.error());
  return version.value_or(0);
}

Result<std::int64_t> check_opened(SqliteDatabase& database, const std::string& path) {
  auto version = checked_version(database, path);
  if (version) {
    if (auto whole = check_damage(database, path); !whole) version = std::unexpected(whole.error());
  }
  if (!version) database.leave_untouched();
  return version;
}

Result<void> fill_new_database(const std::string& path) {
  auto database = SqliteDatabase::open(path, Access::write);
  if (!database) return std::unexpected(database.error());
  database->execute("PRAGMA synchronous = FULL");
  if (auto migrated = migrate(*database); !migrated) return migrated;
  database->execute("PRAGMA journal_mode = WAL");
  if (auto done = database->result(); !done) return done;
  return database->close();
}

/// Made aside and renamed when it is whole: a run that is killed here leaves no half-made store.
Result<void> create_database(const std::string& path) {
  const std::string aside = path + ".new";
  remove_database_files(aside);
  if (auto made = make_empty_file(aside); !made) return made;
  if (auto filled = fill_new_database(aside); !filled) {
    remove_database_files(aside);
    return filled;
  }
  return put_in_place(aside, path);
}

}  // namespace

Result<std::string> prepare_folder(const std::string& folder) {
  fs::path made;
  int refusal = ENOTDIR;
  for (const auto& part : fs::path(folder).lexically_normal()) {
    made /= part;
    if (::mkdir(made.c_str(), 0750) != 0 && errno != EEXIST) refusal = errno;
  }
  std::error_code failed;
  const fs::path real = fs::canonical(folder, failed);
  if (!failed && fs::is_directory(real, failed)) return real.string();
  return std::unexpected(Error{refusal == ENOSPC ? "store_full" : "store_unwritable",
                               folder + ": cannot make the data folder (" + std::generic_category().message(refusal) +
                                   "); choose another with --data"});
}

Result<SqliteDatabase> open_for_writing(const std::string& path) {
  auto exists = check_file(path);
  if (!exists) return std::unexpected(exists.error());
  if (!*exists) {
    if (auto created = create_database(path); !created) return std::unexpected(created.error());
  }
  auto database = SqliteDatabase::open(path, Access::write);
  if (!database) return database;
  if (auto version = check_opened(*database, path); !version) return std::unexpected(version.error());
  database->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  if (auto migrated = migrate(*database); !migrated) return std::unexpected(migrated.error());
  return database;
}

Result<SqliteDatabase> open_for_reading(const std::string& folder, std::string_view file) {
  std::error_code failed;
  const fs::path real = fs::canonical(folder, failed);
  const std::string path = ((failed ? fs::path(folder) : real) / file).string();
  auto exists = check_file(path);
  if (!exists) return std::unexpected(exists.error());
  if (!*exists) return std::unexpected(Error{"store_missing", path + ": there is no store; run mingdan import first"});
  const bool sealed = !folder_is_writable(real.string()) && log_size(path) == 0;
  auto database = SqliteDatabase::open(path, sealed ? Access::immutable : Access::read);
  if (!database) return database;
  const auto version = check_opened(*database, path);
  if (!version) return std::unexpected(version.error());
  if (*version < newest_schema_version())
    return std::unexpected(Error{"store_older", path + ": the store was written by an older mingdan; run mingdan "
                                                       "import once to bring it up to date"});
  return database;
}

}  // namespace mingdan
