// The real binary: pages and record lines into a store, the store out again.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "publish/record_line.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"
#include "tests/cli/run_program.hpp"
#include "tests/publish/csv_reader.hpp"
#include "tests/publish/generated_record.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using namespace mingdan::test;

namespace {

namespace fs = std::filesystem;

/// Forty lines: pages in versions, some with an address, two failures.
std::vector<std::string> some_lines() {
  std::vector<std::string> lines;
  for (std::uint32_t i = 0; i < 38; ++i) {
    Record record = small_record(i % 20, i % 3);
    if (i % 2 == 0) record.page->url = "https://example.org/" + std::to_string(i);
    if (i % 5 == 0) record.page->saved_at = "2024-03-0" + std::to_string(1 + i % 9);
    lines.push_back(record_line(record));
  }
  Record failure;
  failure.input = "broken.html";
  failure.error = Error{"empty_file", "broken.html: the file is empty"};
  lines.push_back(record_line(failure));
  lines.push_back(record_line(failure));
  return lines;
}

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

/// All files of an exported folder, one after the other, and the record lines.
std::string everything_in(const std::string& data) {
  const TemporaryFolder folder;
  const auto csv = run_mingdan({"--data", data, "export", "csv", "-o", folder.file("tables/")});
  REQUIRE(csv.code == 0);
  CHECK(csv.err.empty());
  std::string all;
  for (const auto* name : {"listings.csv", "notices.csv", "batches.csv", "organisations.csv", "findings.csv"}) {
    REQUIRE(fs::exists(folder.file("tables/") + name));
    all += bytes_of(folder.file("tables/") + name);
  }
  const auto jsonl = run_mingdan({"--data", data, "export", "jsonl"});
  REQUIRE(jsonl.code == 0);
  return all + jsonl.out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string last_line(const std::string& text) {
  const auto end = text.find_last_not_of('\n');
  if (end == std::string::npos) return {};
  const auto start = text.find_last_of('\n', end);
  return text.substr(start == std::string::npos ? 0 : start + 1,
                     end - (start == std::string::npos ? 0 : start + 1) + 1);
}

std::size_t files_in(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

void fill(const std::string& data) {
  const auto record = record_line(small_record(1, 1)) + "\n" + record_line(small_record(2, 1)) + "\n";
  REQUIRE(run_mingdan({"--data", data, "import", "-"}, {record, {}, 0}).code == 0);
}

}  // namespace

TEST_CASE("importing again changes nothing and says so") {
  const TemporaryFolder folder;
  const auto data = folder.file("data");
  const auto lines = text_of(some_lines());
  const auto first = run_mingdan({"import", "-", "--data", data}, {lines, {}, 0});
  CHECK(first.code == 3);
  CHECK(first.out.empty());
  CHECK(last_line(first.err) == "mingdan: imported 38 pages: 38 new, 0 unchanged; 38 notices; 2 failed");
  CHECK_THAT(first.err, ContainsSubstring("broken.html: the file is empty [empty_file]"));
  const auto exported = everything_in(data);
  const auto second = run_mingdan({"import", "-", "--data", data}, {lines, {}, 0});
  CHECK(last_line(second.err) == "mingdan: imported 38 pages: 0 new, 38 unchanged; 38 notices; 2 failed");
  CHECK((everything_in(data) == exported));
}

TEST_CASE("any order and any split of the inputs gives the same files byte for byte") {
  auto lines = some_lines();
  std::string expected;
  std::mt19937 engine(4);
  for (int round = 0; round < 6; ++round) {
    const TemporaryFolder folder;
    const auto data = folder.file("data");
    const auto cut = lines.begin() + static_cast<std::ptrdiff_t>(engine() % lines.size());
    write_file(folder.file("a.jsonl"), text_of({lines.begin(), cut}));
    write_file(folder.file("b.jsonl"), text_of({cut, lines.end()}));
    for (const auto* name : {"b.jsonl", "a.jsonl"}) run_mingdan({"import", folder.file(name), "--data", data, "-q"});
    if (round == 0) expected = everything_in(data);
    CHECK((everything_in(data) == expected));
    for (std::size_t i = lines.size() - 1; i > 0; --i) std::swap(lines[i], lines[engine() % (i + 1)]);
  }
  CHECK(expected.size() > 10000);
}

TEST_CASE("saved pages give the same store by either way and in either order") {
  const TemporaryFolder folder;
  const std::string pages = MINGDAN_FIXTURES;
  const auto direct = run_mingdan({"import", pages, "--data", folder.file("direct")});
  REQUIRE((direct.code == 0 || direct.code == 3));
  const auto parsed = run_mingdan({"parse", pages});
  REQUIRE(parsed.code == direct.code);
  run_mingdan({"import", "-", "--data", folder.file("lines")}, {parsed.out, {}, 0});
  std::vector<std::string> paths;
  for (const auto& line : lines_of(parsed.out)) {
    const auto record = read_record_line(line);
    REQUIRE(record);
    paths.push_back(record->input);
  }
  std::ranges::sort(paths, std::greater());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  REQUIRE(paths.size() >= 80);
  std::string list;
  for (const auto& path : paths) list += path + '\0';
  run_mingdan({"import", "--files0-from", "-", "-j", "1", "--data", folder.file("reversed")}, {list, {}, 0});
  const auto expected = everything_in(folder.file("direct"));
  CHECK((everything_in(folder.file("lines")) == expected));
  CHECK((everything_in(folder.file("reversed")) == expected));
}

TEST_CASE("exported record lines fill another store with the same") {
  const TemporaryFolder folder;
  run_mingdan({"import", "-", "--data", folder.file("one")}, {text_of(some_lines()), {}, 0});
  const auto lines = run_mingdan({"export", "jsonl", "--data", folder.file("one")});
  CHECK_THAT(lines.out, ContainsSubstring(R"("input":null,"record":0,"page":{)"));
  const auto again = run_mingdan({"import", "-", "--data", folder.file("two")}, {lines.out, {}, 0});
  CHECK(again.code == 0);
  CHECK((everything_in(folder.file("two")) == everything_in(folder.file("one"))));
}

TEST_CASE("an empty store gives headers and no more") {
  const TemporaryFolder folder;
  const auto data = folder.file("data");
  CHECK(run_mingdan({"import", "-", "--data", data}).code != 0);
  const auto csv = run_mingdan({"export", "csv", "--data", data});
  CHECK(csv.code == 0);
  CHECK(read_csv(csv.out).size() == 1);
  CHECK(run_mingdan({"export", "jsonl", "--data", data}).out.empty());
}

TEST_CASE("a file that exists is replaced only when asked and nothing is left beside it") {
  const TemporaryFolder folder;
  const auto data = folder.file("data");
  fill(data);
  fs::create_directory(folder.file("out"));
  const auto target = folder.file("out/listings.csv");
  write_file(target, "old");
  for (const auto& path : {target, folder.file("out/"), folder.file("out")}) {
    const auto refused = run_mingdan({"export", "csv", "-o", path, "--data", data});
    CHECK(refused.code == 2);
    CHECK(refused.err == "mingdan: error: " + target + " exists already; choose another name or add --overwrite\n");
  }
  CHECK(bytes_of(target) == "old");
  CHECK(files_in(folder.file("out")) == 1);
  CHECK(run_mingdan({"export", "csv", "-o", folder.file("out"), "--overwrite", "--data", data}).code == 0);
  CHECK(files_in(folder.file("out")) == 5);
  CHECK(bytes_of(target) == run_mingdan({"export", "csv", "--data", data}).out);
}

TEST_CASE("a full disk is one line and leaves nothing half-written") {
  const TemporaryFolder folder;
  const auto data = folder.file("data");
  run_mingdan({"import", "-", "--data", data}, {text_of(some_lines()), {}, 0});
  const auto device = run_mingdan({"export", "csv", "-o", "/dev/full", "--data", data});
  CHECK(device.code == 1);
  CHECK(device.err ==
        "mingdan: error: /dev/full: can't be written: No space left on device; make room and run again\n");
  const auto standard_output = run_mingdan({"export", "jsonl", "--data", data}, {{}, "/dev/full", 0});
  CHECK(standard_output.code == 1);
  CHECK(std::ranges::count(standard_output.err, '\n') == 1);
  fs::create_directory(folder.file("out"));
  const auto limited = run_mingdan({"export", "csv", "-o", folder.file("out/"), "--data", data}, {{}, {}, 1000});
  CHECK(limited.code == 1);
  CHECK(std::ranges::count(limited.err, '\n') == 1);
  CHECK(files_in(folder.file("out")) == 0);
}

TEST_CASE("an import that cannot write keeps what it had") {
  const TemporaryFolder folder;
  const auto data = folder.file("data");
  fill(data);
  const auto before = everything_in(data);
  const auto size = fs::file_size(data + "/mingdan.db");
  const auto limited = run_mingdan({"import", "-", "--data", data}, {text_of(some_lines()), {}, size / 2});
  CHECK(limited.code == 1);
  CHECK_THAT(last_line(limited.err), ContainsSubstring(data + "/mingdan.db"));
  run_mingdan({"import", "-", "--data", data}, {text_of(some_lines()), {}, 0});
  CHECK((everything_in(data) != before));
  const auto fresh = run_mingdan({"import", "-", "--data", folder.file("new")}, {text_of(some_lines()), {}, 3000});
  CHECK(fresh.code == 1);
  CHECK_FALSE(fs::exists(folder.file("new/mingdan.db")));
  CHECK_FALSE(fs::exists(folder.file("new/mingdan.db.new")));
}

TEST_CASE("a second import while one holds the lock ends at once with 75 and an export does not") {
  const TemporaryFolder folder;
  const auto data = folder.file("data");
  fill(data);
  const int lock = ::open((data + "/lock").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(lock >= 0);
  REQUIRE(::flock(lock, LOCK_EX | LOCK_NB) == 0);
  const auto refused = run_mingdan({"import", "-", "--data", data}, {text_of(some_lines()), {}, 0});
  CHECK(refused.code == 75);
  CHECK(refused.err == "mingdan: error: " + data + "/lock: another run holds the lock; run again when it is done\n");
  CHECK(run_mingdan({"export", "csv", "--data", data}).code == 0);
  ::close(lock);
  CHECK(run_mingdan({"import", "-", "--data", data}, {text_of(some_lines()), {}, 0}).code == 3);
}

TEST_CASE("wrong usage of import and export is one line and exit code 2") {
  const TemporaryFolder folder;
  const auto data = folder.file("data");
  fill(data);
  const auto missing = folder.file("missing");
  const std::vector<std::vector<std::string>> wrong{
      {"import"},
      {"import", "-", "-"},
      {"import", "--what", "-"},
      {"import", "-j", "0", "-"},
      {"export", "--data", data},
      {"export", "xml", "--data", data},
      {"export", "csv", "jsonl", "--data", data},
      {"export", "jsonl", "--bom", "--data", data},
      {"export", "csv", "--data", missing},
  };
  for (const auto& arguments : wrong) {
    const auto outcome = run_mingdan(arguments);
    INFO(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(std::ranges::count(outcome.err, '\n') == 1);
    CHECK(outcome.err.starts_with("mingdan: error: "));
  }
  CHECK_FALSE(fs::exists(missing));
}

TEST_CASE("a foreign store is refused with exit code 2 and a damaged one with 1") {
  const TemporaryFolder folder;
  fs::create_directory(folder.file("foreign"));
  write_file(folder.file("foreign/mingdan.db"), "no database");
  fill(folder.file("damaged"));
  fs::resize_file(folder.file("damaged/mingdan.db"), 20000);
  for (const std::string verb : {"import", "export"}) {
    const std::string argument = verb == "import" ? "-" : "csv";
    CHECK(run_mingdan({verb, argument, "--data", folder.file("foreign")}).code == 2);
    const auto damaged = run_mingdan({verb, argument, "--data", folder.file("damaged")});
    CHECK(damaged.code == 1);
    CHECK_THAT(damaged.err, ContainsSubstring("the store is damaged"));
  }
  CHECK(bytes_of(folder.file("foreign/mingdan.db")) == "no database");
}

TEST_CASE("csv is guarded unless asked otherwise and marked for Excel when asked") {
  const TemporaryFolder folder;
  const auto data = folder.file("data");
  Record record = small_record(1, 1);
  record.notices[0].list.entries[0].name = "=cmd|'/C calc'!A0";
  record.notices[0].list.entries[0].annotation = "'甲\"";
  run_mingdan({"import", "-", "--data", data}, {record_line(record), {}, 0});
  const auto guarded = run_mingdan({"export", "csv", "--bom", "--data", data});
  CHECK(guarded.err.empty());
  REQUIRE(guarded.out.starts_with("\xEF\xBB\xBFlisting_id,"));
  const auto row = read_csv(guarded.out).at(1);
  CHECK(row[7] == "'=cmd|'/C calc'!A0");
  CHECK(row[8] == "''甲\"");
  const auto raw = read_csv(run_mingdan({"export", "csv", "--csv-raw", "--data", data}).out).at(1);
  CHECK(raw[7] == "=cmd|'/C calc'!A0");
  CHECK(raw[8] == "'甲\"");
  const auto verbose = run_mingdan({"export", "csv", "-v", "--data", data});
  CHECK(
      verbose.err ==
      "mingdan: read 1 page from the store\nmingdan: 1 cells that a spreadsheet would run as a formula are guarded\n");
}

TEST_CASE("a quiet import of good pages says nothing and strict asks for no error findings") {
  const TemporaryFolder folder;
  Record record = small_record(1, 1);
  const auto quiet = run_mingdan({"-q", "import", "-", "--data", folder.file("a")}, {record_line(record), {}, 0});
  CHECK(quiet.code == 0);
  CHECK(quiet.err.empty());
  record.notices[0].findings.push_back({"count_mismatch", Severity::error, "says 2", {}});
  const auto strict =
      run_mingdan({"import", "--strict", "-", "--data", folder.file("b")}, {record_line(record), {}, 0});
  CHECK(strict.code == 5);
  CHECK(run_mingdan({"import", "-", "--data", folder.file("b")}, {record_line(record), {}, 0}).code == 0);
}

TEST_CASE("a page that cannot be stored costs only itself") {
  const TemporaryFolder folder;
  Record keyless = small_record(1, 1);
  keyless.page->key.clear();
  const auto lines =
      record_line(keyless) + "\n" + "{\"schema\":\"mingdan.page/2\"}\n" + record_line(small_record(2, 1));
  const auto outcome = run_mingdan({"import", "-", "--data", folder.file("data")}, {lines, {}, 0});
  CHECK(outcome.code == 3);
  CHECK(last_line(outcome.err) == "mingdan: imported 1 page: 1 new, 0 unchanged; 1 notice; 2 failed");
}
