#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "archive/page_places.hpp"
#include "model/error.hpp"

namespace mingdan {

/// An archived HTTP answer as a whole, whatever it holds.
struct StoredAnswer {
  std::string url;
  int status = 0;
  std::string head;  ///< status line and fields
  std::string body;  ///< content coding undone, charset not
};

/// Reads the answer in a WARC record. Errors: those of read_page_at(), truncated_body among them; too_large behind its
/// coding.
Result<StoredAnswer> read_answer_at(const PagePlace& place);

/// A response or revisit record of a file of ours, without its body.
struct StoredResponse {
  std::string url;
  std::string sent_at;  ///< WARC-Date
  int status = 0;
  std::string head;     ///< of the answer: status line and fields
  std::string media_type;
  std::string payload_sha1;
  bool revisit = false;
  bool truncated = false;
  std::uint64_t offset = 0;  ///< of its gzip member
  std::uint64_t end = 0;
};

/// Hands over the answers of a file of ours from a byte on at which a gzip member begins, until `take` is false.
/// Errors: damaged_archive, file_unreadable, file_missing.
Result<void> responses_after(const std::string& path, std::uint64_t offset,
                             const std::function<bool(const StoredResponse&)>& take);

}  // namespace mingdan
