#include "archive/cdxj.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "tests/archive/small_archive.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Right-hand sides as the Internet Archive's Python package surt 0.3.1 gives them.
constexpr std::array<Pair, 22> kKeys{{
    {"https://mp.weixin.qq.com/s?__biz=MzA5==&mid=2664167333&idx=4&sn=7dAb&chksm=8c",
     "com,qq,weixin,mp)/s?__biz=mza5==&chksm=8c&idx=4&mid=2664167333&sn=7dab"},
    {"https://www.mca.gov.cn/n152/n165/index.html", "cn,gov,mca)/n152/n165/index.html"},
    {"http://www2.Example.org/Foo/", "org,example)/foo"},
    {"http://wwwx.example.org/", "org,example,wwwx)/"},
    {"https://example.org", "org,example)/"},
    {"https://example.org/", "org,example)/"},
    {"https://example.org/?", "org,example)/"},
    {"https://example.org?b=1", "org,example)/?b=1"},
    {"http://127.0.0.1:8080/a", "1,0,0,127:8080)/a"},
    {"http://[::1]:80/x", "::1)/x"},
    {"https://example.org:443/x", "org,example)/x"},
    {"http://example.org:443/x", "org,example:443)/x"},
    {"https://example.org:8443/%E4%B8%AD%2f?b=2&a=1&a1=3&a-x=2", "org,example:8443)/%e4%b8%ad?a=1&a-x=2&a1=3&b=2"},
    {"http://example.org/中", "org,example)/%e4%b8%ad"},
    {"http://example.org/%2541", "org,example)/a"},
    {"http://example.org//a//b/../c/./d", "org,example)/a/c/d"},
    {"http://example.org/../../x", "org,example)/x"},
    {"http://example.org/a?x=%20y&%61=b", "org,example)/a?a=b&x=%20y"},
    {"http://example.org/a?b&a=&a&=c", "org,example)/a?=c&a&a=&b"},
    {"http://example.org/a#part", "org,example)/a"},
    {"http://www.cn/", "cn)/"},
    {"http://EXAMPLE.org/A%0aB", "org,example)/a%0ab"},
}};

std::string index_of(const std::string& folder, const std::string& file, std::string_view present = "") {
  const auto index = cdxj_index(folder, file, present);
  REQUIRE(index);
  return *index;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

TEST_CASE("keys of addresses are those that other archive tools make") {
  for (const auto& [url, key] : kKeys) {
    CAPTURE(url);
    CHECK(surt_of(url) == key);
  }
}

TEST_CASE("what is no web address has a key of one word all the same") {
  for (const std::string_view url : {"urn:x y", "", "ftp://example.org/\n", "https://a b/"}) {
    CAPTURE(url);
    CHECK(surt_of(url).find_first_of(" \n\r\t") == std::string::npos);
  }
  CHECK(surt_of("https://example.org/" + std::string(10'000, 'x')).size() <= 2000);
}

TEST_CASE("an index has one sorted line an answer, which leads to its record") {
  const test::TemporaryFolder folder;
  auto writer = test::writer_on(folder.path());
  const auto b = writer.append(test::exchange("b"), std::nullopt).value();
  auto cut = test::exchange("a\"\\");
  cut.response_head = "HTTP/1.1 404 Not Found\r\n\r\n";
  const auto a = writer.append(cut, std::nullopt).value();
  const auto again = writer.append(test::exchange("b"), RevisitOf{b.payload_sha1, "https://example.org/b", ""}).value();
  const auto lines = lines_of(index_of(folder.path(), b.file));
  REQUIRE(lines.size() == 3);
  CHECK(std::ranges::is_sorted(lines));
  CHECK(lines[0].starts_with(R"(org,example)/a"\ 20261124220331 {"url":"https://example.org/a\"\\","mime":"unk",)"));
  CHECK(lines[0].find(R"("status":"404")") != std::string::npos);
  CHECK(lines[1].starts_with(R"(org,example)/b 20261124220331 {"url":"https://example.org/b","mime":"text/html",)"
                             R"("status":"200","digest":"sha1:)" +
                             b.payload_sha1 + R"(","length":")"));
  CHECK(lines[1].ends_with(R"("filename":")" + b.file + R"("})"));
  CHECK(lines[2].find(R"("mime":"warc/revisit")") != std::string::npos);
  const auto members = test::members_in(writer.path_of(b.file));
  for (const auto& line : lines) {
    const auto indexed = place_in_cdxj_line(line);
    REQUIRE(indexed);
    CHECK(std::ranges::any_of(members, [&](const GzipMember& member) {
      return member.offset == indexed->offset && member.end == indexed->end;
    }));
  }
  CHECK(place_in_cdxj_line(lines[0])->offset == a.offset);
  CHECK(place_in_cdxj_line(lines[2])->offset == again.offset);
}

TEST_CASE("an index that goes on is the one that is made in one go") {
  const test::TemporaryFolder folder;
  auto writer = test::writer_on(folder.path());
  const auto file = writer.append(test::exchange("m"), std::nullopt).value().file;
  const auto first = index_of(folder.path(), file);
  CHECK(index_of(folder.path(), file, first) == first);
  REQUIRE(writer.append(test::exchange("a"), std::nullopt));
  REQUIRE(writer.append(test::exchange("z"), std::nullopt));
  const auto whole = index_of(folder.path(), file);
  CHECK(lines_of(whole).size() == 3);
  CHECK(index_of(folder.path(), file, first) == whole);
  CHECK(index_of(folder.path(), file, "no line of an index\n") == whole);
  CHECK(index_of(folder.path(), file, first.substr(0, first.size() / 2)) == whole);
}

TEST_CASE("an index of a longer file than there is counts as none") {
  const test::TemporaryFolder folder;
  auto writer = test::writer_on(folder.path());
  const auto file = writer.append(test::exchange("a"), std::nullopt).value().file;
  const std::string longer = R"(x 2 {"offset":"999999","length":"1"})";
  CHECK(lines_of(index_of(folder.path(), file, longer + "\n")).size() == 1);
}

TEST_CASE("damage keeps nothing else out of an index") {
  const test::TemporaryFolder folder;
  auto writer = test::writer_on(folder.path());
  const auto a = writer.append(test::exchange("a"), std::nullopt).value();
  REQUIRE(writer.append(test::exchange("b"), std::nullopt));
  auto bytes = test::read_file(writer.path_of(a.file));
  bytes[a.offset + 500] ^= 1;
  test::write_file(writer.path_of(a.file), bytes);
  const auto lines = lines_of(index_of(folder.path(), a.file));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("org,example)/b "));
  CHECK(cdxj_index(folder.path(), "none.warc.gz", "").error().code == "file_missing");
}

TEST_CASE("lines that are none of an index have no place") {
  for (const std::string_view line :
       {"", "{", "k 2 {}", "k 2 []", R"(k 2 {"offset":"1"})", R"(k 2 {"offset":1,"length":2})",
        R"(k 2 {"offset":"x","length":"2"})", R"(k 2 {"offset":"-1","length":"2"})",
        R"(k 2 {"offset":"18446744073709551615","length":"2"})"}) {
    CAPTURE(line);
    CHECK_FALSE(place_in_cdxj_line(line));
  }
  CHECK(place_in_cdxj_line(R"(k 2 {"offset":"7","length":"2"})")->end == 9);
}
