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

/// The bytes of a file from front to back, gzip members unpacked and joined, a few of them in sight at a time.
/// Memory is bounded by the longest peek(). Not for use from two threads.
class ByteSource {
 public:
  /// Reads from where `file` stands. Errors come out of error(), not here.
  /// `packed`: what is not gzip is damage, even at the file's beginning.
  explicit ByteSource(OpenFile file, bool packed = false);
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  /// The next `size` bytes, fewer only at the end or before damage. Valid until the next call.
  std::string_view peek(std::size_t size);
  /// Moves on by at most as many bytes as the last peek() gave.
  void consume(std::size_t size);
  /// Moves on by `size` bytes without keeping them; how many there were. Stops where a gzip member begins with a WARC
  /// record: none lies inside another one, so `size` was a lie.
  std::uint64_t skip_record(std::uint64_t size);

  /// Where in the file as stored a reader can begin to get the next byte: nullopt inside a gzip member.
  [[nodiscard]] std::optional<std::uint64_t> stored_offset() const;
  /// Set once the bytes in sight are followed by damage (damaged_archive) or can't be read (file_unreadable).
  [[nodiscard]] const std::optional<Error>& error() const;
  /// error(), given out only once, so that one damage is told once.
  std::optional<Error> take_error();
  /// Whether damage was found in the gzip member that holds the byte before the next one: its checksum stands at its
  /// end, so bytes that were given out already are wrong, too.
  [[nodiscard]] bool stands_in_damage() const;
  /// After damage in gzip data: goes on at the next member that begins a WARC record; what was in sight is dropped.
  /// False when there is none, or the source is a pipe. For sources that began at the file's first byte.
  bool resume();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingdan
