#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/http_exchange.hpp"

namespace mingdan {

/// An archived answer with the same payload: what a revisit record leans on.
struct RevisitOf {
  std::string payload_sha1;  ///< base32
  std::string url;
  std::string sent_at;       ///< its WARC-Date
};

/// The records of one exchange, each as it stands in a file before gzip.
struct WarcRecords {
  std::string request;
  std::string response;  ///< type response, or revisit
  std::string metadata;  ///< empty when there is nothing to say
  std::string payload_sha1;
  bool revisit = false;
};

/// The first record of a file. In: what the file is called, when it was begun (UTC), the program.
std::string warcinfo_record(const std::string& file, const std::string& begun_at, const std::string& software);

/// In: an exchange with a response head; `place`, unique for it in the archive ("file:offset"), from which the record ids
/// come together with what the records say, so that they need no randomness; `before`, an archived answer for the same
/// address. A 304, and a body that equals the one before, become revisit records. Values are cleaned of line ends, so
/// that nobody adds fields.
/// Source: ISO 28500:2017 (WARC 1.1).
WarcRecords records_of(const HttpExchange& exchange, const std::string& place, const std::optional<RevisitOf>& before);

}  // namespace mingdan
