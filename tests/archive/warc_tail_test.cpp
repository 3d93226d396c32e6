#include "archive/warc_tail.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "archive/page_reader.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

namespace fs = std::filesystem;

/// An archive of two exchanges in one file.
struct TwoExchanges {
  test::MemoryFolder folder;
  std::string path;
  WarcPlace first;
  WarcPlace second;
  std::string bytes;

  TwoExchanges() {
    auto writer = test::writer_on(folder.path());
    first = writer.append(test::exchange("a"), std::nullopt).value();
    auto noted = test::exchange("b");
    noted.notes = {{"robots", "ignored"}};
    second = writer.append(noted, std::nullopt).value();
    path = writer.path_of(first.file);
    bytes = test::read_file(path);
  }
};

/// Opens the archive, appends one answer and gives the names of the files it then has.
std::vector<std::string> continued(const TwoExchanges& archive, WarcOptions options = test::warc_options()) {
  auto writer = test::writer_on(archive.folder.path(), std::move(options));
  REQUIRE(writer.append(test::exchange("c"), std::nullopt));
  return writer.files();
}

}  // namespace

TEST_CASE("wherever the last append was cut, what was acknowledged stays and the archive is whole again") {
  const TwoExchanges archive;
  const auto& whole = archive.bytes;
  std::vector<std::uint64_t> ends;
  for (const auto& member : test::members_in(archive.path)) ends.push_back(member.end);
  for (auto length = archive.first.end; length <= whole.size(); ++length) {
    CAPTURE(length);
    test::write_file(archive.path, whole.substr(0, length));
    fs::remove(archive.path + ".torn");
    std::uint64_t end = 0;
    for (const auto member_end : ends)
      if (member_end <= length) end = member_end;
    {
      const auto writer = test::writer_on(archive.folder.path());
      REQUIRE(writer.torn_bytes() == length - end);
    }
    REQUIRE(test::read_file(archive.path) == whole.substr(0, end));
    if (length > end) REQUIRE(test::read_file(archive.path + ".torn") == whole.substr(end, length - end));
    REQUIRE(test::damages_in(archive.folder.path()).empty());
    const auto place = test::writer_on(archive.folder.path()).append(test::exchange("c"), std::nullopt).value();
    REQUIRE(place.file == archive.first.file);
    REQUIRE(test::damages_in(archive.folder.path()).empty());
  }
}

TEST_CASE("wherever the first append was cut, the archive is whole again") {
  const test::MemoryFolder folder;
  auto first = test::writer_on(folder.path());
  const auto file = first.append(test::exchange("a"), std::nullopt).value().file;
  const auto whole = test::read_file(folder.file(file));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    for (const auto& name : warc_files_in(folder.path())) fs::remove(folder.file(name));
    test::write_file(folder.file(file), whole.substr(0, length));
    auto writer = test::writer_on(folder.path());
    REQUIRE(test::damages_in(folder.path()).empty());
    REQUIRE(writer.append(test::exchange("b"), std::nullopt));
    REQUIRE(writer.files().size() == 1);
    REQUIRE(test::damages_in(folder.path()).empty());
  }
}

TEST_CASE("what is torn is kept behind what was torn before") {
  const TwoExchanges archive;
  for (const std::string tail : {"one", "two"}) {
    test::write_file(archive.path, archive.bytes + tail);
    CHECK(test::writer_on(archive.folder.path()).torn_file() == archive.first.file);
  }
  CHECK(test::read_file(archive.path + ".torn") == "onetwo");
  CHECK(test::read_file(archive.path) == archive.bytes);
}

