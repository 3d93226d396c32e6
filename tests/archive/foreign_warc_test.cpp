#include "archive/stored_answer.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

using Words = std::vector<std::string>;

std::string http_response(const std::string& fields, const std::string& answer,
                          const std::string& version = "WARC/1.0") {
  return test::warc_record("response", "Content-Type: application/http; msgtype=response\r\n" + fields, answer,
                           version);
}

/// The bodies of the pages in a file of these records, each packed for itself.
Words bodies_in(const test::TemporaryFolder& folder, const Words& records) {
  std::string bytes;
  for (const auto& record : records) bytes += test::gzipped(record);
  test::write_file(folder.file("a.warc.gz"), bytes);
  Words bodies;
  for (const auto& page : test::pages_in(folder.file("a.warc.gz"))) bodies.push_back(page.body);
  return bodies;
}

}  // namespace

TEST_CASE("records as GNU Wget 1.21 writes them are read") {
  const test::TemporaryFolder folder;
  const auto record = http_response(
      "WARC-Record-ID: <urn:uuid:D3B43B34-A0F0-4AFC-8A5B-0D2C1F6D7F0A>\r\n"
      "WARC-Warcinfo-ID: <urn:uuid:63F5B4A5-8A2F-4B5C-9B2F-0D6D9A3F2B11>\r\n"
      "WARC-Target-URI: <http://example.org/a>\r\nWARC-Date: 2026-11-24T22:03:31Z\r\nWARC-IP-Address: 192.0.2.7\r\n",
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n<p>a</p>\r\n0\r\n\r\n");
  CHECK(bodies_in(folder, {record}) == Words{"<p>a</p>"});
  CHECK(test::pages_in(folder.file("a.warc.gz"))[0].url == "http://example.org/a");
}

TEST_CASE("records as Common Crawl writes them are read: decoded bodies under renamed fields") {
  const test::TemporaryFolder folder;
  const auto record = http_response(
      "WARC-Date: 2026-11-24T22:03:31Z\r\nWARC-Target-URI: https://example.org/a\r\n"
      "WARC-Identified-Payload-Type: text/html\r\n",
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nX-Crawler-Content-Encoding: gzip\r\n"
      "X-Crawler-Transfer-Encoding: chunked\r\nX-Crawler-Content-Length: 4242\r\nContent-Length: 8\r\n\r\n<p>a</p>");
  const auto liar = http_response("WARC-Target-URI: https://example.org/b\r\n",
                                  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
                                  "gzip\r\nTransfer-Encoding: chunked\r\n\r\n<p>b</p>");
  CHECK(bodies_in(folder, {record, liar}) == Words{"<p>a</p>", "<p>b</p>"});
  CHECK(test::errors_in(folder.file("a.warc.gz")).empty());
}

TEST_CASE("a record that is two bytes longer than it says is read and so is the next one") {
  // Common Crawl's August 2018 files.
  const test::TemporaryFolder folder;
  auto record = test::warc_response("https://example.org/a", "<p>a</p>\r\n");
  const auto at = record.find("Content-Length: ") + 16;
  const auto end = record.find("\r\n", at);
  record.replace(at, end - at, std::to_string(std::stoi(record.substr(at, end - at)) - 2));
  CHECK(bodies_in(folder, {record, record}) == Words{"<p>a</p>", "<p>a</p>"});
  CHECK(test::errors_in(folder.file("a.warc.gz")).empty());
}

TEST_CASE("our own records are read: a transfer coding undone, a content coding kept") {
  const test::TemporaryFolder folder;
  auto exchange = test::exchange("a");
  exchange.response_head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n";
  // Chunks in a page are content: nothing may undo them twice.
  const std::string page = "8\r\n<p>a</p>\r\n0\r\n\r\n";
  exchange.body = test::gzipped(page);
  CHECK(bodies_in(folder, {records_of(exchange, "f:0", std::nullopt).response}) == Words{page});
  exchange.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
  exchange.body = page;
  CHECK(bodies_in(folder, {records_of(exchange, "f:0", std::nullopt).response}) == Words{page});
}

TEST_CASE("a page that was cut when it was fetched is an error and the next one is read") {
  const test::TemporaryFolder folder;
  const std::string html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  for (const std::string why : {"length", "time", "disconnect", "unspecified"}) {
    const auto fields = "WARC-Target-URI: https://example.org/a\r\nWARC-Truncated: " + why + "\r\n";
    const auto packed = test::gzipped("<p>" + std::string(1000, 'x'));
    const Words records{
        http_response(fields, html + "\r\n<p>a", "WARC/1.1"),
        http_response(fields, html + "Content-Encoding: gzip\r\n\r\n" + packed.substr(0, packed.size() - 9)),
        http_response(fields, html + "\r\n"),
        http_response(fields, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n"),
        http_response(fields, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone"),
        test::warc_record("resource", "Content-Type: text/html\r\n" + fields, "<p>a"),
        test::warc_response("https://example.org/b", "<p>b</p>"),
    };
    CHECK(bodies_in(folder, records) == Words{"<p>b</p>"});
    CHECK(test::errors_in(folder.file("a.warc.gz")) == Words(4, "truncated_body"));
  }
}

TEST_CASE("a cut feed is an error, a whole one is given as it is behind its coding") {
  const test::MemoryFolder folder;
  auto writer = test::writer_on(folder.path());
  auto feed = test::exchange("feed");
  feed.response_head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
  feed.body = test::gzipped("<rss/>");
  const auto whole = writer.append(feed, std::nullopt).value();
  feed.truncated = "time";
  const auto cut = writer.append(feed, std::nullopt).value();
  const auto place_of = [&](const WarcPlace& place) {
    return PagePlace{writer.path_of(place.file), 0, InputKind::warc, place.offset, std::nullopt, std::nullopt};
  };
  const auto answer = read_answer_at(place_of(whole));
  REQUIRE(answer);
  CHECK(answer->body == "<rss/>");
  CHECK(answer->status == 200);
  CHECK(answer->url == "https://example.org/feed");
  CHECK(answer->head == feed.response_head);
  CHECK(read_answer_at(place_of(cut)).error().code == "truncated_body");
}

TEST_CASE("revisits of all makers give no page") {
  const test::TemporaryFolder folder;
  const auto exchange = test::exchange("a");
  const auto ours =
      records_of(exchange, "f:0", RevisitOf{records_of(exchange, "f:0", std::nullopt).payload_sha1, exchange.url, ""});
  const auto warcio = test::warc_record(
      "revisit",
      "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n"
      "WARC-Target-URI: https://example.org/a\r\nContent-Type: application/http; msgtype=response\r\n",
      "");
  CHECK(bodies_in(folder, {ours.response, warcio}).empty());
  CHECK(test::errors_in(folder.file("a.warc.gz")).empty());
}

TEST_CASE("a damaged record leaves no page that looks whole, whatever packs the others") {
  const test::TemporaryFolder folder;
  const auto a = test::warc_response("https://example.org/a", "<p>" + test::page_of("a"));
  const auto b = test::warc_response("https://example.org/b", "<p>b</p>");
  auto broken = test::gzipped(a);
  broken[broken.size() - 5] = static_cast<char>(broken[broken.size() - 5] ^ 1);
  test::write_file(folder.file("a.warc.gz"), broken + test::gzipped(b) + broken + test::gzipped(b + b) + broken);
  Words bodies;
  for (const auto& page : test::pages_in(folder.file("a.warc.gz"))) bodies.push_back(page.body);
  CHECK(bodies == Words(3, "<p>b</p>"));
  CHECK(test::errors_in(folder.file("a.warc.gz")) == Words(3, "damaged_archive"));
}
