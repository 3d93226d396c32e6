#include "archive/page_reader.hpp"

#include "archive/digest.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("a plain file is one page with the digest of its bytes") {
  const test::TemporaryFolder folder;
  const std::string bytes("<p>\0\xff</p>", 10);
  test::write_file(folder.file("page.html"), bytes);
  const auto all = test::all_in(folder.file("page.html"));
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].page.value());
  const auto& page = **all[0].page;
  CHECK(page.input == folder.file("page.html"));
  CHECK(page.record == 0);
  CHECK(page.body == bytes);
  CHECK(page.bytes == 10);
  CHECK(page.sha256 == sha256_hex(bytes));
  CHECK(page.url == std::nullopt);
  CHECK(page.fetched_at == std::nullopt);
}

TEST_CASE("a packed page is read as if it were not packed") {
  const test::TemporaryFolder folder;
  test::write_file(folder.file("page.html"), test::gzipped("<p>1</p>"));
  const auto pages = test::pages_in(folder.file("page.html"));
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].body == "<p>1</p>");
  CHECK(pages[0].sha256 == sha256_hex("<p>1</p>"));
}

TEST_CASE("what is no page or too much is a named error") {
  const test::TemporaryFolder folder;
  const auto code_of = [&](std::string_view bytes) {
    test::write_file(folder.file("page.html"), bytes);
    const auto codes = test::errors_in(folder.file("page.html"));
    return codes.empty() ? std::string("none") : codes.front();
  };
  CHECK(code_of("") == "empty_file");
  CHECK(code_of("%PDF-1.5\nx") == "unsupported_format");
  CHECK(code_of("\x89PNG\r\n\x1a\n") == "unsupported_format");
  CHECK(code_of(std::string(kMaxPageBytes + 1, 'x')) == "too_large");
  CHECK(code_of(std::string(kMaxPageBytes, 'x')) == "none");
  CHECK(code_of(test::gzipped(std::string(200UL << 20U, 'x'))) == "too_large");
  CHECK(code_of(test::gzipped("<p>page</p>").substr(0, 20)) == "damaged_archive");
  CHECK(test::errors_in(folder.file("none")) == std::vector<std::string>{"file_missing"});
  CHECK(test::errors_in("/dev/zero") == std::vector<std::string>{"not_a_file"});
}
