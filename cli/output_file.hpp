#pragma once

#include <string>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// A file that is there whole or not at all: written aside in the same folder, synced, then renamed. "-" is standard
/// output; an existing device, FIFO or socket is written to directly. Without commit() nothing is left behind.
class OutputFile {
 public:
  /// Errors: output_exists (without `overwrite`), output_unwritable.
  static Result<OutputFile> open(const std::string& path, bool overwrite);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  /// Buffered. Errors: output_failed (disk full …), output_closed (the reader of a pipe is gone), interrupted.
  Result<void> write(std::string_view bytes);
  /// Writes what is buffered and syncs, so that commit() has nothing left to do that needs room. Errors as write().
  Result<void> settle();
  /// Writes what is buffered, syncs, and puts the file at its path. Errors as write(), and output_exists.
  Result<void> commit();

 private:
  OutputFile() = default;
  Result<void> flush();
  [[nodiscard]] Error failure(int error_number) const;

  std::string path_;       ///< where the file will stand; "-" for standard output
  std::string temporary_;  ///< empty when the bytes go straight to their place
  std::string buffer_;
  int descriptor_ = -1;
  bool overwrite_ = false;
};

/// Results as a whole to standard output. Errors: as OutputFile::write().
Result<void> write_to_stdout(std::string_view text);

}  // namespace mingdan
