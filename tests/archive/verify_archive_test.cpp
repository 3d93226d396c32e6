#include "archive/verify_archive.hpp"

#include <sys/stat.h>

#include <filesystem>

#include "archive/cdxj.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

/// Three files with an exchange each, and their indices.
struct ThreeFiles {
  test::MemoryFolder folder;
  std::vector<WarcPlace> places;

  ThreeFiles() {
    auto options = test::warc_options();
    options.most_bytes = 1;
    auto writer = test::writer_on(folder.path(), options);
    for (const std::string name : {"a", "b", "c"}) {
      places.push_back(writer.append(test::exchange(name), std::nullopt).value());
      write_index(places.back().file);
    }
  }

  void write_index(const std::string& file) const {
    test::write_file(folder.file(file + ".cdxj"), cdxj_index(folder.path(), file, "").value());
  }
};

std::string name_of(int serial) { return "mingdan-20261124220330-0000" + std::to_string(serial) + ".warc.gz"; }

}  // namespace

TEST_CASE("a whole archive is counted and has no damage") {
  const ThreeFiles archive;
  const auto writer = test::writer_on(archive.folder.path());
  const auto check = test::verified(archive.folder.path());
  CHECK(check.files == 3);
  CHECK(check.records == 9);
  CHECK(check.responses == 3);
  CHECK(check.revisits == 0);
  CHECK(check.not_indexed == 0);
  CHECK(check.damage_count == 0);
  std::uint64_t bytes = 0;
  for (const auto& file : writer.files()) bytes += fs::file_size(writer.path_of(file));
  CHECK(check.bytes == bytes);
}

TEST_CASE("an archive that is not there is whole until something was acknowledged") {
  const test::TemporaryFolder folder;
  const auto check = verify_archive(folder.file("none"), {});
  REQUIRE(check);
  CHECK(check->files == 0);
  CHECK(check->damages.empty());
  const auto missing = verify_archive(folder.file("none"), {{{name_of(0), 10}}});
  REQUIRE(missing);
  CHECK(missing->damages == std::vector<ArchiveDamage>{
                                {name_of(0), 0, "the file is missing, though its records were taken into the store"}});
}

TEST_CASE("revisits, cut bodies and cut heads are sound records") {
  const test::MemoryFolder folder;
  auto writer = test::writer_on(folder.path());
  const auto first = writer.append(test::exchange("a"), std::nullopt).value();
  REQUIRE(writer.append(test::exchange("a"), RevisitOf{first.payload_sha1, "https://example.org/a", ""}));
  auto cut = test::exchange("b");
  cut.truncated = "length";
  REQUIRE(writer.append(cut, std::nullopt));
  cut.response_head = "HTTP/1.1 200 OK\r\nServ";
  cut.body.clear();
  REQUIRE(writer.append(cut, std::nullopt));
  const auto check = test::verified(folder.path());
  CHECK(check.damages.empty());
  CHECK(check.responses == 3);
  CHECK(check.revisits == 1);
  CHECK(check.not_indexed == 4);
}

TEST_CASE("records that were acknowledged and are gone are damage though the file looks whole") {
  const ThreeFiles archive;
  const auto& place = archive.places[2];
  const auto path = archive.folder.file(place.file);
  test::write_file(path, test::read_file(path).substr(0, place.offset));
  fs::remove(path + ".cdxj");
  CHECK(test::damages_in(archive.folder.path()).empty());
  const auto check = verify_archive(archive.folder.path(), {{{place.file, place.end}, {name_of(0), 1}}});
  REQUIRE(check);
  CHECK(check->damages == std::vector<ArchiveDamage>{{place.file, place.offset,
                                                      "the file ends before records that were taken into the store, "
                                                      "at byte " +
                                                          std::to_string(place.end)}});
}

TEST_CASE("a file that was lost shows by its number and by its index") {
  const ThreeFiles archive;
  fs::remove(archive.folder.file(name_of(1)));
  CHECK(test::damages_in(archive.folder.path()) ==
        Words{name_of(1) + ".cdxj@0: the archive file of this index is missing",
              name_of(2) + "@0: the file before this one is missing, number 1"});
}

TEST_CASE("a file under another name is damage") {
  const ThreeFiles archive;
  fs::remove(archive.folder.file(name_of(2) + ".cdxj"));
  fs::rename(archive.folder.file(name_of(2)), archive.folder.file("copy.warc.gz"));
  CHECK(test::damages_in(archive.folder.path()) ==
        Words{"copy.warc.gz@0: the name is none that archive files get; nothing here reads or continues this file",
              "copy.warc.gz@0: the file was called " + name_of(2) + " when it was begun"});
}

TEST_CASE("what is no regular file is named and does not hang") {
  const ThreeFiles archive;
  fs::create_directory(archive.folder.file(name_of(3)));
  REQUIRE(mkfifo(archive.folder.file(name_of(4)).c_str(), 0600) == 0);
  const auto damages = test::damages_in(archive.folder.path());
  REQUIRE(damages.size() == 2);
  CHECK(damages[0].starts_with(name_of(3) + "@0: "));
  CHECK(damages[1].starts_with(name_of(4) + "@0: "));
}

TEST_CASE("an index that is behind is the next run's work and no damage") {
  ThreeFiles archive;
  auto writer = test::writer_on(archive.folder.path());
  REQUIRE(writer.append(test::exchange("d"), std::nullopt));
  REQUIRE(writer.append(test::exchange("e"), std::nullopt));
  auto check = test::verified(archive.folder.path());
  CHECK(check.damages.empty());
  CHECK(check.not_indexed == 2);
  fs::remove(archive.folder.file(name_of(0) + ".cdxj"));
  CHECK(test::verified(archive.folder.path()).not_indexed == 3);
}

TEST_CASE("an index that says something else than the archive is damage") {
  const test::MemoryFolder folder;
  auto writer = test::writer_on(folder.path());
  std::vector<WarcPlace> places;
  for (const std::string name : {"a", "b", "c"})
    places.push_back(writer.append(test::exchange(name), std::nullopt).value());
  const auto file = places[0].file;
  const auto index = file + ".cdxj";
  const auto text = cdxj_index(folder.path(), file, "").value();
  const auto damages_with = [&](const std::string& now) {
    test::write_file(folder.file(index), now);
    return test::damages_in(folder.path());
  };
  const auto second = text.find('\n') + 1;
  const auto third = text.find('\n', second) + 1;
  const auto a = text.substr(0, second);
  const auto b = text.substr(second, third - second);
  const auto c = text.substr(third);
  const auto at = [&](std::size_t offset) { return "@" + std::to_string(offset) + ": "; };
  const std::string no_such = "the line says what the archive file does not hold";
  const std::string lacks = "the index lacks this record";
  CHECK(damages_with(text).empty());
  CHECK(damages_with(text.substr(0, text.size() - 1)).empty());
  CHECK(damages_with(a + c) == Words{file + at(places[1].offset) + lacks});
  CHECK(damages_with(a + b + b + c) == Words{index + at(a.size() + b.size()) + "the line stands in the index twice"});
  CHECK(damages_with(b + a + c) == Words{index + at(b.size()) + "the index is not sorted"});
  auto changed = b;
  changed.replace(changed.find("\"200\""), 5, "\"404\"");
  CHECK(damages_with(a + changed + c) == Words{file + at(places[1].offset) + lacks, index + at(a.size()) + no_such});
  CHECK(damages_with(a + b + c.substr(0, 30) + "\n") == Words{index + at(a.size() + b.size()) + no_such});
  CHECK(damages_with(a + b + c + "\n") ==
        Words{index + at(text.size()) + no_such, index + at(text.size()) + "the index is not sorted"});
  // Read in lines of 1 MiB at most, of which the shorter last one is out of order, too.
  CHECK(damages_with(std::string(3'000'000, 'x')).size() == 4);
}

TEST_CASE("an answer that was taken out whole is missed by the index") {
  const test::MemoryFolder folder;
  auto writer = test::writer_on(folder.path());
  std::vector<WarcPlace> places;
  for (const std::string name : {"a", "b", "c"})
    places.push_back(writer.append(test::exchange(name), std::nullopt).value());
  const auto path = writer.path_of(places[0].file);
  test::write_file(path + ".cdxj", cdxj_index(folder.path(), places[0].file, "").value());
  const auto bytes = test::read_file(path);
  test::write_file(path, bytes.substr(0, places[1].offset) + bytes.substr(places[1].end));
  CHECK(test::verified(folder.path()).damage_count >= 2);
}

TEST_CASE("more damages than are listed are counted") {
  const test::MemoryFolder folder;
  std::string bytes;
  for (std::size_t count = 0; count < kMostDamages + 5; ++count) bytes += gzip_member("WARC/7.0\r\n\r\n");
  test::write_file(folder.file(name_of(0)), bytes);
  const auto check = test::verified(folder.path());
  CHECK(check.damages.size() == kMostDamages);
  CHECK(check.damage_count == kMostDamages + 5);
}

TEST_CASE("a look through an archive ends when it is told to") {
  const ThreeFiles archive;
  int asked = 0;
  ArchiveVerification verification;
  verification.stopped = [&] { return ++asked > 4; };
  const auto check = verify_archive(archive.folder.path(), verification);
  REQUIRE_FALSE(check);
  CHECK(check.error().code == "interrupted");
}

TEST_CASE("records nested in the wreck of others do not make reading slow") {
  // Each member begins a record and none ends well, and the first one swallows all that come behind it.
  const test::MemoryFolder folder;
  std::string bytes;
  const auto broken = [] {
    auto member = gzip_member("WARC/1.1\r\n" + std::string(4000, 'x'));
    member.resize(member.size() - 8);
    return member;
  }();
  while (bytes.size() < 1'000'000) bytes += broken;
  test::write_file(folder.file(name_of(0)), bytes);
  const auto check = test::verified(folder.path());
  CHECK(check.records == 0);
  CHECK(check.damage_count > kMostDamages);
}
