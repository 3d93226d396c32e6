#include "archive/digest.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

/// A crawl as crawlers write it: what is no page stands between the pages.
std::vector<std::string> crawl() {
  return {
      test::warc_record("warcinfo", "Content-Type: application/warc-fields\r\n", "software: x\r\n"),
      test::warc_record("request", "Content-Type: application/http; msgtype=request\r\n", "GET / HTTP/1.1\r\n\r\n"),
      test::warc_response("<https://example.org/1>", "<p>1</p>"),
      test::warc_response("https://example.org/2", "4\r\n<p>2\r\n4\r\n</p>\r\n0\r\n\r\n",
                          "Transfer-Encoding: chunked\r\n"),
      test::warc_response("https://example.org/3", test::gzipped("<p>3</p>"), "Content-Encoding: gzip\r\n"),
      test::warc_response("https://example.org/4", "<p>4</p>",
                          "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
      test::warc_response("https://example.org/404", "<p>404</p>", "", "404 Not Found"),
      test::warc_response("https://example.org/412", "<p>412</p>", "", "412 Precondition Failed"),
      test::warc_record("revisit", "Content-Type: application/http\r\n", "HTTP/1.1 200 OK\r\n\r\n"),
      test::warc_record("resource", "Content-Type: text/html\r\nWARC-Target-URI: https://example.org/5\r\n", "<p>5</p>",
                        "WARC/1.1"),
      test::warc_record("resource", "Content-Type: text/plain\r\nWARC-Target-URI: metadata://gnu.org/wget/log\r\n",
                        "log"),
      test::warc_record("resource", "Content-Type: image/png\r\nWARC-Target-URI: https://example.org/p\r\n",
                        "\x89PNG\r\n"),
      test::warc_record("conversion", "Content-Type: text/html\r\n", "<p>6</p>"),
      test::warc_record("response", "Content-Type: application/http\r\nWARC-Date: 2022-10-26T01:30:00.250Z\r\n",
                        "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>7</p>", "WARC/0.18"),
  };
}

void check_crawl(const std::vector<Page>& pages) {
  std::vector<std::string> bodies;
  std::vector<std::uint64_t> records;
  for (const auto& page : pages) {
    bodies.push_back(page.body);
    records.push_back(page.record);
    CHECK(page.sha256 == sha256_hex(page.body));
  }
  CHECK(bodies ==
        std::vector<std::string>{"<p>1</p>", "<p>2</p>", "<p>3</p>", "<p>4</p>", "<p>412</p>", "<p>5</p>", "<p>7</p>"});
  CHECK(records == std::vector<std::uint64_t>{2, 3, 4, 5, 7, 9, 13});
  REQUIRE(pages.size() == 7);
  CHECK(pages[0].url == "https://example.org/1");
  CHECK(pages[0].status == 200);
  CHECK(pages[0].http_charset == "gb2312");
  CHECK(pages[0].fetched_at == "2022-10-26T09:30:00+08:00");
  CHECK(pages[6].fetched_at == "2022-10-26T09:30:00+08:00");
  CHECK(pages[6].url == std::nullopt);
}

}  // namespace

TEST_CASE("a plain WARC file, one packed by record, one packed whole and one in odd blocks give the same pages") {
  const test::TemporaryFolder folder;
  std::string plain;
  std::string by_record;
  for (const auto& record : crawl()) {
    plain += record;
    by_record += test::gzipped(record);
  }
  test::write_file(folder.file("plain.warc"), plain);
  check_crawl(test::pages_in(folder.file("plain.warc")));
  test::write_file(folder.file("records.warc.gz"), by_record);
  check_crawl(test::pages_in(folder.file("records.warc.gz")));
  test::write_file(folder.file("whole.warc.gz"), test::gzipped(plain));
  check_crawl(test::pages_in(folder.file("whole.warc.gz")));
  std::string blocks;
  for (std::size_t at = 0; at < plain.size(); at += 100)
    blocks += test::gzipped(std::string_view(plain).substr(at, 100));
  test::write_file(folder.file("blocks.warc.gz"), blocks);
  check_crawl(test::pages_in(folder.file("blocks.warc.gz")));
}

