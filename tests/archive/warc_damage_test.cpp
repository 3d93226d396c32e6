#include <algorithm>
#include <functional>
#include <utility>

#include "archive/digest.hpp"
#include "archive/page_reader.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

/// The members of a small archive: 0 warcinfo; 1 request, 2 response, 3 metadata of a; 4 request, 5 response of b;
/// 6 request, 7 response of c.
struct Parts {
  std::vector<std::string> packed;
  std::vector<std::string> plain;

  [[nodiscard]] std::string upto(std::size_t member) const {
    std::string bytes;
    for (std::size_t at = 0; at < member; ++at) bytes += packed[at];
    return bytes;
  }
  [[nodiscard]] std::string from(std::size_t member) const {
    std::string bytes;
    for (std::size_t at = member; at < packed.size(); ++at) bytes += packed[at];
    return bytes;
  }
  /// The archive with other bytes for one member.
  [[nodiscard]] std::string with(std::size_t member, std::string_view bytes) const {
    return upto(member) + std::string(bytes) + from(member + 1);
  }
  /// The archive with one bit of a member flipped.
  [[nodiscard]] std::string flipped(std::size_t member, std::size_t byte, unsigned bit = 0) const {
    auto bytes = packed[member];
    bytes.at(byte) = static_cast<char>(static_cast<unsigned char>(bytes.at(byte)) ^ (1U << bit));
    return with(member, bytes);
  }
  /// The archive with `old` replaced in one record, packed again as a whole gzip member.
  [[nodiscard]] std::string edited(std::size_t member, std::string_view old, std::string_view now) const {
    auto record = plain[member];
    const auto at = record.find(old);
    if (at == std::string::npos) throw std::runtime_error("no such text in the record: " + std::string(old));
    return with(member, gzip_member(record.replace(at, old.size(), now)));
  }
  /// The same with the digests of the block as it is then, so that only its form is wrong.
  [[nodiscard]] std::string with_block(std::size_t member, const std::string& block, bool payload_too) const {
    auto record = plain[member].substr(0, plain[member].find("\r\n\r\n") + 4) + block + "\r\n\r\n";
    const auto set = [&](const std::string& name, const std::string& value) {
      const auto at = record.find("\r\n" + name + ": ") + name.size() + 4;
      record.replace(at, record.find("\r\n", at) - at, value);
    };
    set("WARC-Block-Digest", "sha1:" + sha1_base32(block));
    set("Content-Length", std::to_string(block.size()));
    const auto end = block.find("\r\n\r\n");
    if (payload_too) set("WARC-Payload-Digest", "sha1:" + sha1_base32(block.substr(end + 4)));
    return with(member, gzip_member(record));
  }
};

Parts parts_of_small_archive() {
  const test::MemoryFolder folder;
  auto writer = test::writer_on(folder.path());
  for (const std::string name : {"a", "b", "c"}) {
    auto exchange = test::exchange(name);
    if (name == "a") exchange.notes = {{"robots", "ignored"}};
    if (!writer.append(exchange, std::nullopt)) throw std::runtime_error("cannot append");
  }
  Parts parts;
  const auto path = writer.path_of(writer.files().front());
  const auto bytes = test::read_file(path);
  for (auto& member : test::members_in(path)) {
    parts.packed.push_back(bytes.substr(member.offset, member.end - member.offset));
    parts.plain.push_back(std::move(member.bytes));
  }
  return parts;
}

constexpr const char* kCut = "the record is cut off";
constexpr const char* kNoGzip = "no gzip data, or broken gzip data";
constexpr const char* kNoRecord = "no WARC/1.1 record begins here";
constexpr const char* kLength = "the record is not as long as its head says";
constexpr const char* kChanged = "the record was changed: its digest differs";
constexpr const char* kPayload = "the payload is not the one that was archived: its digest differs";

using Words = std::vector<std::string>;

