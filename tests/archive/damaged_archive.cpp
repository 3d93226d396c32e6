#include "tests/archive/damaged_archive.hpp"

#include <stdexcept>
#include <utility>

#include "archive/digest.hpp"
#include "tests/archive/small_archive.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

namespace mingdan::test {

std::string Parts::upto(std::size_t member) const {
  std::string bytes;
  for (std::size_t at = 0; at < member; ++at) bytes += packed[at];
  return bytes;
}

std::string Parts::from(std::size_t member) const {
  std::string bytes;
  for (std::size_t at = member; at < packed.size(); ++at) bytes += packed[at];
  return bytes;
}

std::string Parts::with(std::size_t member, std::string_view bytes) const {
  return upto(member) + std::string(bytes) + from(member + 1);
}

std::string Parts::flipped(std::size_t member, std::size_t byte, unsigned bit) const {
  auto bytes = packed[member];
  bytes.at(byte) = static_cast<char>(static_cast<unsigned char>(bytes.at(byte)) ^ (1U << bit));
  return with(member, bytes);
}

std::string Parts::edited(std::size_t member, std::string_view old, std::string_view now) const {
  auto record = plain[member];
  const auto at = record.find(old);
  if (at == std::string::npos) throw std::runtime_error("no such text in the record: " + std::string(old));
  return with(member, gzip_member(record.replace(at, old.size(), now)));
}

std::string Parts::with_block(std::size_t member, const std::string& block, bool payload_too) const {
  auto record = plain[member].substr(0, plain[member].find("\r\n\r\n") + 4) + block + "\r\n\r\n";
  const auto set = [&](const std::string& name, const std::string& value) {
    const auto at = record.find("\r\n" + name + ": ") + name.size() + 4;
    record.replace(at, record.find("\r\n", at) - at, value);
  };
  set("WARC-Block-Digest", "sha1:" + sha1_base32(block));
  set("Content-Length", std::to_string(block.size()));
  const auto end = block.find("\r\n\r\n");
  if (payload_too) set("WARC-Payload-Digest", "sha1:" + sha1_base32(block.substr(end + 4)));
  return with(member, gzip_member(record));
}

Parts parts_of_small_archive() {
  const MemoryFolder folder;
  auto writer = writer_on(folder.path());
  for (const std::string name : {"a", "b", "c"}) {
    auto exchange = test::exchange(name);
    if (name == "a") exchange.notes = {{"robots", "ignored"}};
    if (!writer.append(exchange, std::nullopt)) throw std::runtime_error("cannot append");
  }
  Parts parts;
  const auto path = writer.path_of(writer.files().front());
  const auto bytes = read_file(path);
  for (auto& member : members_in(path)) {
    parts.packed.push_back(bytes.substr(member.offset, member.end - member.offset));
    parts.plain.push_back(std::move(member.bytes));
  }
  return parts;
}

/// Letters of the addresses of the pages that a reader finds.
std::string letters_of_pages(const std::string& path) {
  std::string letters;
  for (const auto& page : pages_in(path)) letters += page.url ? page.url->back() : '?';
  return letters;
}

void check_damages(const std::vector<Damage>& kinds) {
  const auto parts = parts_of_small_archive();
  REQUIRE(parts.packed.size() == 8);
  for (const auto& kind : kinds) {
    CAPTURE(kind.name);
    const MemoryFolder folder;
    const auto path = folder.file("mingdan-20261124220330-00000.warc.gz");
    write_file(path, kind.bytes(parts));
    Words damages;
    for (const auto& damage : verified(folder.path()).damages) damages.push_back(damage.what);
    CHECK(damages == kind.damages);
    CHECK(letters_of_pages(path) == kind.pages);
    CHECK(errors_in(path) == kind.errors);
  }
}

}  // namespace mingdan::test
