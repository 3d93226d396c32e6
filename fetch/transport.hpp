#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/error.hpp"
#include "model/fetch_state.hpp"
#include "model/http_exchange.hpp"

namespace mingdan {

/// One GET.
struct HttpRequest {
  std::uint64_t id = 0;  ///< chosen by the caller, given back with the answer
  std::string url;       ///< as fetchable_url() gives it
  std::vector<std::pair<std::string, std::string>> headers;  ///< If-None-Match and the like
  bool legacy_tls = false;  ///< old renegotiation and small keys; certificates are checked all the same
  std::optional<int> ip_version;          ///< 4 or 6; both when empty
  std::optional<std::string> connect_to;  ///< "127.0.0.1:8443": the socket goes there, names and certificates stay
};

/// How a request ended. With an error, `exchange` holds what came before it, if anything.
struct HttpAnswer {
  std::uint64_t id = 0;
  HttpExchange exchange;
  std::optional<Error> error;           ///< codes: docs/record-schema.md, "error codes"
  std::optional<std::string> location;  ///< of a redirect, absolute; empty when it leads nowhere that can be fetched
  std::optional<std::chrono::seconds> retry_after;  ///< from 0 to 24 hours
};

/// Requests under way, several at a time. Never follows a redirect, never retries, never waits between requests: that
/// is the caller's part. For one thread.
class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  virtual void start(HttpRequest request) = 0;
  /// The answers of requests that have ended, waiting for the first at most `longest`; empty after that time.
  virtual std::vector<HttpAnswer> wait(std::chrono::milliseconds longest) = 0;
  [[nodiscard]] virtual std::size_t running() const = 0;
  /// Ends what is under way; it gives no answers.
  virtual void cancel_all() = 0;
};

}  // namespace mingdan
