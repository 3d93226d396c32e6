#pragma once

#include <string>

#include "model/error.hpp"

namespace mingdan {

/// The right to write into a data folder: an flock on `folder/lock`, a file that is never removed. Ends with the
/// object, and with the process however it ends.
class StoreLock {
 public:
  /// Does not wait. Errors: store_locked (another run holds it), store_unwritable.
  static Result<StoreLock> acquire(const std::string& folder);

  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&&) = delete;
  ~StoreLock();

 private:
  explicit StoreLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace mingdan
