#include "cli/output_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "cli/stop_signals.hpp"
#include "text/terminal.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kBufferBytes = 256UL << 10U;
constexpr mode_t kReadableByAll = 0666;

std::string shown(const std::string& path) { return path == "-" ? "standard output" : escaped_for_terminal(path); }

Error exists(const std::string& path) {
  return {"output_exists", shown(path) + " exists already; choose another name or add --overwrite"};
}

std::string remedy_for(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      return "; make room and run again";
    case ENOENT:
    case ENOTDIR:
      return "; make its folder first or choose another";
    case EISDIR:
      return "; name a file in it";
    case EACCES:
    case EPERM:
    case EROFS:
      return "; check the permissions of its folder or choose another";
    default:
      return "";
  }
}

std::string cannot_write(const std::string& path, int error_number) {
  return shown(path) + ": can't be written: " + std::strerror(error_number) + remedy_for(error_number);
}

Error unwritable(const std::string& path, int error_number) {
  return {"output_unwritable", cannot_write(path, error_number)};
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

mode_t file_mode() {
  const auto mask = umask(0);
  umask(mask);
  return kReadableByAll & ~mask;
}

/// The file behind symbolic links, so that a link stays a link.
std::string resolved(const std::string& path) {
  char* real = realpath(path.c_str(), nullptr);
  if (real == nullptr) return path;
  std::string target = real;
  std::free(real);  // NOLINT(cppcoreguidelines-no-malloc): realpath allocates it so
  return target;
}

}  // namespace

Result<OutputFile> OutputFile::open(const std::string& path, bool overwrite) {
  OutputFile file;
  file.path_ = path;
  file.overwrite_ = overwrite;
  if (path == "-") {
    file.descriptor_ = STDOUT_FILENO;
    return file;
  }
  struct stat status{};
  const bool there = stat(path.c_str(), &status) == 0;
  if (there && S_ISDIR(status.st_mode)) return std::unexpected(unwritable(path, EISDIR));
  if (there && !S_ISREG(status.st_mode)) {
    file.descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (file.descriptor_ < 0) return std::unexpected(unwritable(path, errno));
    return file;
  }
  if (there && !overwrite) return std::unexpected(exists(path));
  file.path_ = there ? resolved(path) : path;
  const auto name = file.path_.substr(file.path_.rfind('/') + 1);
  file.temporary_ = folder_of(file.path_) + "/." + name.substr(0, 100) + ".XXXXXX";
  file.descriptor_ = mkostemp(file.temporary_.data(), O_CLOEXEC);
  if (file.descriptor_ < 0) {
    file.temporary_.clear();
    return std::unexpected(unwritable(path, errno));
  }
  fchmod(file.descriptor_, there ? status.st_mode & 07777U : file_mode());
  return file;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      buffer_(std::move(other.buffer_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      overwrite_(other.overwrite_) {}

OutputFile::~OutputFile() {
  if (descriptor_ > STDERR_FILENO) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

Error OutputFile::failure(int error_number) const {
  if (error_number == EPIPE) return {"output_closed", shown(path_) + ": the reader is gone"};
  return {"output_failed", cannot_write(path_, error_number)};
}

Result<void> OutputFile::write(std::string_view bytes) {
  buffer_ += bytes;
  // A person or a pipe's reader waits for each line; a file does not.
  if (buffer_.size() >= kBufferBytes || (temporary_.empty() && !bytes.empty())) return flush();
  return {};
}

Result<void> OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const auto put = ::write(descriptor_, rest.data(), rest.size());
    if (put >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(put));
    } else if (errno == EAGAIN) {
      pollfd end{descriptor_, POLLOUT, 0};
      poll(&end, 1, -1);
    } else if (errno != EINTR) {
      buffer_.clear();
      return std::unexpected(failure(errno));
    }
    if (stop_requested()) return std::unexpected(Error{"interrupted", "interrupted"});
  }
  buffer_.clear();
  return {};
}

Result<void> OutputFile::settle() {
  if (auto flushed = flush(); !flushed) return flushed;
  if (temporary_.empty()) return {};
  if (fsync(descriptor_) != 0) return std::unexpected(failure(errno));
  return {};
}

Result<void> OutputFile::commit() {
  if (auto settled = settle(); !settled) return settled;
  if (temporary_.empty()) return {};
  if (overwrite_) {
    if (rename(temporary_.c_str(), path_.c_str()) != 0) return std::unexpected(failure(errno));
  } else {
    // Unlike rename(), link() never replaces a file that appeared in the meantime.
    if (link(temporary_.c_str(), path_.c_str()) != 0) {
      if (errno == EEXIST) return std::unexpected(exists(path_));
      if (rename(temporary_.c_str(), path_.c_str()) != 0) return std::unexpected(failure(errno));
    } else {
      unlink(temporary_.c_str());
    }
  }
  temporary_.clear();
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    fsync(folder);
    close(folder);
  }
  return {};
}

Result<void> write_to_stdout(std::string_view text) {
  auto output = OutputFile::open("-", false);
  if (!output) return std::unexpected(output.error());
  if (auto written = output->write(text); !written) return written;
  return output->commit();
}

}  // namespace mingdan