/// One kind of damage: what verify says of it, of which pages the reader gives bodies, and its errors.
struct Damage {
  const char* name;
  std::function<std::string(const Parts&)> bytes;
  Words damages;
  std::string pages;
  Words errors;
};

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
       {"the file is empty; the next run that fetches removes it when it is the newest"},
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

std::string length_of_b(const Parts& parts) {
  const auto& record = parts.plain[5];
  const auto at = record.find("Content-Length: ");
  return record.substr(at, record.find("\r\n", at) - at);
}

std::vector<Damage> lying_heads() {
  const auto length = [](const char* now) {
    return [now](const Parts& p) { return p.edited(5, length_of_b(p), now); };
  };
  return {
      {"a length one too large",
       [](const Parts& p) {
         const auto said = std::stoi(length_of_b(p).substr(std::string("Content-Length: ").size()));
         return p.edited(5, length_of_b(p), "Content-Length: " + std::to_string(said + 1));
       },
       {kLength},
       "abc",
       {}},
      {"a length far too large", length("Content-Length: 100000"), {kLength}, "ac", kOne},
      {"a length beyond all bounds", length("Content-Length: 99999999999999999999"), {kLength}, "ac", kOne},
      {"a length that overflows", length("Content-Length: 18446744073709551615"), {kLength}, "ac", kOne},
      {"a length too small", length("Content-Length: 2000"), {kLength}, "ac", kOne},
      {"a length of zero", length("Content-Length: 0"), {kLength}, "ac", kOne},
      {"a negative length", length("Content-Length: -5"), {kLength}, "ac", kOne},
      {"a length that is no number", length("Content-Length: many"), {kLength}, "ac", kOne},
      {"no length", length("X-Content-Length: 1"), {kLength}, "ac", kOne},
      {"no line ends behind the record",
       [](const Parts& p) { return p.with(5, gzip_member(p.plain[5].substr(0, p.plain[5].size() - 4))); },
       {kLength},
       "abc",
       {}},
      {"one line end behind the record",
       [](const Parts& p) { return p.with(5, gzip_member(p.plain[5].substr(0, p.plain[5].size() - 2))); },
       {kLength},
       "abc",
       {}},
      {"no empty line behind the head",
       [](const Parts& p) { return p.edited(5, "\r\n\r\nHTTP", "\r\nHTTP"); },
       {kLength},
       "ac",
       kOne},
      {"a version that nobody knows",
       [](const Parts& p) { return p.edited(5, "WARC/1.1", "WARC/9.9"); },
       {kNoRecord},
       "abc",
       {}},
      {"a version that is none",
       [](const Parts& p) { return p.edited(5, "WARC/1.1", "XARC/1.1"); },
       {kNoRecord},
       "ac",
       kOne},
      {"an unknown type",
       [](const Parts& p) { return p.edited(5, "response", "respomse"); },
       {"the record has no known type"},
       "ac",
       {}},
      {"no type",
       [](const Parts& p) { return p.edited(5, "WARC-Type", "WARC-Typo"); },
       {"the record has no known type"},
       "ac",
       {}},
      {"no id",
       [](const Parts& p) { return p.edited(5, "WARC-Record-ID", "WARC-Rekord-ID"); },
       {"the record has no id"},
       "abc",
       {}},
      {"no address",
       [](const Parts& p) { return p.edited(5, "WARC-Target-URI", "WARC-Tarket-URI"); },
       {"the record names no address"},
       "a?c",
       {}},
      {"a date that is none",
       [](const Parts& p) { return p.edited(5, "2026-11-24T", "2026-13-24T"); },
       {"the record has no valid date"},
       "abc",
       {}},
      {"a date without its zone",
       [](const Parts& p) { return p.edited(5, ":31Z", ":31"); },
       {"the record has no valid date"},
       "abc",
       {}},
      {"a file name of another file",
       [](const Parts& p) { return p.edited(0, "-00000.warc", "-00007.warc"); },
       {"the file was called mingdan-20261124220330-00007.warc.gz when it was begun"},
       "abc",
       {}},
  };
}

