#include <algorithm>
#include <fstream>

#include "tests/catch.hpp"
#include "tests/cli/shell.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;

namespace {

/// A folder with one small article.
struct Folder : test::TemporaryFolder {
  Folder() {
    write("page.md",
          "---\ntitle: 页\nurl: https://www.example.gov.cn/art/2022/10/26/art_1_2.html\n---\n\n# 页\n\n文字。\n");
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(file(name), std::ios::binary) << bytes;
  }
  [[nodiscard]] test::ShellRun run(const std::string& command) const { return test::run_in(path(), command); }
};

/// One line on stderr that says these things, nothing on stdout.
void check_refusal(const test::ShellRun& run, int exit_code, const std::string& what, const std::string& remedy) {
  CHECK(run.exit_code == exit_code);
  CHECK(run.out.empty());
  CHECK_THAT(run.err, ContainsSubstring(what) && ContainsSubstring(remedy));
  CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
}

}  // namespace

TEST_CASE("help and version go to stdout") {
  const Folder folder;
  const auto plain = folder.run("$mingdan");
  CHECK(plain.exit_code == 0);
  CHECK(plain.err.empty());
  CHECK_THAT(plain.out, ContainsSubstring("parse") && ContainsSubstring("--data"));
  CHECK(folder.run("$mingdan --help").out == plain.out);
  const auto parse = folder.run("$mingdan parse --help");
  CHECK(parse.exit_code == 0);
  CHECK(parse.err.empty());
  CHECK_THAT(parse.out, ContainsSubstring("mingdan parse") && ContainsSubstring("--files0-from"));
  CHECK(folder.run("$mingdan help parse").out == parse.out);
  const auto version = folder.run("$mingdan --version");
  CHECK(version.exit_code == 0);
  CHECK_THAT(version.out, Catch::Matchers::StartsWith("mingdan ") && Catch::Matchers::EndsWith("\n"));
}

TEST_CASE("paths stand before and behind two dashes") {
  const Folder folder;
  folder.write("-odd.md", "# 页");
  const auto lines = [&](const std::string& command) {
    const auto run = folder.run(command);
    CHECK(run.err.empty());
    return std::count(run.out.begin(), run.out.end(), '\n');
  };
  CHECK(lines("$mingdan parse page.md -- page.md") == 2);
  CHECK(lines("$mingdan parse -- page.md page.md") == 2);
  CHECK(lines("$mingdan parse page.md -- - <page.md") == 2);
  CHECK(folder.run("$mingdan parse -- -odd.md").out.find("-odd.md") != std::string::npos);
}

TEST_CASE("wrong usage is told as json where json was asked for") {
  const Folder folder;
  check_refusal(folder.run("$mingdan --log-format json parse --frob"), 2, "{\"time\"", "unknown option --frob");
  check_refusal(folder.run("$mingdan --log-format json frobnicate"), 2, "{\"time\"", "unknown verb");
}

TEST_CASE("help names values in one way") {
  const Folder folder;
  for (const std::string verb : {"parse", "import", "export"}) {
    const auto help = folder.run("$mingdan " + verb + " --help").out;
    CHECK(help.find("UINT") == std::string::npos);
    CHECK(help.find(":{") == std::string::npos);
  }
}

TEST_CASE("wrong usage is one line that names it and the remedy") {
  const Folder folder;
  check_refusal(folder.run("$mingdan frobnicate"), 2, "unknown verb frobnicate; known are parse", "mingdan --help");
  check_refusal(folder.run("$mingdan --frob"), 2, "unknown option --frob", "mingdan --help");
  check_refusal(folder.run("$mingdan parse --frob page.md"), 2, "unknown option --frob", "mingdan parse --help");
  check_refusal(folder.run("$mingdan parse --format xml page.md"), 2, "xml", "mingdan parse --help");
  check_refusal(folder.run("$mingdan parse -j 0 page.md"), 2, "--jobs", "mingdan parse --help");
  check_refusal(folder.run("$mingdan parse"), 2, "no input", "mingdan parse --help");
  check_refusal(folder.run("$mingdan parse ''"), 2, "empty", "mingdan parse --help");
  check_refusal(folder.run("$mingdan parse - -"), 2, "more than once", "mingdan parse --help");
  check_refusal(folder.run("$mingdan help frobnicate"), 2, "unknown verb frobnicate", "mingdan --help");
  check_refusal(folder.run("$mingdan parse --files0-from none"), 2, "none", "check the path");
  check_refusal(folder.run("echo page.md | $mingdan parse --files0-from -"), 2, "on lines", "print0");
  check_refusal(folder.run("$mingdan parse --format jsonl --bom page.md"), 2, "--bom", "mingdan parse --help");
  check_refusal(folder.run("$mingdan export csv --data ''"), 2, "--data is empty", "name a folder");
  check_refusal(folder.run("$mingdan -q"), 2, "no verb", "mingdan --help");
}

