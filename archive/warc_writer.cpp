#include "archive/warc_writer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "archive/durable_file.hpp"
#include "archive/gzip_members.hpp"
#include "archive/open_file.hpp"
#include "archive/page_reader.hpp"
#include "archive/warc_tail.hpp"

namespace mingdan {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "mingdan-";
constexpr std::string_view kSuffix = ".warc.gz";
constexpr std::size_t kStampDigits = 14;
constexpr std::size_t kSerialDigits = 5;

bool all_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

std::string stamp_of(const std::string& moment) {
  std::string digits;
  for (const char c : moment)
    if (c >= '0' && c <= '9' && digits.size() < kStampDigits) digits += c;
  return digits;
}

}  // namespace

bool is_warc_name(std::string_view name) {
  return name.size() == kPrefix.size() + kStampDigits + 1 + kSerialDigits + kSuffix.size() &&
         name.starts_with(kPrefix) && name.ends_with(kSuffix) &&
         all_digits(name.substr(kPrefix.size(), kStampDigits)) && name[kPrefix.size() + kStampDigits] == '-' &&
         all_digits(name.substr(kPrefix.size() + kStampDigits + 1, kSerialDigits));
}

std::vector<std::string> warc_files_in(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    auto name = entry.path().filename().string();
    if (is_warc_name(name) && entry.symlink_status(ignored).type() == fs::file_type::regular)
      files.push_back(std::move(name));
  }
  std::ranges::sort(files);
  return files;
}

Result<WarcWriter> WarcWriter::open(const std::string& folder, WarcOptions options) {
  if (mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) return std::unexpected(archive_error(folder, errno));
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
      torn_(other.torn_),
      torn_bytes_(other.torn_bytes_),
      torn_file_(std::move(other.torn_file_)) {}

WarcWriter::~WarcWriter() { close_file(); }

void WarcWriter::close_file() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
  torn_ = false;
}

std::vector<std::string> WarcWriter::files() const { return warc_files_in(folder_); }

Result<void> WarcWriter::continue_newest() {
  const auto names = files();
  if (names.empty()) return {};
  const auto path = path_of(names.back());
  descriptor_ = open_archive_file(path, 0);
  if (descriptor_ < 0) return std::unexpected(archive_error(path, errno));
  const auto tail = mend_warc_tail(descriptor_, path, options_.whole_until(names.back()));
  if (!tail) return std::unexpected(tail.error());
  end_ = tail->end;
  torn_bytes_ = tail->torn_bytes;
  if (torn_bytes_ > 0) torn_file_ = names.back();
  if (tail->whole && end_ > 0 && end_ < options_.most_bytes) {
    file_ = names.back();
    return {};
  }
  close_file();
  if (!tail->whole || end_ > 0) return {};
  if (unlink(path.c_str()) != 0) return std::unexpected(archive_error(path, errno));
  return sync_folder(folder_);
}

Result<void> WarcWriter::create_file() {
  const auto names = files();
  int serial = 0;
  auto stamp = stamp_of(options_.begun_at);
  if (!names.empty()) {
    const auto& last = names.back();
    serial = std::atoi(last.substr(kPrefix.size() + kStampDigits + 1, kSerialDigits).c_str()) + 1;
    stamp = std::max(stamp, last.substr(kPrefix.size(), kStampDigits));  // names sort by age when the clock goes back
  }
  std::string number = std::to_string(serial % 100000);
  number.insert(0, kSerialDigits - number.size(), '0');
  file_ = std::string(kPrefix) + stamp + "-" + number + std::string(kSuffix);
  close_file();
  end_ = 0;
  descriptor_ = open_archive_file(path_of(file_), O_CREAT | O_EXCL);
  if (descriptor_ < 0) return std::unexpected(archive_error(path_of(file_), errno));
  return sync_folder(folder_);
}

Result<void> WarcWriter::begin_file() {
  auto begun = create_file();
  if (begun) begun = write_at_end(gzip_member(warcinfo_record(file_, options_.begun_at, options_.software)));
  if (begun || descriptor_ < 0) return begun;
  close_file();  // a file without its first record is none
  unlink(path_of(file_).c_str());
  return begun;
}

Result<void> WarcWriter::write_at_end(std::string_view bytes) {
  if (torn_ && ftruncate(descriptor_, static_cast<off_t>(end_)) != 0)
    return std::unexpected(archive_error(path_of(file_), errno));
  torn_ = false;
  if (write_durably(descriptor_, bytes, end_)) {
    end_ += bytes.size();
    return {};
  }
  auto error = archive_error(path_of(file_), errno);
  torn_ = ftruncate(descriptor_, static_cast<off_t>(end_)) != 0;
  if (torn_) error.message += "; its end is torn and cut off at the next run";
  return std::unexpected(std::move(error));
}

Result<WarcPlace> WarcWriter::append(const HttpExchange& exchange, const std::optional<RevisitOf>& before) {
  if (descriptor_ < 0 || end_ >= options_.most_bytes)
    if (auto begun = begin_file(); !begun) return std::unexpected(begun.error());
  const auto records = records_of(exchange, file_ + ":" + std::to_string(end_), before);
  if (std::max({records.request.size(), records.response.size(), records.metadata.size()}) > kMaxRecordBytes)
    return std::unexpected(Error{"too_large", "the answer of " + shown_path(exchange.url) +
                                                  " is larger than 24 MiB, which is the most that is archived"});
  auto bytes = gzip_member(records.request);
  const auto offset = end_ + bytes.size();
  bytes += gzip_member(records.response);
  if (!records.metadata.empty()) bytes += gzip_member(records.metadata);
  if (auto written = write_at_end(bytes); !written) return std::unexpected(written.error());
  return WarcPlace{file_, offset, end_, records.payload_sha1};
}

}  // namespace mingdan
