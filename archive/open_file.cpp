#include "archive/open_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "text/terminal.hpp"

namespace mingdan {

OpenFile::OpenFile(int descriptor, bool owned, std::string path)
    : descriptor_(descriptor), owned_(owned), path_(std::move(path)) {}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), owned_(other.owned_), path_(std::move(other.path_)) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(owned_, other.owned_);
  std::swap(path_, other.path_);
  return *this;
}

OpenFile::~OpenFile() {
  if (owned_ && descriptor_ >= 0) close(descriptor_);
}

Result<std::size_t> OpenFile::read(char* buffer, std::size_t size) {
  const auto got = ::read(descriptor_, buffer, size);
  if (got >= 0) return static_cast<std::size_t>(got);
  if (errno == EINTR) return std::unexpected(Error{"interrupted", shown_path(path_) + ": interrupted"});
  return std::unexpected(open_error(path_, errno));
}

bool OpenFile::seek(std::uint64_t offset) {
  struct stat status{};
  return fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode) && std::cmp_less_equal(offset, status.st_size) &&
         lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) >= 0;
}

Result<OpenFile> open_for_reading(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) {
    if (errno == ENXIO) return std::unexpected(not_a_file(path));
    return std::unexpected(open_error(path, errno));
  }
  OpenFile file(descriptor, true, path);
  struct stat status{};
  if (fstat(descriptor, &status) != 0) return std::unexpected(open_error(path, errno));
  if (!S_ISREG(status.st_mode)) return std::unexpected(not_a_file(path));
  return file;
}

OpenFile standard_input() { return {STDIN_FILENO, false, "-"}; }

Error open_error(const std::string& path, int error_number) {
  const auto shown = shown_path(path);
  if (error_number == ENOENT || error_number == ENOTDIR)
    return {"file_missing", shown + ": no such file or folder; check the path"};
  const std::string why = std::strerror(error_number);
  if (error_number == EACCES || error_number == EPERM)
    return {"file_unreadable", shown + ": " + why + "; give yourself the right to read it (chmod +r)"};
  return {"file_unreadable", shown + ": " + why};
}

Error not_a_file(const std::string& path) {
  return {"not_a_file", shown_path(path) + ": neither a file nor a folder; use `-` to read from a pipe"};
}

std::string shown_path(const std::string& path) { return path == "-" ? "standard input" : escaped_for_terminal(path); }

}  // namespace mingdan
