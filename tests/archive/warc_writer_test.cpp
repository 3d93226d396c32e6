#include "archive/warc_writer.hpp"

#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "archive/page_reader.hpp"
#include "archive/stored_answer.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

mode_t mode_of(const std::string& path) {
  struct stat status{};
  REQUIRE(lstat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

std::vector<std::string> pages_of(const std::string& path) {
  std::vector<std::string> names;
  for (const auto& page : test::pages_in(path))
    names.push_back(page.url->substr(std::string("https://example.org/").size()));
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("what is appended is read back where it was said to lie") {
  const test::TemporaryFolder folder;
  auto writer = test::writer_on(folder.file("archive"));
  std::vector<WarcPlace> places;
  for (const std::string name : {"a", "b", "c"}) {
    auto exchange = test::exchange(name);
    if (name == "b") exchange.notes = {{"robots", "ignored"}};
    places.push_back(writer.append(exchange, std::nullopt).value());
  }
  CHECK(writer.files() == Names{"mingdan-20261124220330-00000.warc.gz"});
  const auto path = writer.path_of(places[0].file);
  const auto members = test::members_in(path);
  REQUIRE(members.size() == 8);
  CHECK(members[2].offset == places[0].offset);
  CHECK(members[2].end == places[0].end);
  CHECK(members[4].offset == places[1].offset);
  CHECK(members[5].end == places[1].end);
  CHECK(pages_of(path) == Names{"a", "b", "c"});
  for (const auto& place : places) {
    const auto page = read_page_at({path, 0, InputKind::warc, place.offset, std::nullopt, std::nullopt});
    REQUIRE(page.value());
    CHECK((*page)->body == test::page_of((*page)->url->substr(20)));
    CHECK((*page)->fetched_at == "2026-11-25T06:03:31+08:00");
  }
  CHECK(test::damages_in(folder.file("archive")).empty());
}

TEST_CASE("an archive is for its owner and group") {
  const test::TemporaryFolder folder;
  const auto before = umask(0);
  auto writer = test::writer_on(folder.file("archive"));
  const auto file = writer.append(test::exchange("a"), std::nullopt).value().file;
  umask(before);
  CHECK(mode_of(folder.file("archive")) == 0750);
  CHECK(mode_of(writer.path_of(file)) == 0640);
}

TEST_CASE("nothing is written before there is something to archive") {
  const test::TemporaryFolder folder;
  const auto writer = test::writer_on(folder.path());
  CHECK(writer.files().empty());
}

TEST_CASE("the newest file is continued until it is full") {
  const test::TemporaryFolder folder;
  auto options = test::warc_options();
  options.most_bytes = 5000;
  for (const std::string name : {"a", "b", "c", "d", "e"}) {
    auto writer = test::writer_on(folder.path(), options);
    REQUIRE(writer.append(test::exchange(name), std::nullopt));
  }
  const auto files = warc_files_in(folder.path());
  CHECK(files == Names{"mingdan-20261124220330-00000.warc.gz", "mingdan-20261124220330-00001.warc.gz",
                       "mingdan-20261124220330-00002.warc.gz"});
  CHECK(pages_of(folder.file(files[0])) == Names{"a", "b"});
  CHECK(pages_of(folder.file(files[1])) == Names{"c", "d"});
  CHECK(pages_of(folder.file(files[2])) == Names{"e"});
  CHECK(test::damages_in(folder.path()).empty());
}

TEST_CASE("names sort by age even when the clock went back, and come from nothing that was fetched") {
  const test::TemporaryFolder folder;
  auto options = test::warc_options();
  options.most_bytes = 1;
  auto writer = test::writer_on(folder.path(), options);
  auto evil = test::exchange("a");
  evil.url = "https://example.org/../../../etc/passwd";
  const auto first = writer.append(evil, std::nullopt).value().file;
  auto earlier = test::writer_on(folder.path(), test::warc_options("2020-01-01T00:00:00Z"));
  auto small = test::warc_options("2020-01-01T00:00:00Z");
  small.most_bytes = 1;
  auto again = test::writer_on(folder.path(), small);
  const auto second = again.append(test::exchange("b"), std::nullopt).value().file;
  CHECK(first == "mingdan-20261124220330-00000.warc.gz");
  CHECK(second == "mingdan-20261124220330-00001.warc.gz");
  CHECK(test::damages_in(folder.path()).empty());
}

TEST_CASE("a name is ours only in its exact form") {
  CHECK(is_warc_name("mingdan-20261124220330-00000.warc.gz"));
  for (const std::string_view name :
       {"", "mingdan-.warc.gz", "mingdan-2026112422033-00000.warc.gz", "mingdan-20261124220330-0000.warc.gz",
        "mingdan-20261124220330_00000.warc.gz", "mingdan-20261124220330-00000.warc.gz.torn",
        "mingdan-20261124220330-0000x.warc.gz", "xingdan-20261124220330-00000.warc.gz"}) {
    CAPTURE(name);
    CHECK_FALSE(is_warc_name(name));
  }
}

TEST_CASE("links and folders with our names are neither followed nor continued") {
  const test::TemporaryFolder folder;
  test::write_file(folder.file("outside"), "precious");
  std::filesystem::create_directory(folder.file("archive"));
  std::filesystem::create_symlink(folder.file("outside"), folder.file("archive/mingdan-29991124220330-00000.warc.gz"));
  std::filesystem::create_directory(folder.file("archive/mingdan-29991124220330-00001.warc.gz"));
  auto writer = test::writer_on(folder.file("archive"));
  const auto file = writer.append(test::exchange("a"), std::nullopt).value().file;
  CHECK(file == "mingdan-20261124220330-00000.warc.gz");
  CHECK(test::read_file(folder.file("outside")) == "precious");
}

TEST_CASE("a name that is taken by a link is an error and what it leads to stays as it is") {
  const test::TemporaryFolder folder;
  test::write_file(folder.file("outside"), "precious");
  std::filesystem::create_directory(folder.file("archive"));
  std::filesystem::create_symlink(folder.file("outside"), folder.file("archive/mingdan-20261124220330-00000.warc.gz"));
  auto writer = test::writer_on(folder.file("archive"));
  const auto appended = writer.append(test::exchange("a"), std::nullopt);
  REQUIRE_FALSE(appended);
  CHECK(appended.error().code == "archive_unwritable");
  CHECK(test::read_file(folder.file("outside")) == "precious");
}

TEST_CASE("a folder that can't be made is an error with its path") {
  const test::TemporaryFolder folder;
  const auto writer = WarcWriter::open(folder.file("none/archive"), test::warc_options());
  REQUIRE_FALSE(writer);
  CHECK(writer.error().code == "archive_unwritable");
  CHECK(writer.error().message.starts_with(folder.file("none/archive")));
}

TEST_CASE("an answer beyond what can be read back is refused and the archive goes on") {
  const test::TemporaryFolder folder;
  auto writer = test::writer_on(folder.path());
  auto large = test::exchange("a");
  large.body.assign(kMaxRecordBytes, 'x');
  CHECK(writer.append(large, std::nullopt).error().code == "too_large");
  const auto place = writer.append(test::exchange("b"), std::nullopt).value();
  CHECK(pages_of(writer.path_of(place.file)) == Names{"b"});
  CHECK(test::damages_in(folder.path()).empty());
}

TEST_CASE("answers behind a place are handed over with where they end") {
  const test::TemporaryFolder folder;
  auto writer = test::writer_on(folder.path());
  const auto a = writer.append(test::exchange("a"), std::nullopt).value();
  auto cut = test::exchange("b");
  cut.truncated = "time";
  const auto b = writer.append(cut, std::nullopt).value();
  const auto c = writer.append(test::exchange("a"), RevisitOf{a.payload_sha1, "https://example.org/a", ""}).value();
  std::vector<StoredResponse> seen;
  const auto take = [&](const StoredResponse& response) {
    seen.push_back(response);
    return true;
  };
  REQUIRE(responses_after(writer.path_of(a.file), a.end, take));
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].url == "https://example.org/b");
  CHECK(seen[0].sent_at == "2026-11-24T22:03:31Z");
  CHECK(seen[0].status == 200);
  CHECK(seen[0].media_type == "text/html");
  CHECK(seen[0].payload_sha1 == b.payload_sha1);
  CHECK(seen[0].truncated);
  CHECK_FALSE(seen[0].revisit);
  CHECK(seen[0].offset == b.offset);
  CHECK(seen[0].end == b.end);
  CHECK(seen[1].revisit);
  CHECK(seen[1].head == test::exchange("a").response_head);
  CHECK(seen[1].end == c.end);
  seen.clear();
  REQUIRE(responses_after(writer.path_of(a.file), c.end, take));
  CHECK(seen.empty());
}

namespace {

/// Fills a folder until it is full. Called in a process of its own: RLIMIT_FSIZE holds for all that it writes.
/// Exits 0 when the first failure was archive_full, everything before is there, and a small answer still fits.
void fill_and_exit(const std::string& folder) {
  auto writer = test::writer_on(folder);
  for (int count = 0; count < 1000; ++count) {
    const auto place = writer.append(test::exchange(std::to_string(count)), std::nullopt);
    if (place) continue;
    if (place.error().code != "archive_full") _exit(2);
    if (!test::damages_in(folder).empty()) _exit(3);
    if (pages_of(writer.path_of(writer.files().back())).size() != static_cast<std::size_t>(count)) _exit(4);
    auto small = test::exchange("s");
    small.body = "<p>";
    if (count > 0 && !writer.append(small, std::nullopt)) _exit(5);
    _exit(count > 0 ? 0 : 6);
  }
  _exit(7);
}

}  // namespace

TEST_CASE("a write beyond the limit on file sizes is archive_full and leaves whole records") {
  const test::TemporaryFolder folder;
  const auto status = test::in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{20'000, 20'000};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(1);
    fill_and_exit(folder.path());
  });
  CHECK(status == 0);
  CHECK(test::damages_in(folder.path()).empty());
}

