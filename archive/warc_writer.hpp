#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/warc_record.hpp"
#include "model/error.hpp"
#include "model/http_exchange.hpp"

namespace mingdan {

/// Where an exchange lies in the archive.
struct WarcPlace {
  std::string file;          ///< name inside the folder
  std::uint64_t offset = 0;  ///< of the gzip member with the response or revisit record
  std::uint64_t end = 0;     ///< behind the last record of the exchange
  std::string payload_sha1;
  bool revisit = false;  ///< the answer brought nothing new: the record leans on an earlier one
};

struct WarcOptions {
  std::string begun_at;  ///< UTC, "2026-11-24T22:03:30Z": goes into names of new files
  std::string software;  ///< goes into their first record
  std::uint64_t most_bytes = 1000UL << 20U;  ///< a file that is larger is not continued
  /// How far a file is known to be whole: what lies behind is looked through when it is opened. 0 is always right.
  std::function<std::uint64_t(std::string_view file)> whole_until = [](std::string_view) { return 0; };
};

/// Writes exchanges into the WARC files of one folder, one gzip member a record. What append() returned is on disk.
/// Continues the newest file; its end, when a run was killed there, is cut off behind the last whole record and kept
/// aside as FILE.torn. A file that is damaged further inside is left alone and a new one begun. One writer a folder:
/// the caller holds a lock. For one thread.
class WarcWriter {
 public:
  /// Makes the folder (mode 0750) when it is missing. Errors: archive_unwritable, archive_full, file_unreadable.
  static Result<WarcWriter> open(const std::string& folder, WarcOptions options);

  WarcWriter(WarcWriter&& other) noexcept;
  WarcWriter& operator=(WarcWriter&&) = delete;
  ~WarcWriter();

  /// After a failure the file ends where it ended before. Errors: archive_full, archive_unwritable.
  Result<WarcPlace> append(const HttpExchange& exchange, const std::optional<RevisitOf>& before);
  /// The names of the folder's WARC files, oldest first.
  [[nodiscard]] std::vector<std::string> files() const;
  [[nodiscard]] std::string path_of(std::string_view file) const { return folder_ + "/" + std::string(file); }
  /// Bytes that were cut off behind the last whole record when the folder was opened.
  [[nodiscard]] std::uint64_t torn_bytes() const { return torn_bytes_; }
  [[nodiscard]] const std::string& torn_file() const { return torn_file_; }

 private:
  WarcWriter(std::string folder, WarcOptions options) : folder_(std::move(folder)), options_(std::move(options)) {}
  Result<void> continue_newest();
  Result<bool> repair(const std::string& file);
  Result<void> begin_file();
  Result<void> write_at_end(std::string_view bytes);

  std::string folder_;
  WarcOptions options_;
  std::string file_;  ///< being written; empty before the first append()
  int descriptor_ = -1;
  std::uint64_t end_ = 0;
  std::uint64_t torn_bytes_ = 0;
  std::string torn_file_;
};

/// The WARC files of ours in a folder, oldest first, told by their names ("mingdan-20261124220330-00000.warc.gz"); none
/// when there is no folder.
std::vector<std::string> warc_files_in(const std::string& folder);

}  // namespace mingdan
