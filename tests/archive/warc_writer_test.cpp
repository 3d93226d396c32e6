#include "archive/warc_writer.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <set>

#include "archive/digest.hpp"
#include "archive/header_fields.hpp"
#include "archive/page_reader.hpp"
#include "tests/archive/exchanges.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

std::string field_in(const std::string& record, std::string_view name) {
  return std::string(field_named(read_header_block(record).fields, name).value_or("none"));
}

std::string block_in(const std::string& record) {
  const auto head = read_header_block(record);
  return record.substr(head.length, std::stoul(field_in(record, "Content-Length")));
}

/// All records of the only file of a folder.
std::vector<std::string> records_of_folder(const std::string& folder) {
  const auto files = warc_files_in(folder);
  REQUIRE(files.size() == 1);
  return test::records_in(folder + "/" + files[0]);
}

RevisitOf revisit_of(const HttpExchange& exchange, const WarcPlace& place) {
  return {place.payload_sha1, exchange.url, exchange.sent_at};
}

}  // namespace

TEST_CASE("what was archived is read back whole, as a page, as an answer and as a response") {
  const test::TemporaryFolder folder;
  const auto exchange = test::exchange_of("1");
  auto writer = test::open_writer(folder.path());
  const auto place = test::append(writer, exchange);
  test::write_file(folder.file("page.html"), exchange.body);

  const auto saved = test::pages_in(folder.file("page.html"));
  const auto page = read_page_at(test::place_at(folder.path(), place));
  REQUIRE(page.value());
  CHECK((*page)->body == saved.at(0).body);
  CHECK((*page)->sha256 == saved.at(0).sha256);
  CHECK((*page)->bytes == saved.at(0).bytes);
  CHECK((*page)->media_type == saved.at(0).media_type);
  CHECK((*page)->url == exchange.url);
  CHECK((*page)->status == 200);
  CHECK((*page)->fetched_at == "2026-11-25T06:03:31+08:00");

  const auto answer = read_answer_at(test::place_at(folder.path(), place));
  REQUIRE(answer);
  CHECK(answer->url == exchange.url);
  CHECK(answer->status == 200);
  CHECK(answer->head == exchange.response_head);
  CHECK(answer->body == exchange.body);

  const auto responses = test::responses_in(writer.path_of(place.file));
  REQUIRE(responses.size() == 1);
  CHECK(responses[0].url == exchange.url);
  CHECK(responses[0].sent_at == exchange.sent_at);
  CHECK(responses[0].status == 200);
  CHECK(responses[0].head == exchange.response_head);
  CHECK(responses[0].media_type == "text/html");
  CHECK(responses[0].payload_sha1 == sha1_base32(exchange.body));
  CHECK(responses[0].payload_sha1 == place.payload_sha1);
  CHECK_FALSE(responses[0].revisit);
  CHECK_FALSE(responses[0].truncated);
  CHECK(responses[0].offset == place.offset);
  CHECK(responses[0].end == place.end);
}

TEST_CASE("a packed body is archived as it came and read back unpacked") {
  const test::TemporaryFolder folder;
  auto exchange = test::exchange_of("1");
  const auto plain = exchange.body;
  exchange.body = test::gzipped(plain);
  exchange.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
  auto writer = test::open_writer(folder.path());
  const auto place = test::append(writer, exchange);
  CHECK(place.payload_sha1 == sha1_base32(exchange.body));
  CHECK(read_answer_at(test::place_at(folder.path(), place))->body == plain);
  CHECK((*read_page_at(test::place_at(folder.path(), place)))->body == plain);
  CHECK(block_in(test::record_in(folder.path(), place)) == exchange.response_head + exchange.body);
}

