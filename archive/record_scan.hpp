#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "archive/byte_source.hpp"
#include "model/error.hpp"

namespace mingdan {

/// One record of a container, found but not read.
struct FoundRecord {
  bool wanted = true;                ///< may hold a page
  std::uint64_t offset = 0;          ///< where it begins in the file as stored
  std::optional<std::string> bytes;  ///< its bytes, when no offset leads to it or none was asked for
  std::optional<Error> error;        ///< damaged_archive, too_large, file_unreadable
};

/// Finds the next WARC record and moves behind it; after damage goes on at the next line that begins a record, after
/// damaged gzip data at the next member that begins one.
/// nullopt at the end. Source: ISO 28500, WARC 0.18 to 1.1.
std::optional<FoundRecord> next_warc_record(ByteSource& source, bool by_offset);
/// Finds the next line and moves behind it; empty lines are found but not wanted. nullopt at the end.
std::optional<FoundRecord> next_line(ByteSource& source, bool by_offset);

}  // namespace mingdan