TEST_CASE("records of plain and record-wise packed archives are reached by their offset") {
  const test::TemporaryFolder folder;
  const auto record = test::warc_response("https://example.org/1", "<p>1</p>");
  test::write_file(folder.file("a.warc"), record + record);
  const auto plain = test::all_in(folder.file("a.warc"));
  REQUIRE(plain.size() == 2);
  CHECK(plain[1].place.offset == record.size());
  CHECK_FALSE(plain[1].place.bytes);
  test::write_file(folder.file("a.warc.gz"), test::gzipped(record) + test::gzipped(record));
  const auto packed = test::all_in(folder.file("a.warc.gz"));
  REQUIRE(packed.size() == 2);
  CHECK(packed[1].place.offset == test::gzipped(record).size());
  CHECK_FALSE(packed[1].place.bytes);
}

TEST_CASE("a cut tail is an error at its place and the records before stand") {
  const test::TemporaryFolder folder;
  const auto record = test::warc_response("https://example.org/1", "<p>one and more</p>");
  const auto cut_plain = record + record.substr(0, record.size() - 10);
  test::write_file(folder.file("a.warc"), cut_plain);
  CHECK(test::pages_in(folder.file("a.warc")).size() == 1);
  CHECK(test::errors_in(folder.file("a.warc")) == std::vector<std::string>{"damaged_archive"});
  test::write_file(folder.file("b.warc"), record + record.substr(0, 30));
  CHECK(test::pages_in(folder.file("b.warc")).size() == 1);
  CHECK(test::errors_in(folder.file("b.warc")) == std::vector<std::string>{"damaged_archive"});
  const auto packed = test::gzipped(record);
  test::write_file(folder.file("a.warc.gz"), packed + packed.substr(0, packed.size() / 2));
  CHECK(test::pages_in(folder.file("a.warc.gz")).size() == 1);
  CHECK(test::errors_in(folder.file("a.warc.gz")) == std::vector<std::string>{"damaged_archive"});
}

TEST_CASE("damage between records costs what it hit and the next record is found") {
  const test::TemporaryFolder folder;
  const auto record = test::warc_response("https://example.org/1", "<p>1</p>");
  auto wrong_length = record;
  wrong_length.replace(wrong_length.find("Content-Length: ") + 16, 1, "x");
  test::write_file(folder.file("a.warc"), record + "rubbish\r\nmore\r\n" + record + wrong_length + record);
  CHECK(test::pages_in(folder.file("a.warc")).size() == 3);
  CHECK(test::errors_in(folder.file("a.warc")) == std::vector<std::string>{"damaged_archive", "damaged_archive"});
}

TEST_CASE("one stretch of damage is told once and passed in one go, however many heads it shows") {
  const test::TemporaryFolder folder;
  const auto record = test::warc_response("https://example.org/1", "<p>1</p>");
  for (const std::string broken : {"WARC/1.0\n", "WARC/1.0\r\n\r\n", "WARC/1.0\nContent-Length: x\n\n"}) {
    std::string stretch;
    while (stretch.size() < 1'000'000) stretch += broken;
    test::write_file(folder.file("a.warc"), record + stretch + record);
    CHECK(test::pages_in(folder.file("a.warc")).size() == 2);
    CHECK(test::errors_in(folder.file("a.warc")) == std::vector<std::string>{"damaged_archive"});
  }
}

TEST_CASE("bodies that are damaged or no pages are named and the next page is read") {
  const test::TemporaryFolder folder;
  const auto packed = test::gzipped("<p>" + std::string(1000, 'x'));
  test::write_file(folder.file("a.warc"),
                   test::warc_response("https://example.org/1", packed.substr(0, packed.size() - 9)) +
                       test::warc_response("https://example.org/2", "%PDF-1.4 x") +
                       test::warc_response("https://example.org/3", "") +
                       test::warc_record("response", "Content-Type: application/http\r\n", "no status line") +
                       test::warc_response("https://example.org/4", "<p>4</p>"));
  CHECK(test::errors_in(folder.file("a.warc")) ==
        std::vector<std::string>{"damaged_body", "unsupported_format", "empty_file", "damaged_archive"});
  CHECK(test::pages_in(folder.file("a.warc")).size() == 1);
}

TEST_CASE("records and bodies beyond the bounds are errors and the rest goes on") {
  const test::TemporaryFolder folder;
  test::write_file(folder.file("a.warc"),
                   test::warc_response("https://example.org/1", std::string(25UL << 20U, 'x')) +
                       test::warc_response("https://example.org/2", test::gzipped(std::string(33UL << 20U, 'x'))) +
                       test::warc_response("https://example.org/3", "<p>3</p>"));
  CHECK(test::errors_in(folder.file("a.warc")) == std::vector<std::string>{"too_large", "too_large"});
  CHECK(test::pages_in(folder.file("a.warc")).size() == 1);
}
