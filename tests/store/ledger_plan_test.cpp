// That the ledger's queries stay quick as it grows: which index each takes.
#include <array>
#include <fstream>
#include <string>
#include <vector>

#include "store/ledger_sql.hpp"
#include "store/schema.hpp"
#include "store/sqlite_ledger.hpp"
#include "tests/catch.hpp"
#include "tests/store/generated_state.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using test::TemporaryFolder;

namespace {

/// One step a line. Values are not bound: plans don't depend on them.
std::string plan_of(SqliteDatabase& database, const std::string& sql) {
  std::string plan;
  auto rows = database.query(sql);
  while (rows.next()) plan += rows.text(3) + "\n";
  return plan;
}

}  // namespace

TEST_CASE("every query over addresses and attempts takes an index") {
  struct Case {
    std::string_view sql;
    std::string index;
  };
  const std::array cases{
      Case{ledger_sql::kUrl, "USING INDEX sqlite_autoindex_urls_1 (url=?)"},
      Case{ledger_sql::kWaitingUrls, "USING INDEX urls_by_progress (progress=?)"},
      Case{ledger_sql::kUrlsOf, "USING INDEX urls_by_source (source=?)"},
      Case{ledger_sql::kPageKey, "USING COVERING INDEX urls_by_page_key (page_key=?)"},
      Case{ledger_sql::kUrlCounts, "USING COVERING INDEX urls_by_source"},
      Case{ledger_sql::kFailingUrls, "USING INDEX urls_by_progress (progress=?)"},
      Case{ledger_sql::kFailingUrls, "USING COVERING INDEX attempts_by_url (url_id=?)"},
      Case{ledger_sql::kAttemptsOfRun, "USING INDEX attempts_by_run (run_id=?)"},
      Case{ledger_sql::kAttemptsIn, "USING INDEX sqlite_autoindex_attempts_1 (archive_file=?)"},
  };
  const TemporaryFolder folder;
  const auto path = folder.file("plan.db");
  std::ofstream(path).flush();
  std::vector<std::string> statements;  // they are the keys of what the database prepared, so they outlive it
  for (const auto& [sql, index] : cases) statements.push_back("EXPLAIN QUERY PLAN " + std::string(sql));
  auto database = SqliteDatabase::open(path, Access::write);
  REQUIRE(database);
  REQUIRE(migrate(*database));
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto plan = plan_of(*database, statements[i]);
    INFO(cases[i].sql << "\n" << plan);
    CHECK_THAT(plan, ContainsSubstring(cases[i].index));
    if (cases[i].sql == ledger_sql::kUrlCounts) continue;  // looks at all of them, in the index alone
    CHECK_THAT(plan, !ContainsSubstring("TEMP B-TREE"));
    CHECK_THAT(plan, !ContainsSubstring("SCAN"));
  }
}

TEST_CASE("ten thousand addresses are put at once and a few that wait are found among them") {
  const TemporaryFolder folder;
  const auto path = folder.file("many.db");
  std::ofstream(path).flush();
  auto database = SqliteDatabase::open(path, Access::write);
  REQUIRE(database);
  REQUIRE(migrate(*database));
  SqliteLedger ledger(*database);
  std::vector<UrlState> states;
  std::vector<UrlState> waiting;
  for (std::uint32_t number = 0; number < 10000; ++number) {
    auto& state = states.emplace_back(test::waiting_url(number));
    if (number % 2000 == 7)
      waiting.push_back(state);
    else
      state.progress = UrlProgress::done;
  }
  REQUIRE(ledger.put_urls(states));
  CHECK(ledger.waiting_urls(Instant{}) == waiting);
  CHECK(ledger.url_counts() == std::vector<UrlCount>{{"", UrlProgress::done, 9995}, {"", UrlProgress::waiting, 5}});
}
