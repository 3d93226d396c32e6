// What holds for the SQLite store alone: files, modes, locks, versions of the schema, damage.
#include "store/sqlite_store.hpp"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "store/schema.hpp"
#include "tests/catch.hpp"
#include "tests/publish/generated_record.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using test::small_record;
using test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  REQUIRE(file.flush());
}

void fill(const std::string& folder, std::uint32_t pages = 3) {
  auto store = open_sqlite_store(folder);
  REQUIRE(store);
  for (std::uint32_t id = 0; id < pages; ++id) REQUIRE((*store)->import_record(small_record(id, 1), 1));
  REQUIRE((*store)->close());
}

std::size_t count_in(Store& store) {
  std::size_t count = 0;
  REQUIRE(store.for_each_current_record([&](Record&&) {
    ++count;
    return true;
  }));
  return count;
}

/// Another program at the same file.
void execute(const std::string& path, const std::string& sql) {
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
  CHECK(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(connection);
}

void check_refused_untouched(const TemporaryFolder& folder, const std::string& code) {
  const auto path = folder.file("mingdan.db");
  const auto before = bytes_of(path);
  const auto writing = open_sqlite_store(folder.path());
  REQUIRE_FALSE(writing);
  CHECK(writing.error().code == code);
  CHECK_THAT(writing.error().message, ContainsSubstring(path));
  const auto reading = open_sqlite_store_for_reading(folder.path());
  REQUIRE_FALSE(reading);
  CHECK(reading.error().code == code);
  CHECK(bytes_of(path) == before);
}

unsigned mode_of(const std::string& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

/// Runs `work` in a process of its own, as a user who is not root, and gives its exit code.
template <class Work>
int in_child(Work work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(99);
    ::_exit(work());
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("a new store makes its folder and one private file") {
  const TemporaryFolder folder;
  const auto data = folder.file("a/b");
  const auto mask = ::umask(0);
  fill(data);
  ::umask(mask);
  CHECK(mode_of(data) == 0750);
  CHECK(mode_of(data + "/mingdan.db") == 0600);
  CHECK(mode_of(data + "/lock") == 0600);
  CHECK(std::distance(fs::directory_iterator(data), {}) == 2);
  const auto header = bytes_of(data + "/mingdan.db");
  CHECK(header.substr(68, 4) == "mgdn");
  CHECK(header[18] == 2);  // write version: WAL
}

TEST_CASE("a store that was not closed has lost nothing") {
  const TemporaryFolder folder;
  {
    auto store = open_sqlite_store(folder.path());
    REQUIRE(store);
    REQUIRE((*store)->import_record(small_record(1, 1), 1));
    auto reader = open_sqlite_store_for_reading(folder.path());
    REQUIRE(reader);
    CHECK(count_in(**reader) == 1);
  }
  fill(folder.path());
  auto reader = open_sqlite_store_for_reading(folder.path());
  REQUIRE(reader);
  CHECK(count_in(**reader) == 3);
}

TEST_CASE("a second writer is refused at once and a reader is not") {
  const TemporaryFolder folder;
  auto first = open_sqlite_store(folder.path());
  REQUIRE(first);
  const auto start = std::chrono::steady_clock::now();
  const auto second = open_sqlite_store(folder.path());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(100));
  REQUIRE_FALSE(second);
  CHECK(second.error().code == "store_locked");
  CHECK(open_sqlite_store_for_reading(folder.path()));
  first->reset();
  CHECK(open_sqlite_store(folder.path()));
  CHECK(fs::exists(folder.file("lock")));
}

TEST_CASE("reading where there is no store says so and makes nothing") {
  const TemporaryFolder folder;
  for (const auto& path : {folder.path(), folder.file("missing")}) {
    const auto reading = open_sqlite_store_for_reading(path);
    REQUIRE_FALSE(reading);
    CHECK(reading.error().code == "store_missing");
  }
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a file that is no database is refused and left as it was") {
  const TemporaryFolder folder;
  write_file(folder.file("mingdan.db"), GENERATE(as<std::string>(), "x", "SQLite format 4", std::string(5000, 'a')));
  check_refused_untouched(folder, "store_foreign");
}

TEST_CASE("a database of another program is refused and left as it was") {
  const TemporaryFolder folder;
  execute(folder.file("mingdan.db"), "CREATE TABLE t (a); PRAGMA application_id = 7;");
  check_refused_untouched(folder, "store_foreign");
}

TEST_CASE("a store of a newer version is refused and left as it was") {
  const TemporaryFolder folder;
  fill(folder.path());
  execute(folder.file("mingdan.db"), "PRAGMA user_version = " + std::to_string(newest_schema_version() + 1));
  check_refused_untouched(folder, "store_newer");
}

TEST_CASE("a damaged store is refused and left as it was") {
  const TemporaryFolder folder;
  fill(folder.path(), 200);
  const auto path = folder.file("mingdan.db");
  auto bytes = bytes_of(path);
  REQUIRE(bytes.size() > 40000);
  SECTION("cut off in the header") { bytes.resize(50); }
  SECTION("cut off in the middle") { bytes.resize(bytes.size() / 2 + 100); }
  SECTION("overwritten in the middle") { bytes.replace(20000, 12000, 12000, '\x5a'); }
  write_file(path, bytes);
  check_refused_untouched(folder, "store_damaged");
}

TEST_CASE("a log without its database is refused") {
  const TemporaryFolder folder;
  write_file(folder.file("mingdan.db-wal"), "left over");
  const auto writing = open_sqlite_store(folder.path());
  REQUIRE_FALSE(writing);
  CHECK(writing.error().code == "store_damaged");
}

TEST_CASE("a store behind a symbolic link is refused and a folder behind one is not") {
  const TemporaryFolder folder;
  fill(folder.file("real"));
  fs::create_directory(folder.file("linked"));
  fs::create_symlink(folder.file("real/mingdan.db"), folder.file("linked/mingdan.db"));
  const auto linked = open_sqlite_store(folder.file("linked"));
  REQUIRE_FALSE(linked);
  CHECK(linked.error().code == "store_foreign");
  fs::create_directory_symlink(folder.file("real"), folder.file("way"));
  CHECK(open_sqlite_store(folder.file("way")));
}

TEST_CASE("a run that was killed while it made the store is repaired by the next") {
  const TemporaryFolder folder;
  write_file(folder.file("mingdan.db.new"), std::string(3000, 'x'));
  write_file(folder.file("mingdan.db.new-journal"), "half");
  write_file(folder.file("mingdan.db"), "");
  fill(folder.path());
  CHECK_FALSE(fs::exists(folder.file("mingdan.db.new")));
  CHECK_FALSE(fs::exists(folder.file("mingdan.db.new-journal")));
}

TEST_CASE("a path with characters that mean something in addresses is taken literally") {
  const TemporaryFolder folder;
  const auto data = folder.file("甲 ?mode=memory#%41");
  fill(data);
  CHECK(fs::exists(data + "/mingdan.db"));
  CHECK(open_sqlite_store_for_reading(data));
}

TEST_CASE("a store in a folder that cannot be written is read and not written") {
  const TemporaryFolder folder;
  fill(folder.file("data"));
  fs::permissions(folder.path(), fs::perms(0755));
  fs::permissions(folder.file("data"), fs::perms(0555));
  fs::permissions(folder.file("data/mingdan.db"), fs::perms(0444));
  const int code = in_child([&] {
    auto reading = open_sqlite_store_for_reading(folder.file("data"));
    if (!reading) return 1;
    std::size_t count = 0;
    if (!(*reading)->for_each_current_record([&](Record&&) { return ++count > 0; }) || count != 3) return 2;
    const auto writing = open_sqlite_store(folder.file("data"));
    return !writing && writing.error().code == "store_unwritable" ? 0 : 3;
  });
  CHECK(code == 0);
  CHECK(std::distance(fs::directory_iterator(folder.file("data")), {}) == 2);
}

TEST_CASE("a data folder that cannot be made is an error that names it") {
  const TemporaryFolder folder;
  write_file(folder.file("file"), "x");
  const auto blocked = open_sqlite_store(folder.file("file/data"));
  REQUIRE_FALSE(blocked);
  CHECK(blocked.error().code == "store_unwritable");
  CHECK_THAT(blocked.error().message, ContainsSubstring(folder.file("file/data")));
  const auto on_file = open_sqlite_store(folder.file("file"));
  REQUIRE_FALSE(on_file);
  CHECK(on_file.error().code == "store_unwritable");
}
