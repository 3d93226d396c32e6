#include "archive/warc_writer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "archive/gzip_members.hpp"
#include "archive/open_file.hpp"
#include "archive/page_reader.hpp"

namespace mingdan {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "mingdan-";
constexpr std::string_view kSuffix = ".warc.gz";
constexpr mode_t kFileMode = 0640;
constexpr std::size_t kStampDigits = 14;
constexpr std::size_t kSerialDigits = 5;

Error write_error(const std::string& path, int error_number) {
  const auto shown = shown_path(path);
  if (error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG)
    return {"archive_full", shown + ": no room for the archive; free some and run again, nothing is lost"};
  return {"archive_unwritable", shown + ": " + std::strerror(error_number) + "; check the rights on the data folder"};
}

Result<void> sync_folder(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  const int error_number = errno;
  if (descriptor >= 0) close(descriptor);
  if (!synced) return std::unexpected(write_error(folder, error_number));
  return {};
}

bool write_whole(int descriptor, std::string_view bytes, std::uint64_t offset) {
  while (!bytes.empty()) {
    const auto put = pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
    offset += static_cast<std::uint64_t>(put);
  }
  return true;
}

int open_for_appending(const std::string& path, int flags) {
  return open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, kFileMode);
}

std::string stamp_of(const std::string& moment) {
  std::string digits;
  for (const char c : moment)
    if (c >= '0' && c <= '9' && digits.size() < kStampDigits) digits += c;
  return digits;
}

/// Where the whole records of a file end, from a place on where one begins.
Result<std::uint64_t> whole_end(const std::string& path, std::uint64_t from) {
  auto file = open_for_reading(path);
  if (!file) return std::unexpected(file.error());
  GzipMembers members(std::move(*file), from, kMaxRecordBytes);
  while (true) {
    const auto member = members.next();
    if (!member && member.error().code == "file_unreadable") return std::unexpected(member.error());
    if (!member || !*member) return from;
    const std::string_view record = (*member)->bytes;
    if (!record.starts_with("WARC/") || !record.ends_with("\r\n\r\n")) return from;
    from = (*member)->end;
  }
}

/// Whether a whole record begins anywhere in bytes that should hold none.
bool holds_records(const std::string& path, std::string_view torn, std::uint64_t offset) {
  constexpr std::string_view kMagic("\x1f\x8b\x08", 3);
  for (auto at = torn.find(kMagic); at != std::string_view::npos; at = torn.find(kMagic, at + 1))
    if (const auto end = whole_end(path, offset + at); end && *end > offset + at) return true;
  return false;
}

/// "mingdan-20261124220330-00000.warc.gz".
bool is_our_name(std::string_view name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return false;
  name = name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size());
  const auto digits = [](std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; };
  return name.size() == kStampDigits + 1 + kSerialDigits && digits(name.substr(0, kStampDigits)) &&
         name[kStampDigits] == '-' && digits(name.substr(kStampDigits + 1));
}

}  // namespace

std::vector<std::string> warc_files_in(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    auto name = entry.path().filename().string();
    if (is_our_name(name)) files.push_back(std::move(name));
  }
  std::ranges::sort(files);
  return files;
}

Result<WarcWriter> WarcWriter::open(const std::string& folder, WarcOptions options) {
  if (mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) return std::unexpected(write_error(folder, errno));
  WarcWriter writer(folder, std::move(options));
  if (auto continued = writer.continue_newest(); !continued) return std::unexpected(continued.error());
  return writer;
}

