#include "archive/warc_record.hpp"

#include <set>

#include "archive/digest.hpp"
#include "archive/header_fields.hpp"
#include "archive/record_fault.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

std::string field(const std::string& record, std::string_view name) {
  return std::string(field_named(read_header_block(record).fields, name).value_or("(none)"));
}

std::string block_of(const std::string& record) {
  const auto head = read_header_block(record);
  REQUIRE(record.ends_with("\r\n\r\n"));
  return record.substr(head.length, record.size() - head.length - 4);
}

void check_sound(const std::string& record) {
  CHECK(fault_in_record(record, read_header_block(record)).value_or("none") == "none");
}

}  // namespace

TEST_CASE("the records of an exchange say what ISO 28500 asks for") {
  auto exchange = test::exchange("a");
  exchange.notes = {{"robots", "ignored"}, {"via", "列表"}};
  const auto records = records_of(exchange, "f:0", std::nullopt);
  for (const auto* record : {&records.request, &records.response, &records.metadata}) {
    check_sound(*record);
    CHECK(record->starts_with("WARC/1.1\r\n"));
    CHECK(field(*record, "WARC-Date") == "2026-11-24T22:03:31Z");
    CHECK(field(*record, "WARC-Target-URI") == "https://example.org/a");
    CHECK(field(*record, "WARC-IP-Address") == "192.0.2.7");
    CHECK(field(*record, "WARC-Block-Digest") == "sha1:" + sha1_base32(block_of(*record)));
    CHECK(field(*record, "Content-Length") == std::to_string(block_of(*record).size()));
  }
  CHECK(field(records.request, "WARC-Type") == "request");
  CHECK(field(records.request, "Content-Type") == "application/http;msgtype=request");
  CHECK(block_of(records.request) == exchange.request_head);
  CHECK(field(records.response, "WARC-Type") == "response");
  CHECK(field(records.response, "Content-Type") == "application/http;msgtype=response");
  CHECK(field(records.response, "WARC-Payload-Digest") == "sha1:" + sha1_base32(exchange.body));
  CHECK(field(records.response, "WARC-Truncated") == "(none)");
  CHECK(block_of(records.response) == exchange.response_head + exchange.body);
  CHECK(records.payload_sha1 == sha1_base32(exchange.body));
  CHECK(field(records.metadata, "WARC-Type") == "metadata");
  CHECK(field(records.metadata, "Content-Type") == "application/warc-fields");
  CHECK(block_of(records.metadata) == "robots: ignored\r\nvia: 列表\r\n");
  CHECK(field(records.request, "WARC-Concurrent-To") == field(records.response, "WARC-Record-ID"));
  CHECK(field(records.metadata, "WARC-Concurrent-To") == field(records.response, "WARC-Record-ID"));
}

TEST_CASE("an exchange without notes has no metadata record") {
  CHECK(records_of(test::exchange("a"), "f:0", std::nullopt).metadata.empty());
}

TEST_CASE("record ids are UUIDs that follow from place and content alone and differ wherever one of them does") {
  std::set<std::string> ids;
  const auto add = [&](const HttpExchange& exchange, const std::string& place) {
    const auto records = records_of(exchange, place, std::nullopt);
    ids.insert(field(records.request, "WARC-Record-ID"));
    ids.insert(field(records.response, "WARC-Record-ID"));
  };
  add(test::exchange("a"), "f:0");
  add(test::exchange("a"), "f:0");
  CHECK(ids.size() == 2);
  add(test::exchange("a"), "f:1");
  CHECK(ids.size() == 4);
  auto other = test::exchange("a");
  other.sent_at = "2026-11-24T22:03:32Z";
  add(other, "f:0");
  CHECK(ids.size() == 6);
  other = test::exchange("a");
  other.url += "?";
  add(other, "f:0");
  CHECK(ids.size() == 8);
  other = test::exchange("a");
  other.body += "x";
  add(other, "f:0");
  CHECK(ids.size() == 9);  // the request is the same one
  for (const auto& id : ids) {
    CHECK(id.size() == std::string("<urn:uuid:00000000-0000-8000-a000-000000000000>").size());
    CHECK(id.starts_with("<urn:uuid:"));
    CHECK(id.substr(24, 1) == "8");
  }
}

