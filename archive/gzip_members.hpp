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

/// `bytes` as one gzip member, the same for the same bytes (no time, no name). Source: RFC 1952.
std::string gzip_member(std::string_view bytes);

/// One gzip member of a file, unpacked.
struct GzipMember {
  std::uint64_t offset = 0;  ///< of its first byte in the file
  std::uint64_t end = 0;     ///< behind its last
  std::string bytes;
};

/// The gzip members of a file one after the other. Memory is bounded by one member. Not for use from two threads.
class GzipMembers {
 public:
  /// Begins at `offset`, where a member must begin. `most` bytes are unpacked of one member at most.
  GzipMembers(OpenFile file, std::uint64_t offset, std::size_t most);
  GzipMembers(GzipMembers&&) noexcept;
  GzipMembers& operator=(GzipMembers&&) noexcept;
  ~GzipMembers();

  /// The next member; nullopt at the end of the file. Errors: damaged_archive (no member here, cut off, checksum,
  /// larger than `most`), file_unreadable; after one there is no next.
  Result<std::optional<GzipMember>> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingdan
