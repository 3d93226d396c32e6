#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "model/error.hpp"

namespace mingdan {

/// A file open for reading. Owns its descriptor (not that of standard input).
class OpenFile {
 public:
  OpenFile(int descriptor, bool owned, std::string path);
  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();

  /// Up to `size` bytes into `buffer`; 0 at the end. Errors: file_unreadable; interrupted (by a signal with a handler
  /// that does not restart system calls).
  Result<std::size_t> read(char* buffer, std::size_t size);
  /// Moves the place of the next read() to `offset`. False when the file can't do that (a pipe) or ends before.
  bool seek(std::uint64_t offset);
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  int descriptor_;
  bool owned_;
  std::string path_;
};

/// Opens a regular file. Never blocks on a FIFO. Errors: file_missing, file_unreadable, not_a_file.
Result<OpenFile> open_for_reading(const std::string& path);
OpenFile standard_input();

/// Why `path` could not be opened, for people: file_missing or file_unreadable with a remedy.
Error open_error(const std::string& path, int error_number);
Error not_a_file(const std::string& path);
/// A path as messages show it: on one line, "standard input" for "-".
std::string shown_path(const std::string& path);

}  // namespace mingdan
