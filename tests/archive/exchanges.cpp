#include "tests/archive/exchanges.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "archive/gzip_members.hpp"
#include "archive/page_reader.hpp"

namespace mingdan::test {

HttpExchange exchange_of(std::string_view name) {
  return answer_of("https://a.example/" + std::string(name),
                   "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
                   "<html><p>名单 " + std::string(name) + "</p></html>");
}

HttpExchange answer_of(std::string_view url, std::string_view head, std::string_view body, int status) {
  HttpExchange exchange;
  exchange.url = url;
  exchange.request_head = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
  exchange.response_head = head;
  exchange.body = body;
  exchange.status = status;
  exchange.address = "192.0.2.1";
  exchange.sent_at = "2026-11-24T22:03:31Z";
  return exchange;
}

WarcOptions options_of(std::string begun_at) {
  WarcOptions options;
  options.begun_at = std::move(begun_at);
  options.software = "mingdan test";
  return options;
}

WarcWriter open_writer(const std::string& folder, WarcOptions options) {
  auto writer = WarcWriter::open(folder, std::move(options));
  if (!writer) throw std::runtime_error(writer.error().message);
  return std::move(*writer);
}

WarcPlace append(WarcWriter& writer, const HttpExchange& exchange, const std::optional<RevisitOf>& before) {
  auto place = writer.append(exchange, before);
  if (!place) throw std::runtime_error(place.error().message);
  return *place;
}

PagePlace place_at(const std::string& folder, const WarcPlace& place) {
  PagePlace found;
  found.input = folder + "/" + place.file;
  found.kind = InputKind::warc;
  found.offset = place.offset;
  return found;
}

std::string record_in(const std::string& folder, const WarcPlace& place) {
  auto file = open_for_reading(folder + "/" + place.file);
  if (!file) throw std::runtime_error(file.error().message);
  GzipMembers members(std::move(*file), place.offset, kMaxRecordBytes);
  const auto member = members.next();
  if (!member || !*member) throw std::runtime_error("no record there");
  return (*member)->bytes;
}

std::vector<std::string> records_in(const std::string& path) {
  auto file = open_for_reading(path);
  if (!file) throw std::runtime_error(file.error().message);
  GzipMembers members(std::move(*file), 0, kMaxRecordBytes);
  std::vector<std::string> records;
  while (true) {
    auto member = members.next();
    if (!member) throw std::runtime_error(member.error().message);
    if (!*member) return records;
    records.push_back(std::move((*member)->bytes));
  }
}

std::vector<StoredResponse> responses_in(const std::string& path, std::uint64_t offset) {
  std::vector<StoredResponse> responses;
  const auto read = responses_after(path, offset, [&](const StoredResponse& response) {
    responses.push_back(response);
    return true;
  });
  if (!read) throw std::runtime_error(read.error().message);
  return responses;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace mingdan::test
