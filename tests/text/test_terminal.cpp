#include "text/terminal.hpp"

#include <random>

#include "tests/catch.hpp"
#include "text/charset.hpp"

using namespace mingdan;

TEST_CASE("what a terminal would obey is escaped and all else is kept") {
  CHECK(escaped_for_terminal("名单 a\\b é") == "名单 a\\b é");
  CHECK(escaped_for_terminal("a\nb\r\tc") == "a\\nb\\r\\tc");
  CHECK(escaped_for_terminal("\x1b[31m\x7f") == "\\x1b[31m\\x7f");
  CHECK(escaped_for_terminal("\u009b2J\u0085") == "\\u{009b}2J\\u{0085}");
  CHECK(escaped_for_terminal("a\u202eb\u2066c\u2028d\u200e") == "a\\u{202e}b\\u{2066}c\\u{2028}d\\u{200e}");
  CHECK(escaped_for_terminal("\xff\xe5\x90") == "\\xff\\xe5\\x90");
  CHECK(escaped_for_terminal(std::string_view("\0x", 2)) == "\\x00x");
}

TEST_CASE("random bytes never reach the terminal as controls") {
  std::mt19937 random(20221026);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const auto line = escaped_for_terminal(bytes);
    REQUIRE(is_valid_utf8(line));
    for (const char byte : line) {
      REQUIRE(static_cast<unsigned char>(byte) >= 0x20);
      REQUIRE(byte != 0x7f);
    }
    REQUIRE(escaped_for_terminal(line) == line);
  }
}

TEST_CASE("display widths follow East Asian width") {
  CHECK(display_width("名单") == 4);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("ＡＢ（）") == 8);
  CHECK(display_width("e\u0301\u200b") == 1);
  CHECK(display_width("") == 0);
}

TEST_CASE("text is cut to a width between characters") {
  CHECK(cut_to_width("名单", 4) == "名单");
  CHECK(cut_to_width("名单册", 5) == "名单…");
  CHECK(cut_to_width("名单册", 4) == "名…");
  CHECK(cut_to_width("abc", 0).empty());
  CHECK(cut_to_width("abc", 1) == "…");
}
