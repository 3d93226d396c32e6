#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include "tests/fetch/transport_case.hpp"
#include "tests/loopback/loopback_server.hpp"

namespace mingdan::test {

/// What a bad server does, and what is to become of it.
struct Fault {
  std::string name;
  Script script;
  std::string code;       ///< of the error, "" when there is none
  std::size_t bytes = 0;  ///< of the body that is kept
  std::string truncated = {};
};

inline const std::string kPage = "<html><body>名单</body></html>";  // 32 bytes

/// "HTTP/1.1 200 OK" and `lines`, each with its end, and the empty line.
std::string head(std::initializer_list<std::string> lines);
/// Sends `bytes` and closes.
Script raw(const std::string& bytes);
/// A head of chunked HTML, and `lines` behind it as they are.
std::string chunked(std::initializer_list<std::string> lines);
/// A whole gzip answer with its length.
std::string packed(const std::string& body);

/// Serves `script` to everybody and fetches it once.
HttpAnswer answer_to(const Script& script, const TransportOptions& options = quick_options());
/// The same for each fault; checks its code, bytes and truncation, and that it was asked for once.
void check_faults(const std::vector<Fault>& faults, const TransportOptions& options = quick_options());

}  // namespace mingdan::test
