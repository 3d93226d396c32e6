#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <random>

#include "archive/gzip_members.hpp"
#include "archive/page_reader.hpp"
#include "tests/archive/exchanges.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

/// An archive of two exchanges in one file.
struct Archive {
  std::string file;
  std::string bytes;
};

Archive archive_of_two() {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  const auto first = test::append(writer, test::exchange_of("1"));
  auto noted = test::exchange_of("2");
  noted.notes = {{"robots", "ignored"}};
  test::append(writer, noted);
  return {first.file, test::bytes_of(writer.path_of(first.file))};
}

std::vector<std::string> addresses_in(const std::string& folder) {
  std::vector<std::string> addresses;
  for (const auto& file : warc_files_in(folder))
    for (const auto& response : test::responses_in(folder + "/" + file)) addresses.push_back(response.url);
  return addresses;
}

std::string address(std::string_view name) { return "https://a.example/" + std::string(name); }

using Addresses = std::vector<std::string>;

/// The writer of a folder that holds one file with these bytes.
WarcWriter writer_behind(const test::TemporaryFolder& folder, const std::string& file, std::string_view bytes) {
  std::filesystem::remove_all(folder.path());
  std::filesystem::create_directory(folder.path());
  test::write_file(folder.file(file), bytes);
  return test::open_writer(folder.path());
}

