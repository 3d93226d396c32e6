#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// Why a file of the archive could not be written: archive_full (no room, quota, limit on file size) or
/// archive_unwritable. In: an errno.
Error archive_error(const std::string& path, int error_number);
/// Opens a file for reading and writing, never through a symbolic link; new ones get mode 0640. In: further flags for
/// open(2). Out: a descriptor, or -1 with errno.
int open_archive_file(const std::string& path, int flags);
/// Writes all of `bytes` at `offset` and waits until they are on disk. False with errno; some may be written then.
bool write_durably(int descriptor, std::string_view bytes, std::uint64_t offset);
/// Waits until names made or removed in a folder are on disk. Errors: archive_unwritable, archive_full.
Result<void> sync_folder(const std::string& folder);

}  // namespace mingdan
