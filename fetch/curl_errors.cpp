#include "fetch/curl_errors.hpp"

#include <curl/curl.h>

#include <optional>
#include <string_view>

namespace mingdan {
namespace {

constexpr int kTooLarge = 100;  // CURLE_TOO_LARGE of later versions

/// Times of connecting are not kept for a connection that is used again; what was sent on it is.
bool has_asked(CURL* easy) {
  long sent = 0;
  curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent);
  return sent > 0;
}

/// Which of the three times ran out.
Error time_error(CURL* easy, const std::string& reason) {
  if (!has_asked(easy)) return {"connect_timeout", "the host does not answer"};
  if (reason.find("too slow") != std::string::npos) return {"too_slow", "the answer comes too slowly"};
  return {"timeout", "the answer takes too long"};
}

Error tls_error(const std::string& reason) { return {"tls_failed", "no trusted connection (" + reason + ")"}; }

/// What libcurl tells by its words only.
Error receive_error(CURL* easy, const std::string& reason) {
  const auto says = [&](const char* words) { return reason.find(words) != std::string::npos; };
  if (says("chunk")) return {"bad_http", "the answer's chunks are broken (" + reason + ")"};
  if (says("Too large response headers")) return {"headers_too_large", "the head of the answer is too large"};
  if (says("alert")) return tls_error(reason);  // TLS 1.3 refuses behind the request
  if (says("CONNECT tunnel")) return {"connect_failed", "the proxy does not lead to the host (" + reason + ")"};
  if (!has_asked(easy) && (says("SSL") || says("TLS"))) return tls_error(reason);
  return {"disconnected", "the connection ended before the answer did (" + reason + ")"};
}

Error reply_error(const std::string& reason) {
  if (reason.find("Content-Length") != std::string::npos)
    return {"contradictory_length", "the answer does not tell where it ends (" + reason + "); it is not trusted"};
  return {"bad_http", "the answer is no HTTP (" + reason + ")"};
}

/// Failures before a connection that can be trusted; nullopt for all others.
std::optional<Error> way_error(void* easy, int code, const std::string& because, bool refused_address) {
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_LOGIN_DENIED:  // a user name
      return Error{"bad_url", "not an address that can be fetched (" + because + ")"};
    case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9, too
      return has_asked(easy) ? Error{"bad_http", "the answer is no HTTP (" + because + ")"}
                             : Error{"bad_url", "not an address that can be fetched (" + because + ")"};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return Error{"dns_failed", "the host's name leads to no address (" + because + ")"};
    case CURLE_PROXY:
      return Error{"connect_failed", "the proxy does not lead to the host (" + because + ")"};
    case CURLE_COULDNT_CONNECT:
      return refused_address
                 ? Error{"refused_address", "the host's address is a private one; --allow-private would allow it"}
                 : Error{"connect_failed", "the host can't be reached (" + because + ")"};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
      return tls_error(because);
    default:
      return std::nullopt;
  }
}

}  // namespace

Error error_of_curl(void* easy, int code, const std::string& reason, bool refused_address) {
  const auto because = reason.empty() ? std::string(curl_easy_strerror(static_cast<CURLcode>(code))) : reason;
  if (auto error = way_error(easy, code, because, refused_address)) return std::move(*error);
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return time_error(easy, reason);
    case CURLE_OUT_OF_MEMORY:  // so libcurl calls a line of a head that is too long
    case kTooLarge:
      return {"headers_too_large", "the head of the answer is too large"};
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
      return receive_error(easy, because);
    case CURLE_BAD_CONTENT_ENCODING:
      return {"unsupported_encoding", "the answer is encoded in a way that is not read (" + because + ")"};
    case CURLE_WEIRD_SERVER_REPLY:
      return reply_error(because);
    default:
      return {"transfer_failed", because};
  }
}

}  // namespace mingdan
