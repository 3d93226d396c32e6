#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "archive/digest.hpp"
#include "tests/catch.hpp"
#include "tests/fixtures/run_mingdan.hpp"
#include "text/spaces.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// One line of expected_pages.tsv, split at tabs; the columns are named in its header.
using Row = std::vector<std::string>;
enum Column { kPath, kSite, kState, kKey, kPublished, kOrigin, kAccount, kUrl, kCharset, kTitle, kNotices, kComment };

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  if (!text.empty() && text.back() == separator) parts.emplace_back();
  return parts;
}

std::vector<Row> expected_rows() {
  std::ifstream file(MINGDAN_EXPECTED_PAGES);
  REQUIRE(file.good());
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#") || line.starts_with("path\t")) continue;
    rows.push_back(split(line, '\t'));
    INFO(line);
    REQUIRE(rows.back().size() == kComment + 1);
  }
  return rows;
}

/// The title as the table counts it: no invisible characters, each run of white space one blank.
std::string title_digest(const std::string& title) {
  static const std::vector<std::string> kBlanks = {" ", "\t", "\n", "\r", "\f", "\v", "\u00A0", "\u3000"};
  std::string rest = mingdan::without_invisible(title);
  std::string out;
  while (!rest.empty()) {
    std::size_t blank = 0;
    for (const std::string& one : kBlanks) blank = rest.starts_with(one) ? one.size() : blank;
    if (blank == 0) {
      out += rest[0];
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    rest.erase(0, blank == 0 ? 1 : blank);
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return mingdan::sha256_hex(out).substr(0, 16);
}

std::string address_core(std::string url) {
  url.erase(std::min(url.find('#'), url.size()));
  const std::size_t scheme = url.find("://");
  return scheme == std::string::npos ? url : url.substr(scheme);
}

/// "-" for null. `record` has a page.
std::string shown(const json& value) { return value.is_null() ? "-" : value.get<std::string>(); }

bool is_one_of(const std::string& cell, const std::string& actual, bool address) {
  if (cell == "*") return true;
  for (const std::string& wanted : split(cell, '|')) {
    if (wanted == actual || (address && wanted != "-" && address_core(wanted) == address_core(actual))) return true;
  }
  return false;
}

std::string expected_key(const std::string& cell, const json& page) {
  std::string out;
  for (const std::string& wanted : split(cell, '|')) {
    out += (out.empty() ? "" : "|") + (wanted == "sha256" ? "sha256:" + page["sha256"].get<std::string>() : wanted);
  }
  return out;
}

/// What differs between a row of the table and a record, in one line; empty when nothing does.
std::string difference(const Row& row, const json& record) {
  if (!record["page"].is_object()) return " no page, error " + record["error"].dump();
  const json& page = record["page"];
  std::string out;
  const auto check = [&out](const char* name, const std::string& cell, const std::string& actual) {
    if (!is_one_of(cell, actual, std::string_view(name) == "url")) {
      out += std::string(" ") + name + ": expected " + cell + ", got " + actual + ";";
    }
  };
  check("site", row[kSite], page["site"]);
  check("state", row[kState], page["state"]);
  check("key", expected_key(row[kKey], page), page["key"]);
  check("published_at", row[kPublished], shown(page["published_at"]));
  check("published_origin", row[kOrigin], shown(page["published_origin"]));
  check("account", row[kAccount], shown(page["account"]));
  check("url", row[kUrl], shown(page["url"]));
  check("charset", row[kCharset], page["charset"]);
  check("title", row[kTitle], page["title"].is_null() ? "-" : title_digest(page["title"]));
  check("notices", row[kNotices], std::to_string(record["notices"].size()));
  return out;
}

}  // namespace

TEST_CASE("the expectations name each reference page once and completely") {
  std::vector<std::string> paths;
  for (const Row& row : expected_rows()) {
    for (const std::string& cell : row) CHECK((&cell == &row[kComment] || !cell.empty()));
    CHECK(std::find(paths.begin(), paths.end(), row[kPath]) == paths.end());
    paths.push_back(row[kPath]);
  }
  CHECK(paths.size() == 74);
}

TEST_CASE("every saved reference page has the state and identity and time that were read from it") {
  const fs::path folder = MINGDAN_SHARED_PAGES;
  if (!fs::exists(folder)) {
    WARN("skipped: the reference pages " << folder << " are not here");
    return;
  }
  const std::vector<Row> rows = expected_rows();
  std::vector<std::string> paths;
  for (const Row& row : rows) paths.push_back(folder / row[kPath]);
  const std::vector<json> records = mingdan::parsed_records(paths);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string found = difference(rows[i], records[i]);
    INFO(rows[i][kPath] << ":" << found);
    CHECK(found.empty());
  }
}
