#include "archive/gzip_members.hpp"
#include "tests/archive/damaged_archive.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;
using test::Damage;
using test::kCut;
using test::kLength;
using test::kNoGzip;
using test::kNoRecord;
using test::letters_of_pages;
using test::Parts;
using test::parts_of_small_archive;
using test::Words;

namespace {

const Words kOne{"damaged_archive"};

std::vector<Damage> cuts() {
  return {
      {"nothing is wrong", [](const Parts& p) { return p.upto(8); }, {}, "abc", {}},
      {"cut inside the last page",
       [](const Parts& p) { return p.upto(7) + p.packed[7].substr(0, 900); },
       {kCut},
       "ab",
       kOne},
      {"the last byte is missing",
       [](const Parts& p) { return p.upto(7) + p.packed[7].substr(0, p.packed[7].size() - 1); },
       {kCut},
       "ab",
       kOne},
      {"cut before the last checksum",
       [](const Parts& p) { return p.upto(7) + p.packed[7].substr(0, p.packed[7].size() - 8); },
       {kCut},
       "ab",
       kOne},
      {"cut behind a gzip head",
       [](const Parts& p) { return p.upto(7) + p.packed[7].substr(0, 10); },
       {kCut},
       "ab",
       kOne},
      {"cut inside a gzip mark",
       [](const Parts& p) { return p.upto(7) + p.packed[7].substr(0, 1); },
       {kCut},
       "ab",
       kOne},
      {"cut between request and answer", [](const Parts& p) { return p.upto(7); }, {}, "ab", {}},
      {"cut inside a request",
       [](const Parts& p) { return p.upto(6) + p.packed[6].substr(0, 60); },
       {kCut},
       "ab",
       kOne},
      {"cut inside the first page",
       [](const Parts& p) { return p.upto(2) + p.packed[2].substr(0, 900); },
       {kCut},
       "",
       kOne},
      {"cut inside the first record", [](const Parts& p) { return p.packed[0].substr(0, 200); }, {kCut}, "", kOne},
      {"nothing but a gzip mark", [](const Parts& p) { return p.packed[0].substr(0, 3); }, {kCut}, "", kOne},
      {"an empty file",
       [](const Parts&) { return std::string(); },
       {},  // what a run leaves that is killed before its first record
       "",
       {"empty_file"}},
      {"the first bytes are missing", [](const Parts& p) { return p.upto(8).substr(20); }, {kNoGzip}, "abc", kOne},
      {"the first record is missing",
       [](const Parts& p) { return p.from(1); },
       {"the file does not begin with a warcinfo record"},
       "abc",
       {}},
      {"half a page is missing",
       [](const Parts& p) { return p.with(5, p.packed[5].substr(0, 900)); },
       {kNoGzip},
       "ac",
       kOne},
      {"a hole from one record into the next",
       [](const Parts& p) { return p.upto(2) + p.packed[2].substr(0, 900) + p.packed[3].substr(50) + p.from(4); },
       {kNoGzip},
       "bc",
       kOne},
      {"the head of a page is missing",
       [](const Parts& p) { return p.with(5, p.packed[5].substr(100)); },
       {kNoGzip},
       "ac",
       kOne},
  };
}

std::vector<Damage> flipped_bits() {
  return {
      {"a bit in a gzip mark", [](const Parts& p) { return p.flipped(5, 0); }, {kNoGzip}, "ac", kOne},
      {"a bit in the second byte of a gzip mark",
       [](const Parts& p) { return p.flipped(5, 1, 7); },
       {kNoGzip},
       "ac",
       kOne},
      {"a bit in the method", [](const Parts& p) { return p.flipped(5, 2, 3); }, {kNoGzip}, "ac", kOne},
      {"a bit in the reserved flags", [](const Parts& p) { return p.flipped(5, 3, 6); }, {kNoGzip}, "ac", kOne},
      {"a bit that promises a header checksum",
       [](const Parts& p) { return p.flipped(5, 3, 1); },
       {kNoGzip},
       "ac",
       kOne},
      {"a bit in gzip's time, which nobody reads", [](const Parts& p) { return p.flipped(5, 4); }, {}, "abc", {}},
      {"a bit in the packed head of a page", [](const Parts& p) { return p.flipped(5, 60); }, {kNoGzip}, "ac", kOne},
      {"a bit in the packed page", [](const Parts& p) { return p.flipped(5, 1200); }, {kNoGzip}, "ac", kOne},
      {"a bit in a checksum",
       [](const Parts& p) { return p.flipped(5, p.packed[5].size() - 8); },
       {kNoGzip},
       "ac",
       kOne},
      {"a bit in a length", [](const Parts& p) { return p.flipped(5, p.packed[5].size() - 4); }, {kNoGzip}, "ac", kOne},
      {"a bit in the first record", [](const Parts& p) { return p.flipped(0, 150); }, {kNoGzip}, "abc", kOne},
      {"the first bit of the file", [](const Parts& p) { return p.flipped(0, 0); }, {kNoGzip}, "abc", kOne},
      {"a bit in a request", [](const Parts& p) { return p.flipped(4, 60); }, {kNoGzip}, "abc", kOne},
      {"a bit in a metadata record", [](const Parts& p) { return p.flipped(3, 60); }, {kNoGzip}, "abc", kOne},
      {"the last bit of the file",
       [](const Parts& p) { return p.flipped(7, p.packed[7].size() - 1, 7); },
       {kNoGzip},
       "ab",
       kOne},
      {"bits in two pages",
       [](const Parts& p) {
         return p.flipped(2, 1200).substr(0, p.upto(5).size()) + p.flipped(5, 1200).substr(p.upto(5).size());
       },
       {kNoGzip, kNoGzip},
       "c",
       {"damaged_archive", "damaged_archive"}},
  };
}

std::vector<Damage> foreign_bytes() {
  return {
      {"zeros over a page",
       [](const Parts& p) { return p.with(5, std::string(p.packed[5].size(), '\0')); },
       {kNoGzip},
       "ac",
       kOne},
      {"zeros over half a page",
       [](const Parts& p) {
         return p.with(5, p.packed[5].substr(0, 900) + std::string(p.packed[5].size() - 900, '\0'));
       },
       {kNoGzip},
       "ac",
       kOne},
      {"zeros behind the end",
       [](const Parts& p) { return p.upto(8) + std::string(4096, '\0'); },
       {kNoGzip},
       "abc",
       {}},
      {"zeros over the last half page",
       [](const Parts& p) { return p.upto(7) + p.packed[7].substr(0, 900) + std::string(4096, '\0'); },
       {kCut},
       "ab",
       kOne},
      {"rubbish behind the end", [](const Parts& p) { return p.upto(8) + "\x1f\x8bhello\n"; }, {kNoGzip}, "abc", kOne},
      {"a plain record behind the end",
       [](const Parts& p) { return p.upto(8) + test::warc_response("https://example.org/d", "<p>d</p>"); },
       {kNoGzip},
       "abc",
       kOne},
      {"a plain record in the middle", [](const Parts& p) { return p.with(5, p.plain[5]); }, {kNoGzip}, "ac", kOne},
      {"gzip that is no record behind the end",
       [](const Parts& p) { return p.upto(8) + gzip_member("hello\n"); },
       {kNoRecord},
       "abc",
       kOne},
      {"gzip that is no record in the middle",
       [](const Parts& p) { return p.with(4, gzip_member("hello\n")); },
       {kNoRecord},
       "abc",
       kOne},
      {"an empty gzip member", [](const Parts& p) { return p.with(4, gzip_member("")); }, {kNoRecord}, "abc", {}},
      {"a record that is too large",
       [](const Parts& p) {
         return p.upto(8) + gzip_member(test::warc_response("https://example.org/d", std::string(25UL << 20U, 'x')));
       },
       {"the record is larger than any that is archived here"},
       "abc",
       {"too_large"}},
      {"the whole file not packed",
       [](const Parts& p) {
         std::string bytes;
         for (const auto& record : p.plain) bytes += record;
         return bytes;
       },
       {kNoGzip},
       "abc",
       {}},
      {"the whole file packed as one",
       [](const Parts& p) {
         std::string bytes;
         for (const auto& record : p.plain) bytes += record;
         return gzip_member(bytes);
       },
       {kLength},
       "abc",
       {}},
      {"two records in one member",
       [](const Parts& p) { return p.upto(5) + gzip_member(p.plain[5] + p.plain[6]) + p.from(7); },
       {kLength},
       "abc",
       {}},
      {"a record in two members",
       [](const Parts& p) {
         return p.with(5, gzip_member(p.plain[5].substr(0, 2000)) + gzip_member(p.plain[5].substr(2000)));
       },
       {kLength, kNoRecord},
       "abc",
       {}},
  };
}

}  // namespace

