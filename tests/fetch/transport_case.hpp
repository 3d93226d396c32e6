#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "fetch/curl_transport.hpp"

namespace mingdan::test {

inline constexpr Instant kFetchNow{std::chrono::milliseconds(1'780'000'000'000)};  // 2026-05-28T20:26:40Z

/// Loopback allowed, and times that a test can wait for.
TransportOptions quick_options();

/// One request by a transport of its own. Throws when it does not end within ten seconds.
HttpAnswer fetch_once(const std::string& url, const TransportOptions& options = quick_options());
HttpAnswer fetch_once(HttpRequest request, const TransportOptions& options = quick_options());

/// The code of the error, "" without one.
std::string code_of(const HttpAnswer& answer);

}  // namespace mingdan::test
