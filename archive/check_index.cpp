#include "archive/check_index.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "archive/byte_source.hpp"
#include "archive/cdxj.hpp"
#include "archive/open_file.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostLine = 1UL << 20U;

/// The next line without its line feed; shorter than it is when it is longer than kMostLine.
std::optional<std::string> take_line(ByteSource& source) {
  std::size_t size = 4096;
  auto seen = source.peek(size);
  auto end = seen.find('\n');
  while (end == std::string_view::npos && seen.size() == size && size < kMostLine) {
    size *= 2;
    seen = source.peek(size);
    end = seen.find('\n');
  }
  if (seen.empty()) return std::nullopt;
  std::string line(seen.substr(0, end));
  source.consume(line.size() + (end == std::string_view::npos ? 0 : 1));
  return line;
}

}  // namespace

/// FNV-1a, 64 bits: two lines of one file that differ have the same one as often as digests of 64 bits do.
std::uint64_t hash_of_line(std::string_view line) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : line) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

Result<std::uint64_t> check_index(const std::string& path, std::vector<IndexedRecord> records,
                                  const std::function<void(bool, std::uint64_t, const char*)>& tell) {
  auto file = open_for_reading(path);
  if (!file && file.error().code == "file_missing") return records.size();
  if (!file) return std::unexpected(file.error());
  std::ranges::sort(records);
  std::vector<bool> named(records.size());
  ByteSource source(std::move(*file));
  std::uint64_t at = 0;
  std::uint64_t known_until = 0;
  std::string before;
  while (auto line = take_line(source)) {
    const auto place = place_in_cdxj_line(*line);
    const IndexedRecord wanted{hash_of_line(*line), place ? place->offset : 0};
    const auto found = std::ranges::lower_bound(records, wanted);
    const auto index = static_cast<std::size_t>(found - records.begin());
    if (!place || found == records.end() || *found != wanted)
      tell(true, at, "the line says what the archive file does not hold");
    else if (named[index])
      tell(true, at, "the line stands in the index twice");
    else
      named[index] = true;
    if (*line < before) tell(true, at, "the index is not sorted");
    if (place) known_until = std::max(known_until, place->end);
    at += line->size() + 1;
    before = std::move(*line);
  }
  if (source.error()) return std::unexpected(*source.error());
  std::uint64_t behind = 0;
  for (std::size_t index = 0; index < records.size(); ++index) {
    if (named[index]) continue;
    if (records[index].offset >= known_until)
      ++behind;
    else
      tell(false, records[index].offset, "the index lacks this record");
  }
  return behind;
}

}  // namespace mingdan
