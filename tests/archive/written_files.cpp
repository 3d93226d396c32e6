#include "tests/archive/written_files.hpp"

#include <zlib.h>

#include <fstream>
#include <stdexcept>

#include "archive/page_reader.hpp"

namespace mingdan::test {

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib");
  std::string packed(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int status = deflate(&stream, Z_FINISH);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error("zlib");
  return packed;
}

std::string warc_record(std::string_view type, std::string_view fields, std::string_view content,
                        std::string_view version) {
  std::string record(version);
  record.append("\r\nWARC-Type: ").append(type).append("\r\n").append(fields);
  record.append("Content-Length: ").append(std::to_string(content.size())).append("\r\n\r\n");
  return record.append(content).append("\r\n\r\n");
}

std::string warc_response(std::string_view url, std::string_view body, std::string_view fields,
                          std::string_view status) {
  std::string answer = "HTTP/1.1 ";
  answer.append(status).append("\r\nContent-Type: text/html; charset=gb2312\r\n").append(fields);
  answer.append("\r\n").append(body);
  std::string head = "Content-Type: application/http; msgtype=response\r\nWARC-Date: 2022-10-26T01:30:00Z\r\n";
  head.append("WARC-Target-URI: ").append(url).append("\r\n");
  return warc_record("response", head, answer);
}

std::vector<ReadPlace> all_in(const std::string& path) {
  std::vector<ReadPlace> all;
  PlaceScanner scanner(path);
  while (auto place = scanner.next()) {
    auto page = read_page_at(*place);
    all.push_back({std::move(*place), std::move(page)});
  }
  return all;
}

std::vector<Page> pages_in(const std::string& path) {
  std::vector<Page> pages;
  for (auto& read : all_in(path))
    if (read.page && *read.page) pages.push_back(std::move(**read.page));
  return pages;
}

std::vector<std::string> errors_in(const std::string& path) {
  std::vector<std::string> codes;
  for (const auto& read : all_in(path))
    if (!read.page) codes.push_back(read.page.error().code);
  return codes;
}

}  // namespace mingdan::test
