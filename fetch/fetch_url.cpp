#include "fetch/fetch_url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

#include "text/host_name.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLongest = 8192;
constexpr std::string_view kWeChatHost = "mp.weixin.qq.com";
constexpr unsigned kParse = CURLU_DISALLOW_USER | CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME;

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Handle new_handle() { return {curl_url(), &curl_url_cleanup}; }

std::string part_of(CURLU* handle, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(handle, part, &text, flags) != CURLUE_OK) return {};
  std::string result(text);
  curl_free(text);
  return result;
}

Error bad_url(std::string_view as_seen, const std::string& why) {
  constexpr std::size_t kShown = 200;
  return {"bad_url", "not an address that can be fetched (" + why + "): " + std::string(as_seen.substr(0, kShown))};
}

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// `&` as scripts and HTML write it.
std::string without_escapes(std::string_view as_seen) {
  std::string text(as_seen);
  for (const std::string_view escaped : {"\\x26", "&amp;"})
    for (auto at = text.find(escaped); at != std::string::npos; at = text.find(escaped, at))
      text.replace(at, escaped.size(), "&");
  return text;
}

/// libcurl would write a blank in a query as "+", which only forms read as one.
std::string with_blanks_escaped(std::string text) {
  for (auto at = text.find(' '); at != std::string::npos; at = text.find(' ', at)) text.replace(at, 1, "%20");
  return text;
}

Result<std::string> normalised(CURLU* handle, std::string_view as_seen) {
  const auto scheme = part_of(handle, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https")
    return std::unexpected(bad_url(as_seen, "only http and https are fetched"));
  if (!part_of(handle, CURLUPART_USER).empty()) return std::unexpected(bad_url(as_seen, "it holds a user name"));
  auto host = ascii_host(part_of(handle, CURLUPART_HOST)).value_or("");
  while (host.ends_with('.')) host.pop_back();
  if (host.empty()) return std::unexpected(bad_url(as_seen, "it has no host"));
  if (curl_url_set(handle, CURLUPART_HOST, host.c_str(), 0) != CURLUE_OK)
    return std::unexpected(bad_url(as_seen, "its host is none"));
  curl_url_set(handle, CURLUPART_FRAGMENT, nullptr, 0);
  const auto port = part_of(handle, CURLUPART_PORT);
  if (port == "0") return std::unexpected(bad_url(as_seen, "no port has the number 0"));
  if (host == kWeChatHost && (port.empty() || port == "80")) {
    curl_url_set(handle, CURLUPART_SCHEME, "https", 0);
    curl_url_set(handle, CURLUPART_PORT, nullptr, 0);
  }
  auto url = part_of(handle, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  if (url.empty() || url.size() > kLongest) return std::unexpected(bad_url(as_seen, "it is too long"));
  return url;
}

}  // namespace

Result<std::string> fetchable_url(std::string_view as_seen) {
  const auto text = with_blanks_escaped(without_escapes(trimmed(as_seen)));
  if (text.size() > kLongest) return std::unexpected(bad_url(text, "it is too long"));
  if (has_control_characters(text) || text.find('\\') != std::string::npos)
    return std::unexpected(bad_url(text, "it holds control characters or backslashes"));
  if (text.find(":///") != std::string::npos && text.find(":///") < text.find('?'))
    return std::unexpected(bad_url(text, "it has no host"));
  const auto handle = new_handle();
  if (const auto failed = curl_url_set(handle.get(), CURLUPART_URL, text.c_str(), kParse); failed != CURLUE_OK)
    return std::unexpected(bad_url(text, curl_url_strerror(failed)));
  return normalised(handle.get(), text);
}

std::optional<std::string> redirect_target(const std::string& from, std::string_view location) {
  const auto text = with_blanks_escaped(std::string(trimmed(location)));
  if (text.empty() || text.size() > kLongest || has_control_characters(text) || text.find('\\') != std::string::npos)
    return std::nullopt;
  const auto handle = new_handle();
  if (curl_url_set(handle.get(), CURLUPART_URL, from.c_str(), kParse) != CURLUE_OK) return std::nullopt;
  // Relative to the address that is there.
  if (curl_url_set(handle.get(), CURLUPART_URL, text.c_str(), kParse) != CURLUE_OK) return std::nullopt;
  auto url = normalised(handle.get(), text);
  return url ? std::optional(std::move(*url)) : std::nullopt;
}

}  // namespace mingdan
