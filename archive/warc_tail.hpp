#pragma once

#include <cstdint>
#include <string>

#include "model/error.hpp"

namespace mingdan {

/// The end of a WARC file as it was found and mended.
struct WarcTail {
  bool whole = true;             ///< false: damaged further inside; nothing was changed
  std::uint64_t end = 0;         ///< behind the last whole record: where the next one goes
  std::uint64_t torn_bytes = 0;  ///< that were cut off there, and put behind what PATH.torn holds already
};

/// Cuts off what a killed run or a power cut left half written at the end of a WARC file of ours.
/// In: `descriptor`, open for writing; `known_until`, up to where the file is known to be whole (0 is always right).
/// What is cut off is on disk in PATH.torn before it goes. Errors: file_unreadable, archive_unwritable, archive_full.
Result<WarcTail> mend_warc_tail(int descriptor, const std::string& path, std::uint64_t known_until);

}  // namespace mingdan