TEST_CASE("cut archives: verify names the place and the rest is read") { test::check_damages(cuts()); }

TEST_CASE("flipped bits: verify names the record and the rest is read") { test::check_damages(flipped_bits()); }

TEST_CASE("bytes that do not belong there: verify names them and the rest is read") {
  test::check_damages(foreign_bytes());
}

TEST_CASE("damage is named with the byte at which its record begins") {
  const auto parts = parts_of_small_archive();
  const test::MemoryFolder folder;
  const std::string file = "mingdan-20261124220330-00000.warc.gz";
  test::write_file(folder.file(file), parts.flipped(5, 1200));
  CHECK(test::damages_in(folder.path()) == Words{file + "@" + std::to_string(parts.upto(5).size()) + ": " + kNoGzip});
}

TEST_CASE("whatever bit of an archive is flipped, the other pages are read") {
  const auto parts = parts_of_small_archive();
  const test::MemoryFolder folder;
  const auto path = folder.file("mingdan-20261124220330-00000.warc.gz");
  const auto whole = parts.upto(8);
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    CAPTURE(at);
    auto bytes = whole;
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (at % 8)));
    test::write_file(path, bytes);
    const auto check = test::verified(folder.path());
    REQUIRE(check.records >= 7);
    REQUIRE(check.damages.size() == 8 - check.records);
    const auto pages = letters_of_pages(path);
    REQUIRE(pages.size() >= 2);
    REQUIRE(test::errors_in(path).size() == check.damages.size());
  }
}