TEST_CASE("a file whose first record has no room is not left behind") {
  const test::TemporaryFolder folder;
  const auto status = test::in_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100, 100};
    auto writer = test::writer_on(folder.path());
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(1);
    for (int round = 0; round < 3; ++round)
      if (writer.append(test::exchange("a"), std::nullopt).error().code != "archive_full") _exit(2);
  });
  CHECK(status == 0);
  CHECK(std::filesystem::is_empty(folder.path()));
  auto writer = test::writer_on(folder.path());
  REQUIRE(writer.append(test::exchange("a"), std::nullopt));
  CHECK(test::damages_in(folder.path()).empty());
}

TEST_CASE("a full disk is archive_full, loses nothing and is written on when there is room again") {
  const test::TemporaryFolder folder;
  if (mount("none", folder.path().c_str(), "tmpfs", 0, "size=64k") != 0) {
    WARN("no right to mount a small file system: not tried here");
    return;
  }
  const auto archive = folder.file("archive");
  test::write_file(folder.file("ballast"), std::string(30'000, 'x'));
  auto writer = test::writer_on(archive);
  Names written;
  std::string code;
  for (int count = 0; count < 100 && code.empty(); ++count) {
    const auto name = std::to_string(count);
    const auto place = writer.append(test::exchange(name), std::nullopt);
    if (place)
      written.push_back(name);
    else
      code = place.error().code;
  }
  CHECK(code == "archive_full");
  CHECK(written.size() > 1);
  const auto path = writer.path_of(writer.files().back());
  CHECK(pages_of(path) == written);
  CHECK(test::damages_in(archive).empty());
  std::filesystem::remove(folder.file("ballast"));
  CHECK(writer.append(test::exchange("more"), std::nullopt));
  written.emplace_back("more");
  CHECK(pages_of(path) == written);
  CHECK(test::damages_in(archive).empty());
  CHECK(umount2(folder.path().c_str(), MNT_DETACH) == 0);
}
