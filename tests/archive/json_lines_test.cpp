#include "archive/digest.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("each line of a JSON Lines file is a page and a bad line costs only itself") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("pages.jsonl");
  test::write_file(
      path,
      "{\"url\":\"https://example.org/1\",\"body_base64\":\"PHA+MTwvcD4=\",\"status\":200,"
      "\"headers\":{\"Content-Type\":\"text/html; charset=GBK\",\"n\":1},\"fetched_at\":\"2022-10-26T01:30:00Z\"}\n"
      "not json\n\n"
      "{\"body_base64\":\"***\"}\r\n"
      "[1]\n"
      "{\"url\":\"x\"}\n"
      "{\"body_base64\":\"PHA+MjwvcD4\",\"headers\":[[\"Content-Type\",\"text/html\"]],\"more\":{\"a\":[]}}\n"
      "{\"body_base64\":\"PHA+\",\"status\":404}\n"
      "{\"body_base64\":\"PHA+MzwvcD4=\",\"content_type\":\"text/html\"}");
  const auto pages = test::pages_in(path);
  REQUIRE(pages.size() == 3);
  CHECK(pages[0].record == 0);
  CHECK(pages[0].body == "<p>1</p>");
  CHECK(pages[0].url == "https://example.org/1");
  CHECK(pages[0].http_charset == "GBK");
  CHECK(pages[0].status == 200);
  CHECK(pages[0].fetched_at == "2022-10-26T09:30:00+08:00");
  CHECK(pages[0].sha256 == sha256_hex("<p>1</p>"));
  CHECK(pages[0].bytes == 8);
  CHECK(pages[1].record == 6);
  CHECK(pages[1].headers.size() == 1);
  CHECK(pages[2].body == "<p>3</p>");
  CHECK(test::errors_in(path) ==
        std::vector<std::string>{"bad_json_line", "bad_json_line", "bad_json_line", "bad_json_line"});
}

TEST_CASE("a line that is too long or too deep is an error and the rest goes on") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("pages.jsonl");
  const std::string deep(100000, '[');
  test::write_file(path, "{\"body_base64\":\"PHA+\",\"content_type\":\"text/html\"}\n{\"a\":" + deep +
                             "\n{\"body_base64\":\"" + std::string(25UL << 20U, 'A') +
                             "\"}\n{\"body_base64\":\"PGI+\",\"content_type\":\"text/html\"}\n");
  const auto pages = test::pages_in(path);
  REQUIRE(pages.size() == 2);
  CHECK(pages[1].record == 3);
  CHECK(pages[1].body == "<b>");
  CHECK(test::errors_in(path) == std::vector<std::string>{"bad_json_line", "too_large"});
}

TEST_CASE("a packed JSON Lines file is read line by line") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("pages.gz");
  test::write_file(path, test::gzipped("{\"body_base64\":\"PHA+\"}\n{\"body_base64\":\"PGI+\"}\n"));
  const auto pages = test::pages_in(path);
  REQUIRE(pages.size() == 2);
  CHECK(pages[1].body == "<b>");
}

TEST_CASE("record lines are recognised and left to whoever wants them") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("records.jsonl");
  test::write_file(path, "{\"schema\":\"mingdan.page/1\",\"input\":\"a\"}\n{\"schema\":\"mingdan.page/1\"}");
  PlaceScanner scanner(path);
  const auto first = scanner.next();
  REQUIRE(first);
  CHECK(first->kind == InputKind::record_lines);
  CHECK(first->bytes == "{\"schema\":\"mingdan.page/1\",\"input\":\"a\"}");
  CHECK(scanner.next()->bytes == "{\"schema\":\"mingdan.page/1\"}");
  CHECK_FALSE(scanner.next());
}

TEST_CASE("what a line holds besides costs neither time nor memory") {
  const test::TemporaryFolder folder;
  const auto path = folder.file("pages.jsonl");
  std::string objects;
  for (int i = 0; i < 200'000; ++i) objects += "{\"a\":1},";
  std::string headers;
  for (int i = 0; i < 2000; ++i) headers += "[\"a\",\"b\"],";
  test::write_file(path, "{\"x\":[" + objects +
                             "0],\"body_base64\":\"PHA+\",\"headers\":[[\"a\"],[\"a\",[]],{\"a\":\"b\"}," + headers +
                             "[\"c\",\"d\"]],\"status\":\"404\",\"url\":[\"x\"]}\n");
  const auto pages = test::pages_in(path);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].body == "<p>");
  CHECK(pages[0].headers.size() == 1000);
  CHECK(pages[0].headers[0] == std::pair<std::string, std::string>("a", "b"));
  CHECK(pages[0].status == std::nullopt);
  CHECK(pages[0].url == std::nullopt);
}