TEST_CASE("a configuration file is read and its mistakes are named") {
  const Folder folder;
  folder.write("good.toml", "jobs = 1\nlog-format = \"json\"\n");
  folder.write("bad.toml", "jobs = 1\nfoo = 1\n");
  CHECK(folder.run("$mingdan --config good.toml parse page.md").out == folder.run("$mingdan parse page.md").out);
  CHECK_THAT(folder.run("$mingdan parse none.html --config good.toml").err, ContainsSubstring("\"level\":\"error\""));
  check_refusal(folder.run("$mingdan --config bad.toml parse page.md"), 2, "bad.toml line 2: unknown key foo",
                "known are");
  check_refusal(folder.run("$mingdan parse page.md --config none.toml"), 2, "none.toml", "check the path");
}

TEST_CASE("an empty folder in the environment does not hide the one in the configuration") {
  const Folder folder;
  folder.write("c.toml", "data = \"here\"\n");
  const auto run =
      folder.run("MINGDAN_DATA= $mingdan -q --config c.toml import page.md; ls here; $mingdan parse -v page.md");
  CHECK(run.exit_code == 0);
  CHECK_THAT(run.out, Catch::Matchers::StartsWith("lock\nmingdan.db\n{"));
  CHECK(run.err == "mingdan: page.md: article\n");
}

TEST_CASE("global options stand before or behind the verb") {
  const Folder folder;
  const auto run =
      folder.run("$mingdan -q --log-format json parse none.html; $mingdan parse none.html --log-format json -q");
  CHECK(run.exit_code == 3);
  CHECK_THAT(run.err, ContainsSubstring("file_missing"));
  const auto half = run.out.size() / 2;
  CHECK(run.out.substr(0, half) == run.out.substr(half));
}

TEST_CASE("output that can't be written is one line and leaves nothing behind") {
  const Folder folder;
  const auto full = folder.run("$mingdan parse page.md >/dev/full");
  check_refusal(full, 1, "standard output", "make room");
  check_refusal(folder.run("$mingdan parse page.md -o /dev/full"), 1, "/dev/full", "make room");
  check_refusal(folder.run("$mingdan parse page.md -o none/out"), 1, "none/out", "make its folder");
  check_refusal(folder.run("$mingdan parse page.md -o ."), 1, "directory", "name a file");
  check_refusal(folder.run("$mingdan parse page.md >&-"), 1, "standard output", "can't be written");
}

TEST_CASE("a reader that goes away ends the run quietly") {
  const Folder folder;
  const auto run = folder.run(
      "i=0; while [ $i -lt 500 ]; do printf 'page.md\\0'; i=$((i+1)); done >list\n"
      "{ $mingdan parse --files0-from list; echo $? >code; } | head -n 1 | cut -c1-10; cat code");
  CHECK(run.out == "{\"schema\":\n1\n");
  CHECK(run.err.empty());
}

TEST_CASE("an existing file is replaced only when asked") {
  const Folder folder;
  folder.write("out", "mine");
  check_refusal(folder.run("$mingdan parse page.md -o out"), 2, "out exists already", "--overwrite");
  CHECK(folder.run("cat out").out == "mine");
  const auto run = folder.run("$mingdan parse page.md -o out --overwrite && ls -A && cat out");
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  CHECK_THAT(run.out, Catch::Matchers::StartsWith("out\npage.md\n{\"schema\""));
}

TEST_CASE("an interrupted run says so by its exit code and leaves nothing behind") {
  const Folder folder;
  for (const auto& [signal, code] : {std::pair{"INT", 130}, std::pair{"TERM", 143}}) {
    // A pipe that stays open keeps the program waiting for standard input.
    const auto run = folder.run(std::string("mkfifo pipe; sleep 30 >pipe & writer=$!\n"
                                            "set -m; $mingdan parse - -o out <pipe & sleep 0.5; kill -") +
                                signal + " $!; wait $!; code=$?; kill $writer; rm pipe; ls -A; exit $code");
    CHECK(run.exit_code == code);
    CHECK(run.out == "page.md\n");
    CHECK_THAT(run.err, !ContainsSubstring("error"));
  }
}
