#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.hpp"
#include "text/charset.hpp"

using mingdan::decode;
using mingdan::encoding_for_label;
using namespace std::string_literals;

namespace {

struct Case {
  std::string bytes;
  std::string text;
  std::size_t replaced;
};

void check_all(std::string_view encoding, const std::vector<Case>& cases) {
  for (const auto& [bytes, text, replaced] : cases) {
    const auto decoded = decode(bytes, encoding);
    CAPTURE(encoding, bytes);
    CHECK(decoded.text == text);
    CHECK(decoded.replaced == replaced);
  }
}

}  // namespace

TEST_CASE("GB18030 is decoded as the Encoding standard says") {
  check_all("gb18030", {
                           {"\xC3\xF1\xD5\xFE\xB2\xBF", "民政部", 0},
                           {"\x80", "€", 0},
                           {"\xA2\xE3", "€", 0},
                           {"\xA8\xBC", "ḿ", 0},
                           {"\xFE\x59", "\u9fb4", 0},
                           {"\xFE\xA0", "\u9fbb", 0},
                           {"\xA6\xD9", "\ufe10", 0},
                           {"\xA3\xA0", "\u3000", 0},
                           {"\x81\x39\xEE\x39", "㐀", 0},
                           {"\x95\x32\x82\x36", "\U00020000", 0},
                           {"\x84\x31\xA4\x37", "\uFFFD", 0},  // this code is U+FFFD itself, nothing was replaced
                           {"\x81\x35\xF4\x37", "\uE7C7", 0},
                           {"\xFE\x51", "\uE816", 0},
                       });
}

TEST_CASE("Damaged GB18030 never swallows markup") {
  check_all("gb18030", {
                           {"\xC4<p>", "\uFFFD<p>", 1},
                           {"\xFF\xC3\xF1", "\uFFFD民", 1},
                           {"\x81\x30\x81<b>", "\uFFFD0\uFFFD<b>", 2},
                           {"\xC3\xF1\xD5", "民\uFFFD", 1},
                           {"\x81\x30", "\uFFFD", 1},
                           {"\xA1\x7F", "\uFFFD\x7F", 1},
                           {"a\0b"s,
                            "a\uFFFD"
                            "b",
                            1},
                           {"\xFD\x30\x81\x30", "\uFFFD0\uFFFD", 2},
                       });
}

TEST_CASE("UTF-8 keeps what is well-formed and replaces the rest by maximal parts") {
  check_all("utf-8", {
                         {"民政部\n", "民政部\n", 0},
                         {"a\xC0\x80z", "a\uFFFD\uFFFDz", 2},
                         {"\xE6\xB0<p>", "\uFFFD<p>", 1},
                         {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3},
                         {"\xF0\x90\x80", "\uFFFD", 1},
                         {"\xF5\x80", "\uFFFD\uFFFD", 2},
                         {"a\0b"s,
                          "a\uFFFD"
                          "b",
                          1},
                         {"\xEF\xBB\xBF"
                          "a",
                          "\uFEFF"
                          "a",
                          0},
                     });
}

TEST_CASE("Big5, UTF-16 and windows-1252 are decoded") {
  check_all("big5", {{"\xA4\xA4\xA4\xE5", "中文", 0},
                     {"\xA4<", "\uFFFD<", 1},
                     {"\x88\x62", "\u00CA\u0304", 0},
                     {"\x81\x40", "\uFFFD@", 1},
                     {"\xA4", "\uFFFD", 1}});
  check_all("utf-16le", {{"a\0\x2D\x4E"s, "a中", 0},
                         {"\x3D\xD8\x00\xDE"s, "😀", 0},
                         {"\x3D\xD8"
                          "a\0"s,
                          "\uFFFD"
                          "a",
                          1},
                         {"a\0b"s, "a\uFFFD", 1}});
  check_all("utf-16be", {{"\0a\x4E\x2D"s, "a中", 0}});
  check_all("windows-1252", {{"caf\xE9 \x80\x93", "café €“", 0}});
}

TEST_CASE("Labels name encodings without regard to case and blanks") {
  CHECK(encoding_for_label("GB2312") == "gb18030");
  CHECK(encoding_for_label(" gbk\n") == "gb18030");
  CHECK(encoding_for_label("x-gbk") == "gb18030");
  CHECK(encoding_for_label("utf8") == "utf-8");
  CHECK(encoding_for_label("UTF-8") == "utf-8");
  CHECK(encoding_for_label("unicode") == "utf-16le");
  CHECK(encoding_for_label("Big5-HKSCS") == "big5");
  CHECK(encoding_for_label("latin1") == "windows-1252");
  for (const auto* label : {"", "gb", "utf", "euc-kr", "utf-7", "charset"}) CHECK_FALSE(encoding_for_label(label));
}

TEST_CASE("Well-formed UTF-8 is told from the rest") {
  for (const auto* good : {"", "abc", "民政", "\xF4\x8F\xBF\xBF", "\xC2\x80"}) CHECK(mingdan::is_valid_utf8(good));
  for (const auto* bad : {"\x80", "\xC1\x81", "\xE0\x80\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xE6\xB0"})
    CHECK_FALSE(mingdan::is_valid_utf8(bad));
}
