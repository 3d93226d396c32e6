#include <array>
#include <filesystem>

#include "cli/config_file.hpp"
#include "cli/exit_code.hpp"
#include "cli/output_file.hpp"
#include "cli/wire.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"
#include "tests/cli/run_program.hpp"

using namespace mingdan;
namespace fs = std::filesystem;

namespace {

std::size_t files_in(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("the exit code that wins is the first of the documented order") {
  constexpr std::array kOrder{ExitCode::interrupted,
                              ExitCode::locked,
                              ExitCode::usage,
                              ExitCode::failed,
                              ExitCode::blocked,
                              ExitCode::every_source_failed,
                              ExitCode::some_pages_failed,
                              ExitCode::quality_gate,
                              ExitCode::done};
  for (std::size_t i = 0; i < kOrder.size(); ++i)
    for (std::size_t j = i; j < kOrder.size(); ++j) {
      CHECK(worse_of(kOrder[i], kOrder[j]) == kOrder[i]);
      CHECK(worse_of(kOrder[j], kOrder[i]) == kOrder[i]);
    }
}

TEST_CASE("a configuration file sets what it names and nothing else") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("config.toml");
  test::write_file(path, "data = \"/srv/名单\"\njobs = 3\nlog-format = \"json\"\nquiet = true\n");
  const auto config = read_config_file(path);
  REQUIRE(config);
  CHECK(config->data == "/srv/名单");
  CHECK(config->jobs == 3U);
  CHECK(config->log_format == LogFormat::json);
  CHECK(config->quiet == true);
  CHECK(config->verbose == std::nullopt);
}

TEST_CASE("what a configuration file gets wrong is named with its line") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("config.toml");
  for (const auto* text : {"jobs = 1\n\nunknown = 2\n", "jobs = 1\n\njobs = \n", "data=''\n\njobs = 0", "\n\nquiet = 1",
                           "\n\nlog-format = 'xml'", "\n\n[data]\nx = 1"}) {
    test::write_file(path, text);
    const auto config = read_config_file(path);
    INFO(text);
    REQUIRE_FALSE(config);
    CHECK(config.error().code == "bad_config");
    CHECK_THAT(config.error().message, ContainsSubstring(path + " line 3: "));
  }
  CHECK(read_config_file(folder.file("none")).error().code == "file_missing");
}

TEST_CASE("an output file is there whole or not at all") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("out");
  {
    auto file = OutputFile::open(path, false);
    REQUIRE(file);
    REQUIRE(file->write("lost"));
  }
  CHECK(files_in(folder.path()) == 0);
  {
    auto file = OutputFile::open(path, false);
    REQUIRE(file->write("one"));
    CHECK_FALSE(fs::exists(path));
    REQUIRE(file->commit());
  }
  CHECK(test::bytes_of(path) == "one");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("an output file is never replaced unasked and a link stays a link") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("out");
  auto late = OutputFile::open(path, false);
  REQUIRE(late);
  test::write_file(path, "mine");
  REQUIRE(late->write("theirs"));
  CHECK(late->commit().error().code == "output_exists");
  CHECK(OutputFile::open(path, false).error().code == "output_exists");
  CHECK(test::bytes_of(path) == "mine");
  fs::create_symlink("out", folder.file("link"));
  auto file = OutputFile::open(folder.file("link"), true);
  REQUIRE(file);
  REQUIRE(file->write("new"));
  REQUIRE(file->commit());
  CHECK(fs::is_symlink(folder.file("link")));
  CHECK(test::bytes_of(path) == "new");
}

TEST_CASE("output that has no place is a named error") {
  const test::TemporaryFolder folder;
  CHECK(OutputFile::open(folder.path(), true).error().code == "output_unwritable");
  CHECK(OutputFile::open(folder.file("none/out"), false).error().code == "output_unwritable");
  auto full = OutputFile::open("/dev/full", false);
  REQUIRE(full);
  const auto written = full->write("x");
  REQUIRE_FALSE(written);
  CHECK(written.error().code == "output_failed");
}

TEST_CASE("places and pages come back from the wire as they were") {
  const PagePlace place{"a\0b", 7, InputKind::warc, 1ULL << 40U, std::string("x\0y", 3), Error{"code", "message"}};
  const auto back = decoded_place(encoded(place));
  CHECK(back.input == place.input);
  CHECK(back.record == place.record);
  CHECK(back.kind == place.kind);
  CHECK(back.offset == place.offset);
  CHECK(back.bytes == place.bytes);
  CHECK(back.error == place.error);
  const ReadPage page{"in", 3, PageState::captcha, std::nullopt, 2, "{\"line\":1}"};
  const auto same = decoded_page(encoded(page));
  CHECK(same.input == page.input);
  CHECK(same.record == page.record);
  CHECK(same.state == page.state);
  CHECK(same.error == page.error);
  CHECK(same.error_findings == page.error_findings);
  CHECK(same.line == page.line);
}