/// Appends to an archive until it is killed, and tells of every exchange that is on disk.
[[noreturn]] void append_for_ever(const std::string& folder, int round, int told) {
  auto options = test::options_of();
  options.most_bytes = 20000;
  auto writer = test::open_writer(folder, options);
  for (int i = 0;; ++i) {
    const auto name = std::to_string(round) + "-" + std::to_string(i);
    test::append(writer, test::exchange_of(name));
    const auto line = name + "\n";
    if (write(told, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(1);
  }
}

/// What a child that was killed at a random moment told, one name a line.
std::string killed_round(const std::string& folder, int round, std::minstd_rand& random) {
  int ends[2] = {-1, -1};
  REQUIRE(pipe(ends) == 0);
  const auto child = fork();
  if (child == 0) append_for_ever(folder, round, ends[1]);
  close(ends[1]);
  std::string told;
  char c = 0;
  const auto enough = random() % 100;
  while (told.size() < enough && read(ends[0], &c, 1) == 1) told += c;
  for (volatile auto spin = random() % 3'000'000; spin > 0;) spin = spin - 1;
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  while (read(ends[0], &c, 1) == 1) told += c;
  close(ends[0]);
  CHECK(WIFSIGNALED(status));
  return told;
}

/// Bounds the size of files of this process while it lives, as a full disk would.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t most) {
    getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{most, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE("an append that was cut off at any byte costs itself alone") {
  const auto whole = archive_of_two();
  const test::TemporaryFolder folder;
  test::write_file(folder.file(whole.file), whole.bytes);
  const auto first_end = test::responses_in(folder.file(whole.file)).at(0).end;
  for (auto size = first_end; size < whole.bytes.size(); ++size) {
    auto writer = writer_behind(folder, whole.file, whole.bytes.substr(0, size));
    const auto kept = std::filesystem::file_size(folder.file(whole.file));
    INFO("cut behind byte " << size);
    CHECK(writer.torn_bytes() == size - kept);
    CHECK((writer.torn_bytes() == 0 || writer.torn_file() == whole.file));
    if (writer.torn_bytes() > 0)
      CHECK(test::bytes_of(folder.file(whole.file + ".torn")) == whole.bytes.substr(kept, size - kept));
    CHECK(test::append(writer, test::exchange_of("3")).file == whole.file);
    const bool answered = addresses_in(folder.path()).size() == 3;
    CHECK(addresses_in(folder.path()) ==
          (answered ? Addresses{address("1"), address("2"), address("3")} : Addresses{address("1"), address("3")}));
    CHECK(test::errors_in(folder.file(whole.file)).empty());
  }
}

TEST_CASE("a file whose first record was cut off at any byte is left empty and another one begun") {
  const auto whole = archive_of_two();
  const test::TemporaryFolder folder;
  test::write_file(folder.file(whole.file), whole.bytes);
  auto file = open_for_reading(folder.file(whole.file));
  REQUIRE(file);
  GzipMembers members(std::move(*file), 0, kMaxRecordBytes);
  const auto first_end = (*members.next())->end;
  for (std::size_t size = 0; size < first_end; ++size) {
    auto writer = writer_behind(folder, whole.file, whole.bytes.substr(0, size));
    INFO("cut behind byte " << size);
    CHECK(writer.torn_bytes() == size);
    CHECK(std::filesystem::file_size(folder.file(whole.file)) == 0);
    if (size % 8 != 0) continue;
    CHECK(test::append(writer, test::exchange_of("3")).file == "mingdan-20261124220330-00001.warc.gz");
    CHECK(addresses_in(folder.path()) == Addresses{address("3")});
  }
}

TEST_CASE("rubbish and zeros behind the last record are cut off and kept aside") {
  const auto whole = archive_of_two();
  const test::TemporaryFolder folder;
  const std::string magic("\x1f\x8b\x08\0\0\0\0\0", 8);
  for (const auto& tail :
       {std::string(1, 'x'), std::string(5000, '\0'), std::string("WARC/1.1\r\n\r\n"), magic, magic + magic + magic,
        std::string(200'000, '\xff'), gzip_member("no record\r\n\r\n"), gzip_member("WARC/1.1\r\nno end")}) {
    auto writer = writer_behind(folder, whole.file, whole.bytes + tail);
    CHECK(writer.torn_bytes() == tail.size());
    CHECK(writer.torn_file() == whole.file);
    CHECK(test::bytes_of(folder.file(whole.file)) == whole.bytes);
    CHECK(test::bytes_of(folder.file(whole.file + ".torn")) == tail);
    CHECK(test::append(writer, test::exchange_of("3")).file == whole.file);
    CHECK(addresses_in(folder.path()) == Addresses{address("1"), address("2"), address("3")});
  }
}

TEST_CASE("a cut record that holds packed data is a cut record") {
  const test::TemporaryFolder folder;
  std::string noise;
  std::minstd_rand random(1);
  while (noise.size() < 70'000) noise += static_cast<char>(random() >> 8U);
  std::string name;
  {
    auto writer = test::open_writer(folder.path());
    name = test::append(writer, test::exchange_of("1")).file;
    // What can't be packed further stands in the file as it is, a whole gzip member among it.
    test::append(writer, test::answer_of(address("2"), "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
                                         gzip_member(noise + "\r\n\r\n") + noise));
  }
  const auto whole = test::bytes_of(folder.file(name));
  auto writer = writer_behind(folder, name, whole.substr(0, whole.size() - 100));
  CHECK(writer.torn_bytes() > 100'000);
  CHECK(test::append(writer, test::exchange_of("3")).file == name);
  CHECK(addresses_in(folder.path()) == Addresses{address("1"), address("3")});
}

TEST_CASE("a file that is damaged in the middle is left as it is and another one begun") {
  const auto whole = archive_of_two();
  const test::TemporaryFolder folder;
  for (const std::size_t at : {std::size_t{2}, std::size_t{100}, whole.bytes.size() / 3, whole.bytes.size() / 2}) {
    auto damaged = whole.bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    auto writer = writer_behind(folder, whole.file, damaged);
    INFO("damage at byte " << at);
    CHECK(writer.torn_bytes() == 0);
    CHECK(test::append(writer, test::exchange_of("3")).file == "mingdan-20261124220330-00001.warc.gz");
    CHECK(test::bytes_of(folder.file(whole.file)) == damaged);
    CHECK_FALSE(std::filesystem::exists(folder.file(whole.file + ".torn")));
  }
}

TEST_CASE("what is known to be whole is not looked through again") {
  const auto whole = archive_of_two();
  const test::TemporaryFolder folder;
  auto damaged = whole.bytes;
  damaged[2] = 'x';
  test::write_file(folder.file(whole.file), damaged);
  auto options = test::options_of();
  std::vector<std::string> asked;
  options.whole_until = [&](std::string_view file) {
    asked.emplace_back(file);
    return whole.bytes.size();
  };
  auto writer = test::open_writer(folder.path(), options);
  CHECK(asked == std::vector<std::string>{whole.file});
  CHECK(test::append(writer, test::exchange_of("3")).file == whole.file);
  options.whole_until = [](std::string_view) { return std::uint64_t{1} << 40U; };
  CHECK(test::open_writer(folder.path(), options).torn_bytes() == 0);
}

TEST_CASE("on a full disk nothing is half written and later runs go on") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  const auto place = test::append(writer, test::exchange_of("1"));
  for (const auto room : {rlim_t{0}, rlim_t{1}, rlim_t{300}, rlim_t{700}}) {
    const auto whole = test::bytes_of(writer.path_of(place.file));
    Result<WarcPlace> failed = place;
    {
      const SmallDisk disk(whole.size() + room);
      auto large = test::exchange_of("2");
      large.request_head += std::string(5000, '\x01');
      for (int i = 0; i < 3000; ++i) large.body += static_cast<char>(i * i >> 3);
      failed = writer.append(large, {});
    }
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == "archive_full");
    CHECK(test::bytes_of(writer.path_of(place.file)) == whole);
    test::append(writer, test::exchange_of("3"));
  }
  CHECK(addresses_in(folder.path()) == Addresses{address("1"), address("3"), address("3"), address("3"), address("3")});
  CHECK(test::open_writer(folder.path()).torn_bytes() == 0);
}

TEST_CASE("a file that could not be begun leaves nothing behind") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  {
    const SmallDisk disk(100);
    for (int i = 0; i < 3; ++i) CHECK(writer.append(test::exchange_of("1"), {}).error().code == "archive_full");
  }
  CHECK(writer.files().empty());
  CHECK(test::append(writer, test::exchange_of("2")).file == "mingdan-20261124220330-00000.warc.gz");
  CHECK(test::records_in(writer.path_of(writer.files().at(0))).size() == 3);
}

TEST_CASE("what was told to be on disk is there after fifty kills at random moments") {
  const test::TemporaryFolder folder;
  std::minstd_rand random(20261124);
  Addresses told;
  for (int round = 0; round < 50; ++round) {
    const auto lines = killed_round(folder.path(), round, random);
    for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1)
      told.push_back(address(lines.substr(at, lines.find('\n', at) - at)));
  }
  const auto writer = test::open_writer(folder.path());
  auto found = addresses_in(folder.path());
  std::ranges::sort(found);
  CHECK(std::ranges::adjacent_find(found) == found.end());
  std::ranges::sort(told);
  CHECK(told.size() > 50);
  CHECK(std::ranges::includes(found, told));
  std::size_t pages = 0;
  for (const auto& file : writer.files()) {
    pages += test::pages_in(writer.path_of(file)).size();
    CHECK(test::errors_in(writer.path_of(file)).empty());
  }
  CHECK(pages == found.size());
}
