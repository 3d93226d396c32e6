#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.hpp"

namespace mingdan {

/// What an index should say of one record.
struct IndexedRecord {
  std::uint64_t line_hash = 0;  ///< hash_of_line() of its line
  std::uint64_t offset = 0;

  auto operator<=>(const IndexedRecord&) const = default;
};

std::uint64_t hash_of_line(std::string_view line);

/// Compares an index beside a WARC file with what the file holds. In: `records` of the file; `tell`, called with the byte
/// in the index (or, for what it lacks, in the WARC file) and what is wrong. Out: how many records lie behind the last
/// one that it names. No index: all of them. Errors: file_unreadable, interrupted.
Result<std::uint64_t> check_index(const std::string& path, std::vector<IndexedRecord> records,
                                  const std::function<void(bool in_index, std::uint64_t, const char*)>& tell);

}  // namespace mingdan