WarcWriter::WarcWriter(WarcWriter&& other) noexcept
    : folder_(std::move(other.folder_)),
      options_(std::move(other.options_)),
      file_(std::move(other.file_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      end_(other.end_),
      torn_bytes_(other.torn_bytes_),
      torn_file_(std::move(other.torn_file_)) {}

WarcWriter::~WarcWriter() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::vector<std::string> WarcWriter::files() const { return warc_files_in(folder_); }

Result<void> WarcWriter::continue_newest() {
  const auto names = files();
  if (names.empty()) return {};
  const auto repaired = repair(names.back());
  if (!repaired) return std::unexpected(repaired.error());
  if (!*repaired || end_ >= options_.most_bytes) return {};
  descriptor_ = open_for_appending(path_of(names.back()), 0);
  if (descriptor_ < 0) return std::unexpected(write_error(path_of(names.back()), errno));
  file_ = names.back();
  return {};
}

/// Cuts off what a killed run left half written. False when the file is not to be continued.
Result<bool> WarcWriter::repair(const std::string& file) {
  const auto path = path_of(file);
  std::error_code failed;
  const auto size = fs::file_size(path, failed);
  if (failed) return std::unexpected(write_error(path, failed.value()));
  const auto end = whole_end(path, std::min<std::uint64_t>(options_.whole_until(file), size));
  if (!end) return std::unexpected(end.error());
  end_ = *end;
  if (end_ == size) return size > 0;
  std::string torn(std::min<std::uint64_t>(size - end_, 2 * kMaxRecordBytes), '\0');
  auto reading = open_for_reading(path);
  if (!reading || !reading->seek(end_)) return std::unexpected(write_error(path, EIO));
  std::size_t got = 0;
  while (got < torn.size()) {
    const auto more = reading->read(torn.data() + got, torn.size() - got);
    if (!more) return std::unexpected(more.error());
    if (*more == 0) break;
    got += *more;
  }
  torn.resize(got);
  if (end_ + got < size || holds_records(path, torn, end_)) return false;
  const int aside = open_for_appending(path + ".torn", O_CREAT | O_TRUNC);
  const bool kept = aside >= 0 && write_whole(aside, torn, 0) && fsync(aside) == 0;
  const int error_number = errno;
  if (aside >= 0) close(aside);
  if (!kept) return std::unexpected(write_error(path + ".torn", error_number));
  if (truncate(path.c_str(), static_cast<off_t>(end_)) != 0) return std::unexpected(write_error(path, errno));
  torn_bytes_ = torn.size();
  torn_file_ = file;
  return end_ > 0;
}

Result<void> WarcWriter::begin_file() {
  const auto names = files();
  int serial = 0;
  if (!names.empty()) {
    const auto& last = names.back();
    serial = std::atoi(last.substr(last.size() - kSuffix.size() - kSerialDigits, kSerialDigits).c_str()) + 1;
  }
  // Names sort by age even when the clock went back.
  auto stamp = stamp_of(options_.begun_at);
  if (!names.empty()) stamp = std::max(stamp, names.back().substr(kPrefix.size(), kStampDigits));
  std::string number = std::to_string(serial % 100000);
  number.insert(0, kSerialDigits - number.size(), '0');
  file_ = std::string(kPrefix) + stamp + "-" + number + std::string(kSuffix);
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = open_for_appending(path_of(file_), O_CREAT | O_EXCL);
  if (descriptor_ < 0) return std::unexpected(write_error(path_of(file_), errno));
  end_ = 0;
  auto begun = sync_folder(folder_);
  if (begun) begun = write_at_end(gzip_member(warcinfo_record(file_, options_.begun_at, options_.software)));
  if (!begun) {  // a file without its first record is none
    close(std::exchange(descriptor_, -1));
    unlink(path_of(file_).c_str());
  }
  return begun;
}

Result<void> WarcWriter::write_at_end(std::string_view bytes) {
  if (write_whole(descriptor_, bytes, end_) && fsync(descriptor_) == 0) {
    end_ += bytes.size();
    return {};
  }
  auto error = write_error(path_of(file_), errno);
  if (ftruncate(descriptor_, static_cast<off_t>(end_)) != 0)
    error.message += "; its end is torn and cut off at the next run";
  return std::unexpected(std::move(error));
}

Result<WarcPlace> WarcWriter::append(const HttpExchange& exchange, const std::optional<RevisitOf>& before) {
  if (descriptor_ < 0 || end_ >= options_.most_bytes)
    if (auto begun = begin_file(); !begun) return std::unexpected(begun.error());
  const auto records = records_of(exchange, file_ + ":" + std::to_string(end_), before);
  auto bytes = gzip_member(records.request);
  const auto offset = end_ + bytes.size();
  bytes += gzip_member(records.response);
  if (!records.metadata.empty()) bytes += gzip_member(records.metadata);
  if (auto written = write_at_end(bytes); !written) return std::unexpected(written.error());
  return WarcPlace{file_, offset, end_, records.payload_sha1, records.revisit};
}

}  // namespace mingdan
