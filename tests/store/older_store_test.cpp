// Stores of schema versions that were released before.
#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "store/fetch_ledger.hpp"
#include "store/sqlite_store.hpp"
#include "tests/catch.hpp"
#include "tests/publish/generated_record.hpp"
#include "tests/store/generated_state.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using test::TemporaryFolder;

namespace {

constexpr std::uint32_t kPages = 20;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Another program at the same file. Out: the first column of all rows, joined.
std::string answer(const std::string& path, const std::string& sql) {
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
  std::string answers;
  const auto take = [](void* into, int, char** values, char**) {
    static_cast<std::string*>(into)->append(values[0] ? values[0] : "").append("\n");
    return 0;
  };
  CHECK(sqlite3_exec(connection, sql.c_str(), take, &answers, nullptr) == SQLITE_OK);
  CHECK(std::string(sqlite3_errmsg(connection)) == "not an error");
  sqlite3_close(connection);
  return answers;
}

std::vector<Record> exported(Store& store) {
  std::vector<Record> records;
  REQUIRE(store.for_each_current_record([&](Record&& record) {
    records.push_back(std::move(record));
    return true;
  }));
  return records;
}

std::vector<Record> fill(const std::string& folder) {
  auto store = open_sqlite_store(folder);
  REQUIRE(store);
  for (std::uint32_t id = 0; id < kPages; ++id) REQUIRE((*store)->import_record(test::small_record(id, 1), 1));
  const auto run = (*store)->begin_run("import", "0.1.0");
  REQUIRE(run);
  REQUIRE((*store)->finish_run(*run, {kPages, 0, 0, kPages, 0}));
  auto records = exported(**store);
  REQUIRE((*store)->close());
  return records;
}

/// A store as version 1 left it: its own SQL, the rows of a store of today.
std::vector<Record> make_version_1(const TemporaryFolder& folder) {
  auto records = fill(folder.file("today"));
  const auto path = folder.file("mingdan.db");
  const auto schema = bytes_of(MINGDAN_VERSION_1_SQL);
  REQUIRE_FALSE(schema.empty());
  std::string copy = "PRAGMA journal_mode = WAL; ATTACH '" + folder.file("today/mingdan.db") + "' AS today;";
  for (const std::string table :
       {"pages", "addresses", "documents", "aliases", "notices", "entries", "evidence", "findings", "runs", "failures"})
    copy += "INSERT INTO main." + table + " SELECT * FROM today." + table + ";";
  answer(path, schema + copy);
  REQUIRE(answer(path, "PRAGMA user_version") == "1\n");
  return records;
}

constexpr auto kWholeSchema = "SELECT sql FROM sqlite_schema ORDER BY type, name";

}  // namespace

TEST_CASE("a store of version 1 is brought up to date by a writer and keeps what it held") {
  const TemporaryFolder folder;
  const auto records = make_version_1(folder);
  {
    auto store = open_sqlite_store(folder.path());
    REQUIRE(store);
    CHECK(exported(**store) == records);
    const auto runs = (*store)->last_runs(9);
    REQUIRE(runs);
    REQUIRE(runs->size() == 1);
    CHECK(runs->at(0).counts.added == kPages);
    REQUIRE((*store)->fetch_ledger().put_host(test::generated_host(1)));
    REQUIRE((*store)->close());
  }
  auto reading = open_sqlite_store_for_reading(folder.path());
  REQUIRE(reading);
  CHECK(exported(**reading) == records);
  CHECK((*reading)->fetch_ledger().hosts() == std::vector{test::generated_host(1)});
  const auto path = folder.file("mingdan.db");
  CHECK(answer(path, "PRAGMA integrity_check") == "ok\n");
  CHECK(answer(path, kWholeSchema) == answer(folder.file("today/mingdan.db"), kWholeSchema));
}

TEST_CASE("a store of version 1 is not read before it is brought up to date and is left as it was") {
  const TemporaryFolder folder;
  make_version_1(folder);
  const auto before = bytes_of(folder.file("mingdan.db"));
  const auto reading = open_sqlite_store_for_reading(folder.path());
  REQUIRE_FALSE(reading);
  CHECK(reading.error().code == "store_older");
  CHECK(bytes_of(folder.file("mingdan.db")) == before);
}
