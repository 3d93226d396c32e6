#include "archive/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "archive/open_file.hpp"

namespace mingdan {

Error archive_error(const std::string& path, int error_number) {
  const auto shown = shown_path(path);
  if (error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG)
    return {"archive_full", shown + ": no room for the archive; free some and run again, nothing is lost"};
  return {"archive_unwritable", shown + ": " + std::strerror(error_number) + "; check the rights on the data folder"};
}

int open_archive_file(const std::string& path, int flags) {
  constexpr mode_t kMode = 0640;
  return open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, kMode);
}

bool write_durably(int descriptor, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const auto put = pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put == 0) errno = ENOSPC;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
    offset += static_cast<std::uint64_t>(put);
  }
  return fsync(descriptor) == 0;
}

Result<void> sync_folder(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  const int error_number = errno;
  if (descriptor >= 0) close(descriptor);
  if (!synced) return std::unexpected(archive_error(folder, error_number));
  return {};
}

}  // namespace mingdan