std::vector<Damage> changed_content() {
  const auto block_of_b = [](const Parts& p) {
    const auto at = p.plain[5].find("\r\n\r\n") + 4;
    return p.plain[5].substr(at, p.plain[5].size() - at - 4);
  };
  return {
      {"another block digest",
       [](const Parts& p) { return p.edited(5, "Block-Digest: sha1:", "Block-Digest: sha1:X"); },
       {kChanged},
       "abc",
       {}},
      {"no block digest",
       [](const Parts& p) { return p.edited(5, "WARC-Block-Digest", "WARC-Blok-Digest"); },
       {kChanged},
       "abc",
       {}},
      {"another payload digest",
       [](const Parts& p) { return p.edited(5, "Payload-Digest: sha1:", "Payload-Digest: sha1:X"); },
       {kPayload},
       "abc",
       {}},
      {"a changed letter of the page",
       [](const Parts& p) { return p.edited(5, "<p>b</p>", "<p>B</p>"); },
       {kChanged},
       "abc",
       {}},
      {"a changed request", [](const Parts& p) { return p.edited(4, "GET /b", "GET /x"); }, {kChanged}, "abc", {}},
      {"a changed note", [](const Parts& p) { return p.edited(3, "ignored", "obeyed!"); }, {kChanged}, "abc", {}},
      {"a changed page whose block digest was made anew",
       [=](const Parts& p) { return p.with_block(5, block_of_b(p) + "x", false); },
       {kPayload},
       "abc",
       {}},
      {"an answer without status line",
       [=](const Parts& p) { return p.with_block(5, "x" + block_of_b(p), true); },
       {"the answer has no status line"},
       "ac",
       kOne},
      {"an answer whose head does not end",
       [](const Parts& p) { return p.with_block(5, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", false); },
       {"the head of the answer does not end"},
       "ac",
       {"empty_file"}},
  };
}

std::vector<Damage> repeated_records() {
  const auto again = [](const Parts& parts, std::size_t member) {
    return "the record stands here once more; before at byte " + std::to_string(parts.upto(member).size());
  };
  const auto parts = parts_of_small_archive();
  Words doubled;
  for (std::size_t member = 0; member < 8; ++member) doubled.push_back(again(parts, member));
  return {
      {"the last exchange stands twice",
       [](const Parts& p) { return p.upto(8) + p.from(6); },
       {again(parts, 6), again(parts, 7)},
       "abcc",
       {}},
      {"the whole file stands twice", [](const Parts& p) { return p.upto(8) + p.upto(8); }, doubled, "abcabc", {}},
  };
}

/// Letters of the addresses of the pages that a reader finds.
std::string letters_of_pages(const std::string& path) {
  std::string letters;
  for (const auto& page : test::pages_in(path)) letters += page.url ? page.url->back() : '?';
  return letters;
}

void check(const std::vector<Damage>& kinds) {
  const auto parts = parts_of_small_archive();
  REQUIRE(parts.packed.size() == 8);
  for (const auto& kind : kinds) {
    CAPTURE(kind.name);
    const test::MemoryFolder folder;
    const auto path = folder.file("mingdan-20261124220330-00000.warc.gz");
    test::write_file(path, kind.bytes(parts));
    Words damages;
    for (const auto& damage : test::verified(folder.path()).damages) damages.push_back(damage.what);
    CHECK(damages == kind.damages);
    CHECK(letters_of_pages(path) == kind.pages);
    CHECK(test::errors_in(path) == kind.errors);
  }
}

}  // namespace

TEST_CASE("cut archives: verify names the place and the rest is read") { check(cuts()); }

TEST_CASE("flipped bits: verify names the record and the rest is read") { check(flipped_bits()); }

TEST_CASE("bytes that do not belong there: verify names them and the rest is read") { check(foreign_bytes()); }

TEST_CASE("heads that lie: verify names the record and the rest is read") { check(lying_heads()); }

TEST_CASE("changed content: verify names the record by its digests") { check(changed_content()); }

TEST_CASE("records that stand twice: verify names the second one") { check(repeated_records()); }

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