TEST_CASE("bodies of every byte, empty ones and heads ended by line feeds survive") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  std::string every;
  for (int i = 0; i < 2560; ++i) every += static_cast<char>(i);
  const auto head = "HTTP/1.1 200 OK\nContent-Type: application/octet-stream\n\n";
  for (const std::string& body :
       {every, std::string(), std::string("\r\n\r\nWARC/1.1\r\n"), std::string(100000, '\0')}) {
    const auto place = test::append(writer, test::answer_of("https://a.example/", head, body));
    CHECK(read_answer_at(test::place_at(folder.path(), place))->body == body);
  }
  CHECK(test::responses_in(writer.path_of(writer.files().at(0))).size() == 4);
}

TEST_CASE("an exchange is a request, a response and what there is to say of it") {
  const test::TemporaryFolder folder;
  auto exchange = test::exchange_of("1");
  exchange.notes = {{"robots", "ignored"}, {"via", "https://a.example/list\r\nWARC-Type: response"}};
  auto writer = test::open_writer(folder.path());
  const auto place = test::append(writer, exchange);
  const auto records = records_of_folder(folder.path());
  REQUIRE(records.size() == 4);
  std::vector<std::string> types;
  std::set<std::string> ids;
  for (const auto& record : records) {
    CHECK(record.starts_with("WARC/1.1\r\nWARC-Type: "));
    CHECK(record.ends_with("\r\n\r\n"));
    types.push_back(field_in(record, "WARC-Type"));
    ids.insert(field_in(record, "WARC-Record-ID"));
    CHECK(field_in(record, "WARC-Block-Digest") == "sha1:" + sha1_base32(block_in(record)));
    CHECK(record.size() == read_header_block(record).length + block_in(record).size() + 4);
  }
  CHECK(types == std::vector<std::string>{"warcinfo", "request", "response", "metadata"});
  CHECK(ids.size() == 4);
  for (const auto& id : ids) {
    CHECK(id.size() == std::string_view("<urn:uuid:00000000-0000-8000-a000-000000000000>").size());
    CHECK(id[24] == '8');
    CHECK(id[29] == 'a');
  }
  CHECK(field_in(records[0], "WARC-Filename") == place.file);
  CHECK(block_in(records[0]).starts_with("software: mingdan test\r\n"));
  CHECK(block_in(records[1]) == exchange.request_head);
  CHECK(field_in(records[1], "WARC-Concurrent-To") == field_in(records[2], "WARC-Record-ID"));
  CHECK(field_in(records[2], "WARC-Payload-Digest") == "sha1:" + sha1_base32(exchange.body));
  CHECK(field_in(records[2], "WARC-IP-Address") == "192.0.2.1");
  CHECK(field_in(records[2], "WARC-Date") == exchange.sent_at);
  CHECK(field_in(records[3], "WARC-Concurrent-To") == field_in(records[2], "WARC-Record-ID"));
  CHECK(block_in(records[3]) == "robots: ignored\r\nvia: https://a.example/list  WARC-Type: response\r\n");
}

TEST_CASE("the same exchanges give the same bytes, in any folder") {
  const auto write = [](const std::string& folder) {
    auto writer = test::open_writer(folder);
    for (const auto* name : {"1", "2", "1"}) test::append(writer, test::exchange_of(name));
    return test::bytes_of(writer.path_of(writer.files().at(0)));
  };
  const test::TemporaryFolder one;
  const test::TemporaryFolder other;
  CHECK(write(one.path()) == write(other.path()));
  std::set<std::string> ids;
  const auto records = records_of_folder(one.path());
  for (const auto& record : records) ids.insert(field_in(record, "WARC-Record-ID"));
  CHECK(ids.size() == records.size());
}

TEST_CASE("an answer that says that nothing changed is a revisit without a body") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  const auto first = test::exchange_of("1");
  const auto before = revisit_of(first, test::append(writer, first));
  const auto same = test::answer_of(first.url, "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n", "", 304);
  const auto place = test::append(writer, same, before);
  const auto record = test::record_in(folder.path(), place);
  CHECK(field_in(record, "WARC-Type") == "revisit");
  CHECK(field_in(record, "WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified");
  CHECK(field_in(record, "WARC-Refers-To-Target-URI") == first.url);
  CHECK(field_in(record, "WARC-Refers-To-Date") == first.sent_at);
  CHECK(field_in(record, "WARC-Payload-Digest") == "sha1:" + sha1_base32(first.body));
  CHECK(block_in(record) == same.response_head);
  const auto responses = test::responses_in(writer.path_of(place.file));
  REQUIRE(responses.size() == 2);
  CHECK(responses[1].revisit);
  CHECK(responses[1].status == 304);
  const auto alone = test::record_in(folder.path(), test::append(writer, same));
  CHECK(field_in(alone, "WARC-Type") == "revisit");
  CHECK(field_in(alone, "WARC-Refers-To-Date") == "none");
}

TEST_CASE("the same body again is a revisit and another one is not") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  const auto first = test::exchange_of("1");
  const auto before = revisit_of(first, test::append(writer, first));
  const auto type_of = [&](const HttpExchange& exchange) {
    const auto record = test::record_in(folder.path(), test::append(writer, exchange, before));
    return field_in(record, "WARC-Type");
  };
  const auto record = test::record_in(folder.path(), test::append(writer, first, before));
  CHECK(field_in(record, "WARC-Type") == "revisit");
  CHECK(field_in(record, "WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
  CHECK(block_in(record) == first.response_head);
  CHECK(type_of(test::exchange_of("2")) == "response");
  auto cut = first;
  cut.truncated = "time";
  CHECK(type_of(cut) == "response");
  auto failed = first;
  failed.status = 404;
  CHECK(type_of(failed) == "response");
}

TEST_CASE("a transfer coding that is undone is told under another name") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  for (const std::string field : {"Transfer-Encoding: chunked", "transfer-encoding:chunked",
                                  "TRANSFER-ENCODING : chunked", "Transfer-Encoding:\r\n chunked"}) {
    const std::string body = "5\r\nabcde\r\n0\r\n\r\n";  // a page that looks chunked is none the less the page
    const auto place = test::append(
        writer, test::answer_of("https://a.example/",
                                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + field + "\r\n\r\n", body));
    INFO(field);
    CHECK(block_in(test::record_in(folder.path(), place)).find("\r\nX-Archive-Orig-" + field) != std::string::npos);
    CHECK((*read_page_at(test::place_at(folder.path(), place)))->body == body);
  }
}

TEST_CASE("nobody adds fields or records by what stands in an address, a note or a head") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  const std::string evil = "x\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\nWARC/1.1\r\n";
  auto exchange = test::exchange_of("1");
  exchange.url += evil;
  exchange.address = "192.0.2.1" + evil;
  exchange.sent_at += evil;
  exchange.truncated = "time" + evil;
  exchange.notes = {{"a" + evil, "b" + evil}};
  exchange.response_head.insert(exchange.response_head.size() - 2, "X: y\r\nWARC-Type: z\r\n");
  const auto place = test::append(writer, exchange, RevisitOf{"a" + evil, "b" + evil, "c" + evil});
  auto again = exchange;
  again.status = 304;
  test::append(writer, again, RevisitOf{"a" + evil, "b" + evil, "c" + evil});
  std::vector<std::string> types;
  for (const auto& record : test::records_in(writer.path_of(place.file))) {
    types.push_back(field_in(record, "WARC-Type"));
    int count = 0;
    for (const auto& [name, value] : read_header_block(record).fields) count += name == "WARC-Type" ? 1 : 0;
    CHECK(count == 1);
    CHECK(record.size() == read_header_block(record).length + block_in(record).size() + 4);
  }
  CHECK(types ==
        std::vector<std::string>{"warcinfo", "request", "response", "metadata", "request", "revisit", "metadata"});
  CHECK(test::all_in(writer.path_of(place.file)).size() == 1);
}

