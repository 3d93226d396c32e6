#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "fetch/transport.hpp"

namespace mingdan {

/// What we call ourselves in robots.txt.
inline constexpr const char* kRobotsProduct = "mingdan";

/// Bounds and manners of all requests. Source: docs/sources.md, "Limits".
struct TransportOptions {
  std::string user_agent = "Mozilla/5.0 (compatible; mingdan)";
  std::optional<std::string> proxy;    ///< nothing else sets one: the environment is not asked
  std::optional<std::string> ca_file;  ///< further certificate authorities, PEM
  bool allow_private = false;          ///< private and loopback addresses, too
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{60'000};
  std::chrono::seconds slow_after{20};  ///< slower than `slow_bytes` a second for so long ends a request
  long slow_bytes = 1024;
  std::size_t most_head_bytes = 256UL << 10U;
  std::size_t most_body_bytes = 16UL << 20U;     ///< as received
  std::size_t most_decoded_bytes = 32UL << 20U;  ///< behind its content coding
  std::function<Instant()> now;                  ///< for sent_at and Retry-After dates
};

/// GETs by libcurl over HTTP/1.1: certificates always checked, no cookies, no referer, no credentials, no caches, one
/// connection a host, gzip as the only content coding that is asked for and kept as it is received. The socket is
/// opened only to addresses of the open internet (with `proxy`, the proxy chooses and is trusted with that).
/// Errors of the answers, each with an address and a reason in its message:
///   bad_url, refused_address (a private address), dns_failed, connect_failed, connect_timeout, tls_failed, timeout
///   (all in all), too_slow, disconnected (cut off, reset, empty), bad_http (no HTTP/1.x, broken chunks, a part or a 304
///   that nobody asked for), contradictory_length, headers_too_large (interim answers and trailers count), too_large,
///   decoded_too_large, damaged_body (its content coding), unsupported_encoding, incomplete (the end of the connection
///   is the only end of an HTML, JSON or XML body, and the body ends before the document does), bad_redirect (a Location
///   that leads nowhere).
/// Error of this function: transport_failed (libcurl, the file of authorities or the User-Agent can't be used).
Result<std::unique_ptr<Transport>> make_curl_transport(TransportOptions options);

}  // namespace mingdan