TEST_CASE("zeros that a power cut left are cut off") {
  const TwoExchanges archive;
  test::write_file(archive.path, archive.bytes + std::string(100'000, '\0'));
  CHECK(continued(archive).size() == 1);
  CHECK(test::pages_in(archive.path).size() == 3);
  CHECK(test::damages_in(archive.folder.path()).empty());
}

TEST_CASE("a file that is damaged further inside is left as it is and a new one begun") {
  const TwoExchanges archive;
  auto bytes = archive.bytes;
  bytes[archive.first.offset + 500] ^= 1;
  test::write_file(archive.path, bytes);
  CHECK(continued(archive).size() == 2);
  CHECK(continued(archive).size() == 2);
  CHECK(test::read_file(archive.path) == bytes);
  CHECK_FALSE(fs::exists(archive.path + ".torn"));
  CHECK(test::damages_in(archive.folder.path()).size() == 1);
}

TEST_CASE("records behind bytes that are none keep them from being cut off") {
  const TwoExchanges archive;
  const auto record = gzip_member(test::warc_response("https://example.org/d", "<p>d</p>"));
  const auto bytes = archive.bytes + "torn in an earlier run" + record + "and again";
  test::write_file(archive.path, bytes);
  CHECK(continued(archive).size() == 2);
  CHECK(test::read_file(archive.path) == bytes);
}

TEST_CASE("a gzip file inside a torn page does not pass for a record") {
  const TwoExchanges archive;
  const auto torn = "torn" + gzip_member("a file for download\r\n\r\n") + gzip_member("WARC/1.1 but no end");
  test::write_file(archive.path, archive.bytes + torn);
  CHECK(continued(archive).size() == 1);
  CHECK(test::read_file(archive.path + ".torn") == torn);
}

TEST_CASE("a torn end that is longer than any append is left alone") {
  const TwoExchanges archive;
  test::write_file(archive.path, archive.bytes + std::string(2 * kMaxRecordBytes + 1, 'x'));
  CHECK(continued(archive).size() == 2);
  CHECK_FALSE(fs::exists(archive.path + ".torn"));
}

TEST_CASE("only what lies behind the known end is looked through") {
  const TwoExchanges archive;
  auto bytes = archive.bytes;
  bytes[archive.first.offset + 500] ^= 1;
  test::write_file(archive.path, bytes);
  auto options = test::warc_options();
  options.whole_until = [&](std::string_view) { return archive.first.end; };
  CHECK(continued(archive, options).size() == 1);
}

TEST_CASE("what a ledger says wrongly of a file cuts nothing off") {
  const TwoExchanges archive;
  for (const std::uint64_t until : {archive.first.offset + 3, archive.second.offset + 100, archive.bytes.size() - 1,
                                    archive.bytes.size() + 1, std::uint64_t{1} << 60U}) {
    CAPTURE(until);
    test::write_file(archive.path, archive.bytes);
    auto options = test::warc_options();
    options.whole_until = [&](std::string_view) { return until; };
    const auto writer = test::writer_on(archive.folder.path(), options);
    CHECK(writer.torn_bytes() == 0);
    CHECK(test::read_file(archive.path) == archive.bytes);
  }
  test::write_file(archive.path, archive.bytes.substr(0, archive.second.offset + 100));
  auto options = test::warc_options();
  options.whole_until = [&](std::string_view) { return archive.second.end; };
  CHECK(test::writer_on(archive.folder.path(), options).torn_bytes() == 100);
}

TEST_CASE("a writer that is killed at any moment loses nothing that it acknowledged") {
  const test::MemoryFolder folder;
  std::vector<std::string> acknowledged;
  for (int round = 0; round < 25; ++round) {
    int pipe_ends[2];
    REQUIRE(pipe(pipe_ends) == 0);
    const auto child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      auto options = test::warc_options();
      options.most_bytes = 40'000;
      auto writer = test::writer_on(folder.path(), options);
      for (int count = 0;; ++count) {
        const auto name = std::to_string(round) + "-" + std::to_string(count);
        if (!writer.append(test::exchange(name), std::nullopt)) _exit(1);
        const auto line = name + "\n";
        if (write(pipe_ends[1], line.data(), line.size()) < 0) _exit(2);
      }
    }
    close(pipe_ends[1]);
    std::string told;
    char buffer[4096];
    // Killed after so many bytes of acknowledgement, so that no clock decides whether the test holds.
    while (told.size() < static_cast<std::size_t>(1 + round * 7)) {
      const auto got = read(pipe_ends[0], buffer, sizeof buffer);
      REQUIRE(got > 0);
      told.append(buffer, static_cast<std::size_t>(got));
    }
    REQUIRE(kill(child, SIGKILL) == 0);
    for (ssize_t got = 1; got > 0;) {
      got = read(pipe_ends[0], buffer, sizeof buffer);
      if (got > 0) told.append(buffer, static_cast<std::size_t>(got));
    }
    close(pipe_ends[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    for (std::size_t at = 0, end = 0; (end = told.find('\n', at)) != std::string::npos; at = end + 1)
      acknowledged.push_back("https://example.org/" + told.substr(at, end - at));
  }
  const auto writer = test::writer_on(folder.path());
  CHECK(test::damages_in(folder.path()).empty());
  std::set<std::string> stored;
  for (const auto& file : writer.files())
    for (const auto& page : test::pages_in(writer.path_of(file))) {
      CHECK(page.body == test::page_of(page.url->substr(20)));
      stored.insert(*page.url);
    }
  for (const auto& url : acknowledged) CHECK(stored.contains(url));
  CHECK(acknowledged.size() >= 25);
}
