#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "archive/open_file.hpp"
#include "model/error.hpp"

namespace mingdan {

/// Bytes of a damaged file that are read more than once, at most: keeps reading linear whatever the file holds.
inline constexpr std::uint64_t kMostReread = 256UL << 20U;

/// `bytes` as one gzip member, the same for the same bytes (no time, no name). Source: RFC 1952.
std::string gzip_member(std::string_view bytes);

/// One gzip member of a file, unpacked.
struct GzipMember {
  std::uint64_t offset = 0;  ///< of its first byte in the file
  std::uint64_t end = 0;     ///< behind its last
  std::string bytes;
};

/// Where the next gzip member begins whose content begins a WARC record, from byte `from` of a file on; nullopt when
/// there is none, or the file is a pipe or can't be read. Moves the file's place. Takes linear time.
std::optional<std::uint64_t> next_warc_member(OpenFile& file, std::uint64_t from);

/// The gzip members of a file one after the other. Memory is bounded by one member. Not for use from two threads.
class GzipMembers {
 public:
  /// Begins at `offset`, where a member must begin. `most` bytes are unpacked of one member at most.
  GzipMembers(OpenFile file, std::uint64_t offset, std::size_t most);
  GzipMembers(GzipMembers&&) noexcept;
  GzipMembers& operator=(GzipMembers&&) noexcept;
  ~GzipMembers();

  /// The next member; nullopt at the end of the file. Errors: damaged_archive (no member here, cut off, checksum,
  /// larger than `most`), file_unreadable, interrupted; after one there is no next, unless resume() finds it.
  Result<std::optional<GzipMember>> next();
  /// After an error: goes on at the next member that begins a WARC record. False when there is none. What a broken
  /// member swallowed is looked through again, up to kMostReread bytes of a file in all.
  bool resume();
  /// Where the next member begins, or the one that next() could not read.
  [[nodiscard]] std::uint64_t offset() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingdan
