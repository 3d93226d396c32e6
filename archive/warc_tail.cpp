#include "archive/warc_tail.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "archive/durable_file.hpp"
#include "archive/gzip_members.hpp"
#include "archive/open_file.hpp"
#include "archive/page_reader.hpp"

namespace mingdan {
namespace {

/// More than one exchange cannot be torn, so what is longer is damage of another kind.
constexpr std::uint64_t kMostTorn = 2 * kMaxRecordBytes;

bool is_whole(const GzipMember& member) {
  return member.bytes.starts_with("WARC/") && member.bytes.ends_with("\r\n\r\n");
}

/// Where the whole records end that begin at `from` and follow each other.
Result<std::uint64_t> whole_end(const std::string& path, std::uint64_t from) {
  auto file = open_for_reading(path);
  if (!file) return std::unexpected(file.error());
  GzipMembers members(std::move(*file), from, kMaxRecordBytes);
  while (true) {
    const auto member = members.next();
    if (!member && member.error().code != "damaged_archive") return std::unexpected(member.error());
    if (!member || !*member || !is_whole(**member)) return from;
    from = (*member)->end;
  }
}

/// Whether a whole record lies anywhere behind the first one that is not.
Result<bool> goes_on_behind(const std::string& path, std::uint64_t end) {
  auto file = open_for_reading(path);
  if (!file) return std::unexpected(file.error());
  GzipMembers members(std::move(*file), end, kMaxRecordBytes);
  while (true) {
    const auto member = members.next();
    if (!member && member.error().code != "damaged_archive") return std::unexpected(member.error());
    if (member && *member && is_whole(**member)) return true;
    if (member && !*member) return false;
    if (!member && !members.resume()) return false;
  }
}

Result<std::string> bytes_from(const std::string& path, std::uint64_t from, std::size_t size) {
  auto file = open_for_reading(path);
  if (!file) return std::unexpected(file.error());
  std::string bytes(size, '\0');
  std::size_t have = 0;
  if (!file->seek(from)) return std::unexpected(archive_error(path, EIO));
  while (have < size) {
    const auto more = file->read(bytes.data() + have, size - have);
    if (!more) return std::unexpected(more.error());
    if (*more == 0) break;
    have += *more;
  }
  bytes.resize(have);
  return bytes;
}

/// Puts bytes behind what the file holds already: an earlier end of the same file may have been torn, too.
Result<void> keep_aside(const std::string& path, std::string_view bytes) {
  const int aside = open_archive_file(path, O_CREAT);
  if (aside < 0) return std::unexpected(archive_error(path, errno));
  struct stat status{};
  const bool kept =
      fstat(aside, &status) == 0 && write_durably(aside, bytes, static_cast<std::uint64_t>(status.st_size));
  const int error_number = errno;
  if (!kept && ftruncate(aside, status.st_size) != 0) unlink(path.c_str());
  close(aside);
  if (!kept) return std::unexpected(archive_error(path, error_number));
  return sync_folder(std::filesystem::path(path).parent_path().string());
}

}  // namespace

Result<WarcTail> mend_warc_tail(int descriptor, const std::string& path, std::uint64_t known_until) {
  struct stat status{};
  if (fstat(descriptor, &status) != 0) return std::unexpected(archive_error(path, errno));
  const auto size = static_cast<std::uint64_t>(status.st_size);
  auto end = whole_end(path, known_until <= size ? known_until : 0);
  // Nothing is cut on the word of a ledger alone, which may be that of another archive.
  if (end && *end < size && known_until > 0) end = whole_end(path, 0);
  if (!end) return std::unexpected(end.error());
  WarcTail tail{true, *end, size - *end};
  if (tail.torn_bytes == 0) return tail;
  const auto goes_on = goes_on_behind(path, tail.end);
  if (!goes_on) return std::unexpected(goes_on.error());
  if (*goes_on || tail.torn_bytes > kMostTorn) return WarcTail{false, tail.end, 0};
  const auto torn = bytes_from(path, tail.end, tail.torn_bytes);
  if (!torn) return std::unexpected(torn.error());
  if (auto kept = keep_aside(path + ".torn", *torn); !kept) return std::unexpected(kept.error());
  if (ftruncate(descriptor, static_cast<off_t>(tail.end)) != 0 || fsync(descriptor) != 0)
    return std::unexpected(archive_error(path, errno));
  return tail;
}

}  // namespace mingdan
