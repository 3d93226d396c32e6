#include "archive/input_paths.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;
namespace fs = std::filesystem;

TEST_CASE("a folder gives its pages sorted by the bytes of their paths") {
  const test::TemporaryFolder folder;
  fs::create_directories(folder.file("a"));
  for (const auto* name :
       {"a.html", "a/z.HTM", "b.shtml", "c.warc.gz", "d.gz", "e.MHTML", "f.png", "g.jsonl", "名单.md"})
    test::write_file(folder.file(name), "x");
  fs::create_directory_symlink("..", folder.file("a/loop.html"));
  std::vector<std::string> names;
  for (const auto& input : input_paths({folder.path()})) {
    CHECK_FALSE(input.error);
    names.push_back(input.path.substr(folder.path().size() + 1));
  }
  CHECK(names ==
        std::vector<std::string>{"a.html", "a/z.HTM", "b.shtml", "c.warc.gz", "e.MHTML", "g.jsonl", "名单.md"});
}

TEST_CASE("paths keep their order and what is no file is named") {
  const test::TemporaryFolder folder;
  test::write_file(folder.file("any.bin"), "x");
  REQUIRE(mkfifo(folder.file("pipe.html").c_str(), 0600) == 0);
  const auto inputs = input_paths({"-", folder.file("any.bin"), folder.file("none"), "/dev/null", folder.path() + "/"});
  REQUIRE(inputs.size() == 5);
  CHECK(inputs[0] == InputPath{"-", std::nullopt});
  CHECK_FALSE(inputs[1].error);
  CHECK(inputs[2].error->code == "file_missing");
  CHECK_THAT(inputs[2].error->message, ContainsSubstring(folder.file("none")));
  CHECK(inputs[3].error->code == "not_a_file");
  CHECK(inputs[4].path == folder.path() + "/pipe.html");
  CHECK(inputs[4].error->code == "not_a_file");
}

TEST_CASE("a list of paths is read up to each NUL") {
  const test::TemporaryFolder folder;
  using namespace std::string_literals;
  test::write_file(folder.file("list"), "a b.html\0c\nd.html\0last"s);
  CHECK(paths_listed_in(folder.file("list")).value() == std::vector<std::string>{"a b.html", "c\nd.html", "last"});
  test::write_file(folder.file("list"), "");
  CHECK(paths_listed_in(folder.file("list")).value().empty());
  for (const auto& bad : {"a\0\0b"s, "a.html\nb.html\n"s, "-\0"s, std::string(5000, 'x')}) {
    test::write_file(folder.file("list"), bad);
    CHECK(paths_listed_in(folder.file("list")).error().code == "bad_path_list");
  }
  CHECK(paths_listed_in(folder.file("none")).error().code == "file_missing");
}