TEST_CASE("a file that is large enough is followed by another one") {
  const test::TemporaryFolder folder;
  auto options = test::options_of();
  options.most_bytes = 1500;
  auto writer = test::open_writer(folder.path(), options);
  std::vector<WarcPlace> places;
  for (int i = 0; i < 12; ++i) places.push_back(test::append(writer, test::exchange_of(std::to_string(i))));
  const auto files = writer.files();
  REQUIRE(files.size() >= 3);
  CHECK(files[0] == "mingdan-20261124220330-00000.warc.gz");
  CHECK(files[1] == "mingdan-20261124220330-00001.warc.gz");
  for (std::size_t i = 0; i + 1 < files.size(); ++i) {
    const auto size = std::filesystem::file_size(writer.path_of(files[i]));
    CHECK(size >= 1500);
    CHECK(size < 3000);
    CHECK(field_in(test::records_in(writer.path_of(files[i])).at(0), "WARC-Filename") == files[i]);
  }
  for (int i = 0; i < 12; ++i)
    CHECK(read_answer_at(test::place_at(folder.path(), places[static_cast<std::size_t>(i)]))->url ==
          "https://a.example/" + std::to_string(i));
  CHECK(std::ranges::is_sorted(places, {}, [](const WarcPlace& place) { return std::pair(place.file, place.offset); }));
}

TEST_CASE("the newest file is continued, and names sort by age even when the clock went back") {
  const test::TemporaryFolder folder;
  const auto append = [&](const std::string& begun_at, std::uint64_t most) {
    auto options = test::options_of(begun_at);
    options.most_bytes = most;
    auto writer = test::open_writer(folder.path(), options);
    CHECK(writer.torn_bytes() == 0);
    return test::append(writer, test::exchange_of("1")).file;
  };
  CHECK(append("2026-11-24T22:03:30Z", 1U << 20U) == "mingdan-20261124220330-00000.warc.gz");
  CHECK(append("2026-11-25T22:03:30Z", 1U << 20U) == "mingdan-20261124220330-00000.warc.gz");
  CHECK(append("2026-11-25T22:03:30Z", 10) == "mingdan-20261125220330-00001.warc.gz");
  CHECK(append("2020-01-01T00:00:00Z", 10) == "mingdan-20261125220330-00002.warc.gz");
  CHECK(append("2020-01-01T00:00:00Z", 1U << 20U) == "mingdan-20261125220330-00002.warc.gz");
  CHECK(append("2026-12-01T00:00:00Z", 10) == "mingdan-20261201000000-00003.warc.gz");
}

TEST_CASE("only files of our name are ours") {
  const test::TemporaryFolder folder;
  for (const auto* name : {"mingdan-x.warc.gz", "mingdan-.warc.gz", "mingdan-20261124220330-00001.warc",
                           "other-20261124220330-00001.warc.gz", "mingdan-20261124220330-00001.warc.gz.torn",
                           "mingdan-2026112422033x-00001.warc.gz", "zzz"})
    test::write_file(folder.file(name), "x");
  CHECK(warc_files_in(folder.path()).empty());
  auto writer = test::open_writer(folder.path());
  CHECK(test::append(writer, test::exchange_of("1")).file == "mingdan-20261124220330-00000.warc.gz");
  CHECK(warc_files_in(folder.file("none")).empty());
  struct stat facts{};
  REQUIRE(stat(writer.path_of(writer.files().at(0)).c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777U & ~0640U) == 0);
}

TEST_CASE("a folder that can't be made or written is told") {
  const test::TemporaryFolder folder;
  test::write_file(folder.file("file"), "x");
  const auto under = WarcWriter::open(folder.file("file/archive"), test::options_of());
  REQUIRE_FALSE(under);
  CHECK(under.error().code == "archive_unwritable");
  auto in_place_of = WarcWriter::open(folder.file("file"), test::options_of());
  REQUIRE(in_place_of);
  CHECK(in_place_of->append(test::exchange_of("1"), {}).error().code == "archive_unwritable");
}
