#pragma once

#include <string>

#include "model/error.hpp"

namespace mingdan {

/// A failure of libcurl in our words. In: the easy handle (CURL*), its result code (CURLcode), what it wrote into its
/// error buffer, and whether a socket was refused by the address filter. Codes: fetch/curl_transport.hpp.
Error error_of_curl(void* easy, int code, const std::string& reason, bool refused_address);

}  // namespace mingdan
