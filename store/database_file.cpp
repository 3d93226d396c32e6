#include "store/database_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "store/schema.hpp"

namespace mingdan {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::size_t kUserVersionAt = 60;
constexpr std::size_t kApplicationIdAt = 68;

using Header = std::array<char, kHeaderBytes>;

/// Closes with its scope.
struct Descriptor {
  int number = -1;

  explicit Descriptor(int open_number) : number(open_number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

std::unexpected<Error> refused(std::string code, const std::string& path, const std::string& why) {
  return std::unexpected(Error{std::move(code), path + ": " + why});
}

std::unexpected<Error> system_refusal(const std::string& path, int error_number) {
  const bool full = error_number == ENOSPC || error_number == EDQUOT;
  const auto* remedy = full ? "free some space and run again" : "check its permissions or choose another with --data";
  return refused(full ? "store_full" : "store_unwritable", path,
                 std::generic_category().message(error_number) + "; " + remedy);
}

std::int64_t number_at(const Header& header, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = (number << 8U) | static_cast<unsigned char>(header[at + i]);
  return static_cast<std::int32_t>(number);
}

Result<void> check_header(const std::string& path, int descriptor) {
  Header header{};
  const ssize_t got = ::pread(descriptor, header.data(), header.size(), 0);
  if (got < 0) return system_refusal(path, errno);
  const auto size = static_cast<std::size_t>(got);
  if (std::string_view(header.data(), std::min(size, kMagic.size())) != kMagic)
    return refused("store_foreign", path, "is not a store of mingdan; choose another folder with --data");
  if (size < kHeaderBytes) return refused("store_damaged", path, "the store is cut off; restore a copy of it");
  return check_identity(path, number_at(header, kApplicationIdAt), number_at(header, kUserVersionAt));
}

Result<void> synced(const std::string& path, int flags) {
  const Descriptor descriptor(::open(path.c_str(), flags | O_CLOEXEC));
  if (descriptor.number < 0 || ::fsync(descriptor.number) != 0) return system_refusal(path, errno);
  return {};
}

}  // namespace

Result<bool> check_file(const std::string& path) {
  struct stat status{};
  const bool missing = ::lstat(path.c_str(), &status) != 0;
  if (missing && errno != ENOENT) return system_refusal(path, errno);
  if (missing || (S_ISREG(status.st_mode) && status.st_size == 0)) {
    if (log_size(path) > 0)
      return refused("store_damaged", path, "is missing but its log is still there; restore a copy of the store");
    return false;
  }
  if (S_ISLNK(status.st_mode)) return refused("store_foreign", path, "is a symbolic link; the store must be a file");
  if (!S_ISREG(status.st_mode)) return refused("store_foreign", path, "is not a file");
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (descriptor.number < 0) return system_refusal(path, errno);
  if (auto ours = check_header(path, descriptor.number); !ours) return std::unexpected(ours.error());
  return true;
}

Result<void> check_identity(const std::string& path, std::int64_t application_id, std::int64_t user_version) {
  if (application_id != kApplicationId)
    return refused("store_foreign", path, "is a database of another program; choose another folder with --data");
  if (user_version > newest_schema_version())
    return refused("store_newer", path,
                   "was written by a newer mingdan (schema " + std::to_string(user_version) + ", this one knows " +
                       std::to_string(newest_schema_version()) + "); update mingdan");
  return {};
}

std::uintmax_t log_size(const std::string& path) {
  std::error_code missing;
  const auto size = fs::file_size(path + "-wal", missing);
  return missing ? 0 : size;
}

bool folder_is_writable(const std::string& folder) {
  return ::faccessat(AT_FDCWD, folder.c_str(), W_OK, AT_EACCESS) == 0;
}

Result<void> make_empty_file(const std::string& path) {
  const Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (descriptor.number < 0) return system_refusal(path, errno);
  return {};
}

Result<void> put_in_place(const std::string& from, const std::string& to) {
  if (auto whole = synced(from, O_RDONLY); !whole) return whole;
  if (::rename(from.c_str(), to.c_str()) != 0) return system_refusal(to, errno);
  return synced(fs::path(to).parent_path().string(), O_RDONLY | O_DIRECTORY);
}

void remove_database_files(const std::string& path) {
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) ::unlink((path + suffix).c_str());
}

}  // namespace mingdan
