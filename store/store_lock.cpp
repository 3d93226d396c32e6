#include "store/store_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace mingdan {

Result<StoreLock> StoreLock::acquire(const std::string& folder) {
  const std::string path = folder + "/lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
  if (descriptor < 0) {
    const std::string reason = std::generic_category().message(errno);
    return std::unexpected(Error{
        "store_unwritable", path + ": cannot open the lock (" + reason + "); check the permissions of its folder"});
  }
  StoreLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK)
    return std::unexpected(Error{"store_locked", path + ": another run holds the lock; run again when it is done"});
  const std::string reason = std::generic_category().message(errno);
  return std::unexpected(Error{"store_unwritable", path + ": cannot lock (" + reason + ")"});
}

StoreLock::StoreLock(StoreLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

StoreLock::~StoreLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace mingdan
