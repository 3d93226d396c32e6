#include "tests/archive/small_archive.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace mingdan::test {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string page_of(const std::string& name) {
  std::string page = "<!DOCTYPE html><p>" + name + "</p>";
  std::uint32_t state = 2463534242U;  // xorshift: the same letters on every machine
  for (const char c : name) state ^= static_cast<unsigned char>(c);
  while (page.size() < 3000) {
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    page += static_cast<char>('!' + state % 27);
  }
  return page;
}

HttpExchange exchange(const std::string& name) {
  HttpExchange exchange;
  exchange.url = "https://example.org/" + name;
  exchange.request_head = "GET /" + name + " HTTP/1.1\r\nHost: example.org\r\n\r\n";
  exchange.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
  exchange.body = page_of(name);
  exchange.status = 200;
  exchange.address = "192.0.2.7";
  exchange.sent_at = "2026-11-24T22:03:31Z";
  return exchange;
}

WarcOptions warc_options(const std::string& begun_at) {
  WarcOptions options;
  options.begun_at = begun_at;
  options.software = "mingdan/test";
  return options;
}

WarcWriter writer_on(const std::string& folder, WarcOptions options) {
  auto writer = WarcWriter::open(folder, std::move(options));
  if (!writer) throw std::runtime_error(writer.error().code + ": " + writer.error().message);
  return std::move(*writer);
}

std::vector<GzipMember> members_in(const std::string& path) {
  auto file = open_for_reading(path);
  if (!file) throw std::runtime_error(file.error().message);
  GzipMembers members(std::move(*file), 0, 64UL << 20U);
  std::vector<GzipMember> all;
  while (true) {
    auto member = members.next();
    if (!member) throw std::runtime_error(path + ": " + member.error().message);
    if (!*member) return all;
    all.push_back(std::move(**member));
  }
}

ArchiveCheck verified(const std::string& folder) {
  auto check = verify_archive(folder, {});
  if (!check) throw std::runtime_error(check.error().message);
  return std::move(*check);
}

std::vector<std::string> damages_in(const std::string& folder) {
  std::vector<std::string> texts;
  for (const auto& damage : verified(folder).damages)
    texts.push_back(damage.file + "@" + std::to_string(damage.offset) + ": " + damage.what);
  return texts;
}

MemoryFolder::MemoryFolder() {
  const bool memory = access("/dev/shm", W_OK) == 0;
  path_ = (memory ? "/dev/shm" : std::filesystem::temp_directory_path().string()) + "/mingdan-test-XXXXXX";
  if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
}

MemoryFolder::~MemoryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

int in_child(const std::function<void()>& work) {
  const auto child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("cannot wait for a process");
  return status;
}

}  // namespace mingdan::test
