#include "store/schema.hpp"

#include <fstream>

#include "tests/catch.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using test::TemporaryFolder;

namespace {

SqliteDatabase empty_database(const TemporaryFolder& folder) {
  const auto path = folder.file("empty.db");
  std::ofstream(path).flush();
  auto database = SqliteDatabase::open(path, Access::write);
  REQUIRE(database);
  return std::move(*database);
}

}  // namespace

TEST_CASE("migrations bring an empty database to the newest version and run once") {
  const TemporaryFolder folder;
  auto database = empty_database(folder);
  for (int round = 0; round < 2; ++round) {
    REQUIRE(migrate(database));
    CHECK(database.number("PRAGMA user_version") == newest_schema_version());
    CHECK(database.number("PRAGMA application_id") == kApplicationId);
  }
}

TEST_CASE("every table is strict and the schema is whole") {
  const TemporaryFolder folder;
  auto database = empty_database(folder);
  REQUIRE(migrate(database));
  CHECK(database.number("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND "
                        "name NOT LIKE 'sqlite_%' AND NOT strict") == 0);
  CHECK(database.text("SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_table_list WHERE schema = 'main' "
                      "AND name NOT LIKE 'sqlite_%' ORDER BY name)") ==
        "addresses aliases archive_files attempts current_versions documents entries evidence failures findings hosts "
        "notices pages runs sources urls versions");
  CHECK(database.text("PRAGMA integrity_check") == "ok");
  CHECK(database.number("PRAGMA foreign_keys") == 1);
}

TEST_CASE("a failure is kept until it is asked for and stops what follows") {
  const TemporaryFolder folder;
  auto database = empty_database(folder);
  REQUIRE(migrate(database));
  database.run("INSERT INTO pages (key) VALUES (?)", std::optional<std::string>());
  database.run("INSERT INTO pages (key) VALUES (?)", "after");
  const auto result = database.result();
  REQUIRE_FALSE(result);
  CHECK(result.error().code == "store_failed");
  CHECK_THAT(result.error().message, ContainsSubstring("pages.key"));
  CHECK(database.number("SELECT count(*) FROM pages") == 0);
  CHECK(database.result());
}

TEST_CASE("rows below a page go with it") {
  const TemporaryFolder folder;
  auto database = empty_database(folder);
  REQUIRE(migrate(database));
  database.run("INSERT INTO findings (document_id, position, code, severity, message) VALUES (9, 0, 'x', 'info', '')");
  CHECK_FALSE(database.result());
}
