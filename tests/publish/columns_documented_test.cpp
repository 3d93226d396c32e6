#include <fstream>
#include <iterator>
#include <string>

#include "publish/listing_rows.hpp"
#include "publish/notice_rows.hpp"
#include "publish/summaries.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("the columns of every table are documented in their order") {
  std::ifstream file(MINGDAN_RECORD_SCHEMA, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto documented = [&](const std::string& name, const auto& columns) {
    std::string line;
    for (const auto column : columns) line += std::string(line.empty() ? "" : ", ") += column;
    const auto section = text.find("### " + name + "\n");
    REQUIRE(section != std::string::npos);
    const auto block = text.find("```\n", section);
    REQUIRE(block != std::string::npos);
    CHECK(text.substr(block + 4, line.size() + 1) == line + "\n");
  };
  documented("listings.csv", kListingColumns);
  documented("notices.csv", kNoticeColumns);
  documented("batches.csv", kBatchColumns);
  documented("organisations.csv", kOrganisationColumns);
  documented("findings.csv", kFindingColumns);
}
