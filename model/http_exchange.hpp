#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mingdan {

/// One HTTP request and what came back, as it went over the wire: what is archived before anybody reads it.
struct HttpExchange {
  std::string url;            ///< as requested: absolute http(s), without fragment
  std::string request_head;   ///< request line and fields as sent, each ended by CRLF, and the empty line
  std::string response_head;  ///< status line and fields as received, with the empty line; empty when none came
  std::string body;           ///< as received: transfer coding undone, content coding kept
  std::optional<int> status;
  std::optional<std::string> address;    ///< numeric IP address of the server
  std::string sent_at;                   ///< UTC, "2026-11-24T22:03:30Z"
  std::optional<std::string> truncated;  ///< why the body is not whole: "length", "time", "disconnect", "unspecified"
  std::vector<std::pair<std::string, std::string>> notes;  ///< what the archive shall say of it: "robots", "ignored" …

  bool operator==(const HttpExchange&) const = default;
};

}  // namespace mingdan
