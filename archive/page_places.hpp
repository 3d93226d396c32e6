#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "model/error.hpp"

namespace mingdan {

enum class InputKind { page, mhtml, warc, json_lines, record_lines };

/// Where one page lies: a unit of work that another process can open by itself, see archive/page_reader.hpp.
struct PagePlace {
  std::string input;         ///< path as given, "-" for standard input
  std::uint64_t record = 0;  ///< position in the container, every record or line counted; 0 for a plain file
  InputKind kind = InputKind::page;
  std::uint64_t offset = 0;          ///< of the record in the file as it is stored (of its gzip member when packed)
  std::optional<std::string> bytes;  ///< the file or record itself where no offset leads to it: standard input, or
                                     ///< records inside one gzip member
  std::optional<Error> error;        ///< set when the container says that there is something, but it can't be read
};

/// Finds the pages of one input one after the other, without reading what is in them. Memory stays bounded by one
/// record (kMaxRecordBytes in archive/page_reader.hpp). Not for use from two threads.
class PlaceScanner {
 public:
  /// `path` is read whatever its name, by its content; "-" is standard input, read once and forwards only.
  explicit PlaceScanner(std::string path);
  PlaceScanner(PlaceScanner&&) noexcept;
  PlaceScanner& operator=(PlaceScanner&&) noexcept;
  ~PlaceScanner();

  /// The next page, or nullopt at the end. A plain file gives one place. What can't be read gives a place with an
  /// error and the rest goes on: file_missing, file_unreadable, not_a_file, empty_file, too_large, damaged_archive.
  std::optional<PagePlace> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingdan
