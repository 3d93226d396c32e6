#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"
#include "tests/cli/shell.hpp"

using namespace mingdan;

namespace {

struct Folder : test::TemporaryFolder {
  void write(const std::string& name, const std::string& bytes) const { test::write_file(file(name), bytes); }
  [[nodiscard]] test::ShellRun run(const std::string& command) const { return test::run_in(path(), command); }
};

std::string article(const std::string& words) {
  return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + words +
         "</title></head><body><div class=\"content\"><p>" + words + "</p></div></body></html>";
}

std::vector<nlohmann::json> records_in(const std::string& out) {
  std::vector<nlohmann::json> records;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) records.push_back(nlohmann::json::parse(line));
  return records;
}

std::vector<std::string> inputs_of(const std::vector<nlohmann::json>& records) {
  std::vector<std::string> inputs;
  for (const auto& record : records)
    inputs.push_back(record["input"].get<std::string>() + ":" + std::to_string(record["record"].get<int>()));
  return inputs;
}

const std::string kAbortsGumbo = "<table><math><select><mi><select><table>";

}  // namespace

TEST_CASE("a page that kills the HTML library costs only itself") {
  const Folder folder;
  std::vector<std::string> expected;
  for (int i = 10; i < 30; ++i) {
    folder.write(std::to_string(i) + ".html", i % 10 == 5 ? kAbortsGumbo : article("第" + std::to_string(i) + "页"));
    expected.push_back(std::to_string(i) + ".html:0");
  }
  const auto good = folder.run("$mingdan parse 1[0-4].html 1[6-9].html 2[0-4].html 2[6-9].html 2>/dev/null");
  for (const auto* jobs : {"1", "2"}) {
    const auto run = folder.run(std::string("$mingdan parse *.html --format jsonl -j ") + jobs);
    CHECK(run.exit_code == 3);
    const auto records = records_in(run.out);
    CHECK(inputs_of(records) == expected);
    std::string unharmed;
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);)
      if (line.find("5.html\"") == std::string::npos) unharmed += line + "\n";
    CHECK(unharmed == good.out);
    CHECK_THAT(run.err, ContainsSubstring("15.html") && ContainsSubstring("25.html") && !ContainsSubstring("Assert"));
    for (const auto at : {std::size_t{5}, std::size_t{15}})
      CHECK((records[at]["error"].is_object() || records[at]["page"].is_object()));
  }
}

TEST_CASE("folders, lists, standard input and single files give the same records") {
  const Folder folder;
  folder.write("a.html", article("一"));
  folder.write("b.html", article("二"));
  folder.write("c.bin", article("三"));
  folder.write("unread.bin", "x");
  const auto named = folder.run("$mingdan parse ./a.html ./b.html");
  CHECK(records_in(named.out).size() == 2);
  CHECK(folder.run("$mingdan parse .").out == named.out);
  CHECK(folder.run("printf './a.html\\0./b.html\\0' | $mingdan parse --files0-from -").out == named.out);
  CHECK(folder.run("$mingdan parse . -j 1").out == named.out);
  CHECK(inputs_of(records_in(folder.run("$mingdan parse c.bin a.html").out)) ==
        std::vector<std::string>{"c.bin:0", "a.html:0"});
  const auto piped = records_in(folder.run("$mingdan parse - <a.html").out);
  REQUIRE(piped.size() == 1);
  CHECK(piped[0]["input"] == "-");
  CHECK(piped[0]["page"]["sha256"] == records_in(named.out)[0]["page"]["sha256"]);
}

TEST_CASE("containers give their pages one by one also from standard input") {
  const Folder folder;
  const auto one = test::warc_response("https://example.org/1", article("一"));
  const auto two = test::warc_response("https://example.org/2", article("二"));
  folder.write("a.warc", one + two);
  folder.write("b.warc.gz", test::gzipped(one) + test::gzipped(two));
  folder.write("c.jsonl", "{\"url\":\"https://example.org/3\",\"body_base64\":\"PHA+MTwvcD4=\"}\nbad\n");
  folder.write("d.mht", "MIME-Version: 1.0\nContent-Type: text/html\nContent-Location: https://example.org/4\n\n" +
                            article("四"));
  const auto records = records_in(folder.run("$mingdan parse .").out);
  CHECK(inputs_of(records) == std::vector<std::string>{"./a.warc:0", "./a.warc:1", "./b.warc.gz:0", "./b.warc.gz:1",
                                                       "./c.jsonl:0", "./c.jsonl:1", "./d.mht:0"});
  REQUIRE(records.size() == 7);
  CHECK(records[1]["page"]["url"] == "https://example.org/2");
  CHECK(records[3]["page"] == records[1]["page"]);
  CHECK(records[5]["error"]["code"] == "bad_json_line");
  CHECK(records[5]["page"].is_null());
  CHECK(records[6]["page"]["url"] == "https://example.org/4");
  for (const auto* name : {"a.warc", "b.warc.gz", "c.jsonl"}) {
    const auto piped = records_in(folder.run(std::string("cat ") + name + " | $mingdan parse -").out);
    REQUIRE(piped.size() == 2);
    CHECK(piped[0]["page"] == records_in(folder.run(std::string("$mingdan parse ") + name).out)[0]["page"]);
  }
}

TEST_CASE("what can't be read is a line, a message and exit code 3") {
  const Folder folder;
  folder.write("good.html", article("好"));
  folder.write("empty.html", "");
  folder.write("paper.html", "%PDF-1.5\n");
  const auto run =
      folder.run("mkfifo pipe; $mingdan parse none.html empty.html pipe paper.html good.html --format jsonl");
  CHECK(run.exit_code == 3);
  const auto records = records_in(run.out);
  REQUIRE(records.size() == 5);
  CHECK(records[0]["error"]["code"] == "file_missing");
  CHECK(records[1]["error"]["code"] == "empty_file");
  CHECK(records[2]["error"]["code"] == "not_a_file");
  CHECK(records[3]["error"]["code"] == "unsupported_format");
  CHECK(records[4]["error"].is_null());
  for (const auto* name : {"none.html: ", "empty.html: ", "pipe: ", "paper.html: "})
    CHECK_THAT(run.err, ContainsSubstring(name));
}

TEST_CASE("an unreadable folder is named") {
  const Folder folder;
  const bool as_root = geteuid() == 0;
  if (as_root && folder.run("command -v setpriv && chmod 755 .").exit_code != 0) return;
  const std::string program = as_root ? "setpriv --reuid=65534 --clear-groups $mingdan" : "$mingdan";
  const auto run =
      folder.run("mkdir -p d/shut; chmod 0 d/shut; " + program + " parse d; code=$?; chmod 700 d/shut; exit $code");
  if (run.exit_code == 126 || run.exit_code == 127) return;  // the program stands where others may not go
  CHECK(run.exit_code == 3);
  CHECK_THAT(run.out, ContainsSubstring("file_unreadable"));
  CHECK_THAT(run.err, ContainsSubstring("d/shut: Permission denied") && ContainsSubstring("chmod"));
}

TEST_CASE("record lines are not pages and csv has its header") {
  const Folder folder;
  folder.write("a.html", article("一"));
  const auto again = folder.run("$mingdan parse a.html -o records.jsonl; $mingdan parse records.jsonl --format jsonl");
  CHECK(again.exit_code == 3);
  REQUIRE(records_in(again.out).size() == 1);
  CHECK_THAT(again.err, ContainsSubstring("mingdan import"));
  const auto csv = folder.run("$mingdan parse a.html --format csv --bom");
  CHECK_THAT(csv.out, Catch::Matchers::StartsWith("\xEF\xBB\xBFlisting_id,kind,event,"));
}

TEST_CASE("names with control characters never reach the terminal raw") {
  const Folder folder;
  const auto run = folder.run("$mingdan parse \"$(printf 'a\\033[31m\\nb\\342\\200\\256')\"");
  CHECK(run.exit_code == 3);
  CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  CHECK_THAT(run.err, ContainsSubstring("a\\x1b[31m\\nb\\u{202e}"));
}
