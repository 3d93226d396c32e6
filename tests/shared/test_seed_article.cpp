#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/fixtures/run_mingdan.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Read from the article by people.
const json kExpectedNotice = json::parse(R"({
  "kind": "website_shutdown", "event": "add",
  "batch": {"label": "2022年第四批", "year": 2022, "ordinal": 4}, "announced_count": 7,
  "cumulative": {"batches": 13, "organisations": 165, "since": "2021-03-20"}, "campaign_start": "2021-03-20",
  "issuers": ["民政部", "中央网信办", "工业和信息化部"],
  "legal_bases": ["中华人民共和国网络安全法", "互联网信息服务管理办法"],
  "mentions": ["中国营地教育联盟", "中国医药卫生管理大学联盟", "全国职业教育师资培训联盟",
               "国家节能减碳产业创新联盟"],
  "source_line": "民政部网站", "findings": []
})");

const std::vector<std::string> kExpectedNames = {
    "中国营地教育联盟",         "中国医药卫生管理大学联盟", "全国职业教育师资培训联盟", "国家节能减碳产业创新联盟",
    "中国监督网浙江象山办事处", "中国煤矿创伤学会华北分会", "全心犬意犬类领养中心"};

void check_page(const json& page) {
  CHECK(page["site"] == "wechat");
  CHECK(page["state"] == "article");
  CHECK(page["key"] == "wechat:MzA5MzE5MDAzOA==:2664167333:4");
  CHECK(page["title"] == "关注 | 中国医药卫生管理大学联盟等7家非法社会组织网站被关停");
  CHECK(page["account"] == "中国信息安全");
  CHECK(page["published_at"] == "2022-10-26");
  CHECK(page["saved_at"] == "2025-10-03T20:54:42+08:00");
}

void check_list(const json& list) {
  CHECK(list["heading"] == "2022年第四批被关停网站的7家非法社会组织名单");
  CHECK(list["carrier"] == "numbered");
  CHECK(list["completeness"] == "equal");
  std::vector<std::string> names;
  for (const json& entry : list["entries"]) {
    names.push_back(entry["name"]);
    CHECK(entry["no"] == names.size());
    CHECK(entry["annotation"].is_null());
  }
  CHECK(names == kExpectedNames);
}

}  // namespace

TEST_CASE("the seed article gives what people read in it") {
  const fs::path folder = MINGDAN_SEED_FOLDER;
  if (!fs::exists(folder)) {
    WARN("skipped: the seed article " << folder << " is not here");
    return;
  }
  std::vector<std::string> paths;
  for (const auto& file : fs::directory_iterator(folder)) paths.push_back(file.path().string());
  REQUIRE(paths.size() == 1);
  const json record = mingdan::parsed_records(paths).at(0);
  CHECK(record["error"].is_null());
  CHECK(record["findings"].empty());
  REQUIRE(record["page"].is_object());
  check_page(record["page"]);
  REQUIRE(record["notices"].size() == 1);
  const json& notice = record["notices"][0];
  for (const auto& [member, value] : kExpectedNotice.items()) {
    INFO(member);
    CHECK(notice[member] == value);
  }
  check_list(notice["list"]);
}