TEST_CASE("an answer with the payload of the one before is a revisit that names it") {
  const auto exchange = test::exchange("a");
  const RevisitOf before{sha1_base32(exchange.body), "https://example.org/a", "2026-11-01T00:00:00Z"};
  const auto record = records_of(exchange, "f:0", before).response;
  check_sound(record);
  CHECK(field(record, "WARC-Type") == "revisit");
  CHECK(field(record, "WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
  CHECK(field(record, "WARC-Refers-To-Target-URI") == "https://example.org/a");
  CHECK(field(record, "WARC-Refers-To-Date") == "2026-11-01T00:00:00Z");
  CHECK(field(record, "WARC-Payload-Digest") == "sha1:" + before.payload_sha1);
  CHECK(block_of(record) == exchange.response_head);
}

TEST_CASE("a 304 is a revisit whether the answer before is known or not") {
  auto exchange = test::exchange("a");
  exchange.status = 304;
  exchange.response_head = "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n";
  exchange.body.clear();
  const auto alone = records_of(exchange, "f:0", std::nullopt).response;
  check_sound(alone);
  CHECK(field(alone, "WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified");
  CHECK(field(alone, "WARC-Refers-To-Date") == "(none)");
  CHECK(field(alone, "WARC-Payload-Digest") == "(none)");
  const RevisitOf before{sha1_base32("x"), "https://example.org/a", "2026-11-01T00:00:00Z"};
  const auto known = records_of(exchange, "f:0", before).response;
  CHECK(field(known, "WARC-Payload-Digest") == "sha1:" + sha1_base32("x"));
}

TEST_CASE("a changed, a cut and a refusing answer are no revisits") {
  const RevisitOf before{sha1_base32(test::page_of("a")), "https://example.org/a", "2026-11-01T00:00:00Z"};
  auto changed = test::exchange("a");
  changed.body += "x";
  CHECK(field(records_of(changed, "f:0", before).response, "WARC-Type") == "response");
  auto cut = test::exchange("a");
  cut.truncated = "length";
  CHECK(field(records_of(cut, "f:0", before).response, "WARC-Type") == "response");
  auto refusing = test::exchange("a");
  refusing.status = 503;
  CHECK(field(records_of(refusing, "f:0", before).response, "WARC-Type") == "response");
}

TEST_CASE("a cut body says why it is cut") {
  for (const std::string why : {"length", "time", "disconnect", "unspecified"}) {
    auto exchange = test::exchange("a");
    exchange.truncated = why;
    CHECK(field(records_of(exchange, "f:0", std::nullopt).response, "WARC-Truncated") == why);
  }
}

TEST_CASE("a transfer coding that was undone is kept under another name, a content coding under its own") {
  for (const std::string line : {"Transfer-Encoding: chunked", "transfer-encoding:chunked", "TRANSFER-ENCODING : x"}) {
    auto exchange = test::exchange("a");
    exchange.response_head = "HTTP/1.1 200 OK\r\n" + line + "\r\nContent-Encoding: gzip\r\n\r\n";
    const auto block = block_of(records_of(exchange, "f:0", std::nullopt).response);
    CHECK(block == "HTTP/1.1 200 OK\r\nX-Archive-Orig-" + line + "\r\nContent-Encoding: gzip\r\n\r\n" + exchange.body);
  }
}

TEST_CASE("a head that was cut off is ended, so that payload and digest stay apart from it") {
  for (const std::string head : {"HTTP/1.1 200 OK\r\nContent-Type: te", "HTTP/1.1 200 OK\r\nServer: x\r\n"}) {
    auto exchange = test::exchange("a");
    exchange.response_head = head;
    exchange.body.clear();
    exchange.truncated = "disconnect";
    const auto record = records_of(exchange, "f:0", std::nullopt).response;
    check_sound(record);
    CHECK(block_of(record).starts_with(head));
    CHECK(block_of(record).ends_with("\r\n\r\n"));
  }
}

TEST_CASE("nothing that comes from outside adds a field or a record") {
  const std::string evil("x\r\nWARC-Type: warcinfo\r\n\r\nWARC/1.1\n\0\x7f\x1b[0m", 42);
  auto exchange = test::exchange("a");
  exchange.url = "https://example.org/" + evil;
  exchange.address = evil;
  exchange.truncated = evil;
  exchange.notes = {{evil, evil}};
  const RevisitOf before{sha1_base32("x"), evil, evil};
  const auto fields_of = [](const std::string& record) { return read_header_block(record).fields.size(); };
  const auto clean = test::exchange("a");
  const auto records = records_of(exchange, "f:0", before);
  CHECK(fields_of(records.request) == fields_of(records_of(clean, "f:0", before).request));
  CHECK(field(records.response, "WARC-Type") == "response");
  const auto metadata = block_of(records.metadata);
  CHECK(metadata.find_first_of("\r\n") == metadata.size() - 2);
  for (const auto* record : {&records.request, &records.response, &records.metadata}) {
    const auto head = record->substr(0, record->find("\r\n\r\n"));
    CHECK(head.find_first_of(std::string_view("\0\x7f\x1b", 3)) == std::string::npos);
  }
  exchange.status = 304;
  exchange.body.clear();
  exchange.notes.clear();
  const auto revisit = records_of(exchange, "f:0", before).response;
  CHECK(field(revisit, "WARC-Type") == "revisit");
  CHECK(read_header_block(revisit).fields.size() == 12);
}

TEST_CASE("a file begins with who wrote it and what it is called") {
  const auto record = warcinfo_record("f.warc.gz", "2026-11-24T22:03:30Z", "mingdan/1\r\nx: y");
  check_sound(record);
  CHECK_FALSE(fault_in_first_record(read_header_block(record), "f.warc.gz"));
  CHECK(fault_in_first_record(read_header_block(record), "g.warc.gz"));
  CHECK(field(record, "WARC-Filename") == "f.warc.gz");
  CHECK(block_of(record).starts_with("software: mingdan/1  x: y\r\nformat: WARC File Format 1.1\r\n"));
}
