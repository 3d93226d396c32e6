#include "archive/digest.hpp"
#include "archive/gzip_members.hpp"
#include "tests/archive/damaged_archive.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/catch.hpp"

using namespace mingdan;
using test::Damage;
using test::kChanged;
using test::kLength;
using test::kNoRecord;
using test::kPayload;
using test::Parts;
using test::parts_of_small_archive;
using test::Words;

namespace {

const Words kOne{"damaged_archive"};

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

}  // namespace

TEST_CASE("heads that lie: verify names the record and the rest is read") { test::check_damages(lying_heads()); }

TEST_CASE("changed content: verify names the record by its digests") { test::check_damages(changed_content()); }

TEST_CASE("records that stand twice: verify names the second one") { test::check_damages(repeated_records()); }
