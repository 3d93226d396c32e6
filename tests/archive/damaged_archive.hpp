#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mingdan::test {

/// The members of a small archive: 0 warcinfo; 1 request, 2 response, 3 metadata of a; 4 request, 5 response of b;
/// 6 request, 7 response of c.
struct Parts {
  std::vector<std::string> packed;
  std::vector<std::string> plain;

  [[nodiscard]] std::string upto(std::size_t member) const;
  [[nodiscard]] std::string from(std::size_t member) const;
  /// The archive with other bytes for one member.
  [[nodiscard]] std::string with(std::size_t member, std::string_view bytes) const;
  /// The archive with one bit of a member flipped.
  [[nodiscard]] std::string flipped(std::size_t member, std::size_t byte, unsigned bit = 0) const;
  /// The archive with `old` replaced in one record, packed again as a whole gzip member.
  [[nodiscard]] std::string edited(std::size_t member, std::string_view old, std::string_view now) const;
  /// The archive with another block in one record, and the digests of that, so that only its form is wrong.
  [[nodiscard]] std::string with_block(std::size_t member, const std::string& block, bool payload_too) const;
};

Parts parts_of_small_archive();

/// What verify says of damage.
inline constexpr const char* kCut = "the record is cut off";
inline constexpr const char* kNoGzip = "no gzip data, or broken gzip data";
inline constexpr const char* kNoRecord = "no WARC/1.1 record begins here";
inline constexpr const char* kLength = "the record is not as long as its head says";
inline constexpr const char* kChanged = "the record was changed: its digest differs";
inline constexpr const char* kPayload = "the payload is not the one that was archived: its digest differs";

using Words = std::vector<std::string>;

/// One kind of damage: what verify says of it, of which pages the reader gives bodies, and its errors.
struct Damage {
  const char* name;
  std::function<std::string(const Parts&)> bytes;
  Words damages;
  std::string pages;
  Words errors;
};

/// Whether each kind of damage gives what it should, each in a folder of its own.
void check_damages(const std::vector<Damage>& kinds);
/// Letters of the addresses of the pages that a reader finds.
std::string letters_of_pages(const std::string& path);

}  // namespace mingdan::test
