#include "fetch/curl_errors.hpp"

#include <curl/curl.h>

#include <string_view>

namespace mingdan {
namespace {

constexpr int kTooLarge = 100;  // CURLE_TOO_LARGE of later versions

bool is_connected(CURL* easy) {
  curl_off_t connected = 0;
  curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connected);
  return connected > 0;
}

/// Which of the three times ran out.
Error time_error(CURL* easy, const std::string& reason) {
  if (!is_connected(easy)) return {"connect_timeout", "the host does not answer"};
  if (reason.find("too slow") != std::string::npos) return {"too_slow", "the answer comes too slowly"};
  return {"timeout", "the answer takes too long"};
}

Error connection_error(const std::string& reason) {
  return {"disconnected", "the connection ended before the answer did (" + reason + ")"};
}

}  // namespace

Error error_of_curl(void* easy, int code, const std::string& reason, bool refused_address) {
  const auto because = reason.empty() ? std::string(curl_easy_strerror(static_cast<CURLcode>(code))) : reason;
  switch (code) {
    case CURLE_URL_MALFORMAT:
      return {"bad_url", "not an address that can be fetched (" + because + ")"};
    case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, too
      return is_connected(easy) ? Error{"bad_http", "the answer is no HTTP (" + because + ")"}
                                : Error{"bad_url", "not an address that can be fetched (" + because + ")"};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {"dns_failed", "the host's name leads to no address (" + because + ")"};
    case CURLE_COULDNT_CONNECT:
      return refused_address
                 ? Error{"refused_address", "the host's address is a private one; --allow-private would allow it"}
                 : Error{"connect_failed", "the host can't be reached (" + because + ")"};
    case CURLE_OPERATION_TIMEDOUT:
      return time_error(easy, reason);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
      return {"tls_failed", "no trusted connection (" + because + ")"};
    case CURLE_OUT_OF_MEMORY:  // so libcurl calls a line of a head that is too long
    case kTooLarge:
      return {"headers_too_large", "the head of the answer is too large"};
    case CURLE_RECV_ERROR:
      if (because.find("chunk") != std::string::npos)
        return {"bad_http", "the answer's chunks are broken (" + because + ")"};
      return connection_error(because);
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
      return connection_error(because);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
      return {"bad_http", "the answer is no HTTP (" + because + ")"};
    default:
      return {"transfer_failed", because};
  }
}

}  // namespace mingdan
