#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/error.hpp"

namespace mingdan {

/// One thing that is wrong in an archive.
struct ArchiveDamage {
  std::string file;  ///< name inside the folder
  std::uint64_t offset = 0;
  std::string what;  ///< for people, on one line

  bool operator==(const ArchiveDamage&) const = default;
};

/// What a look through an archive found.
struct ArchiveCheck {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t records = 0;      ///< whole ones, all types
  std::uint64_t responses = 0;    ///< of them
  std::uint64_t revisits = 0;     ///< of them
  std::uint64_t not_indexed = 0;  ///< answers behind the last one in the index: the next run's work, no damage
  std::uint64_t damage_count = 0;
  std::vector<ArchiveDamage> damages;  ///< the first kMostDamages, in the order of files and offsets
};

inline constexpr std::size_t kMostDamages = 1000;

struct ArchiveVerification {
  /// Files that must be there, and how far: up to there their records were acknowledged.
  struct Acknowledged {
    std::string file;
    std::uint64_t until = 0;
  };
  std::vector<Acknowledged> acknowledged;
  std::function<bool()> stopped = [] { return false; };  ///< asked after each record
};

/// Reads every gzip member of every WARC file in a folder again: gzip's own checksum, the record's structure, digests of
/// block and payload, names of files, ids that occur twice, numbers that are missing, and whether each FILE.cdxj says
/// what its file holds. Goes on behind damage. Memory is bounded by one record and 16 bytes a record of one file.
/// An archive that is not there is whole when nothing was acknowledged. Errors: interrupted.
Result<ArchiveCheck> verify_archive(const std::string& folder, const ArchiveVerification& verification);

}  // namespace mingdan
