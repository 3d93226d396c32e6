#include "fetch/curl_transport.hpp"

#include <curl/curl.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "archive/header_fields.hpp"
#include "fetch/address_filter.hpp"
#include "fetch/answer_head.hpp"
#include "fetch/curl_errors.hpp"
#include "fetch/fetch_url.hpp"
#include "fetch/http_checks.hpp"
#include "fetch/settle.hpp"

namespace mingdan {
namespace {

/// One request under way. Its address is known to libcurl, so it never moves.
struct Transfer {
  Transfer(HttpRequest wanted, const TransportOptions& manners)
      : request(std::move(wanted)), options(manners), head(manners.most_head_bytes) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() {
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
    curl_slist_free_all(connect_to);
  }

  HttpRequest request;
  const TransportOptions& options;
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  curl_slist* connect_to = nullptr;
  AnswerHead head;
  HttpExchange exchange;
  std::optional<Error> error;  ///< ours: it goes before libcurl's
  bool refused_address = false;
  char reason[CURL_ERROR_SIZE] = {};
};

std::size_t stop_transfer(Transfer& transfer, Error error, const char* truncated) {
  transfer.error = std::move(error);
  transfer.exchange.truncated = truncated;
  return 0;
}

bool is_conditional(const HttpRequest& request) {
  return std::ranges::any_of(request.headers, [](const auto& field) {
    return equal_ignoring_case(field.first, "If-None-Match") || equal_ignoring_case(field.first, "If-Modified-Since");
  });
}

std::size_t take_head_line(char* bytes, std::size_t, std::size_t size, void* given) {
  auto& transfer = *static_cast<Transfer*>(given);
  const auto step = transfer.head.take({bytes, size});
  if (step == AnswerHead::Step::too_large)
    return stop_transfer(transfer, {"headers_too_large", "the head of the answer is too large"}, "length");
  if (step == AnswerHead::Step::more) return size;
  const auto checked = check_head(transfer.head.text(), is_conditional(transfer.request));
  return checked ? size : stop_transfer(transfer, checked.error(), "unspecified");
}

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* given) {
  auto& transfer = *static_cast<Transfer*>(given);
  auto& body = transfer.exchange.body;
  const auto most = transfer.options.most_body_bytes;
  if (body.size() + size > most) {
    body.append(bytes, most - body.size());
    return stop_transfer(
        transfer, {"too_large", "the answer is larger than " + std::to_string(most >> 20U) + " MiB; it is not read"},
        "length");
  }
  body.append(bytes, size);
  return size;
}

int take_request_head(CURL*, curl_infotype type, char* bytes, std::size_t size, void* given) {
  if (type != CURLINFO_HEADER_OUT) return 0;
  auto& head = static_cast<Transfer*>(given)->exchange.request_head;
  const std::string_view part(bytes, size);
  if (part.starts_with("GET ")) head.clear();  // what came before was for the proxy
  head += part;
  return 0;
}

bool is_public(const curl_sockaddr& address) {
  if (address.family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address.addr).sin_addr;
    return is_public_ipv4(std::span<const std::uint8_t, 4>(reinterpret_cast<const std::uint8_t*>(&four), 4));
  }
  if (address.family != AF_INET6) return false;
  const auto& sixteen = reinterpret_cast<const sockaddr_in6&>(address.addr).sin6_addr;
  return is_public_ipv6(std::span<const std::uint8_t, 16>(reinterpret_cast<const std::uint8_t*>(&sixteen), 16));
}

/// The one place where sockets come from: whatever a name or an odd spelling stood for, here it is an address.
curl_socket_t open_socket(void* given, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(given);
  if (!transfer.options.allow_private && !transfer.options.proxy && !is_public(*address)) {
    transfer.refused_address = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

CURLcode allow_legacy_tls(CURL*, void* context, void*) {
  SSL_CTX_set_options(static_cast<SSL_CTX*>(context), SSL_OP_LEGACY_SERVER_CONNECT);
  return CURLE_OK;
}

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

void add_headers(Transfer& transfer) {
  const auto add = [&](const std::string& line) {
    transfer.headers = curl_slist_append(transfer.headers, line.c_str());
  };
  add("Accept: text/html,application/xhtml+xml,application/json;q=0.9,application/xml;q=0.9,*/*;q=0.8");
  add("Accept-Language: zh-CN,zh;q=0.9");
  add("Accept-Encoding: gzip");
  for (const auto& [name, value] : transfer.request.headers)
    if (!has_control_characters(value)) add(name + ": " + value);  // a server's own ETag may hold anything
  curl_easy_setopt(transfer.easy, CURLOPT_HTTPHEADER, transfer.headers);
}

void set_manners(Transfer& transfer) {
  auto* easy = transfer.easy;
  const auto& options = transfer.options;
  curl_easy_setopt(easy, CURLOPT_URL, transfer.request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_NETRC, CURL_NETRC_IGNORED);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_PROXY, options.proxy.value_or("").c_str());
  curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout.count()));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, options.slow_bytes);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.slow_after.count()));
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.reason);
  if (options.ca_file) curl_easy_setopt(easy, CURLOPT_CAINFO, options.ca_file->c_str());
}

void set_ways(Transfer& transfer) {
  auto* easy = transfer.easy;
  const auto& request = transfer.request;
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head_line);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, take_request_head);
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  if (request.ip_version)
    curl_easy_setopt(easy, CURLOPT_IPRESOLVE, *request.ip_version == 4 ? CURL_IPRESOLVE_V4 : CURL_IPRESOLVE_V6);
  if (request.legacy_tls) {
    curl_easy_setopt(easy, CURLOPT_SSL_CIPHER_LIST, "DEFAULT@SECLEVEL=1");
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, allow_legacy_tls);
  }
  if (request.connect_to) {
    transfer.connect_to = curl_slist_append(nullptr, ("::" + *request.connect_to).c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, transfer.connect_to);
  }
}

/// What remains to be checked when libcurl is content.
std::optional<Error> error_in(const Transfer& transfer) {
  const auto& head = transfer.head;
  if (!head.is_whole() && status_of_head(head.text()).value_or(0) / 100 == 1)
    return Error{"bad_http", "the answer is an interim one only"};
  if (!head.is_whole()) return Error{"disconnected", "the connection ended inside the head of the answer"};
  const bool redirects = transfer.exchange.status.value_or(0) / 100 == 3 && transfer.exchange.status != 304;
  if (redirects) return std::nullopt;
  const auto checked = check_body(head.text(), transfer.exchange.body, transfer.options.most_decoded_bytes);
  return checked ? std::nullopt : std::optional(checked.error());
}

/// Why a body is not whole, where that was not set when it was cut.
std::optional<std::string> truncation(const Transfer& transfer, CURLcode code, const std::optional<Error>& error) {
  if (transfer.exchange.truncated) return transfer.exchange.truncated;
  if (!error || transfer.head.text().empty()) return std::nullopt;
  if (code == CURLE_OPERATION_TIMEDOUT) return "time";
  if (error->code == "headers_too_large") return "length";
  const bool ended_early = code != CURLE_OK || error->code == "disconnected" || error->code == "incomplete";
  return ended_early ? std::optional("disconnect") : std::nullopt;
}

void set_location(Transfer& transfer, HttpAnswer& answer) {
  const int status = transfer.exchange.status.value_or(0);
  if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) return;
  const auto field = location_in(transfer.head.text());
  if (field) answer.location = redirect_target(transfer.request.url, *field);
  if (!answer.location)
    answer.error =
        Error{"bad_redirect", "it redirects to nowhere that can be fetched: " + field.value_or("(no Location)")};
}

class CurlTransport final : public Transport {
 public:
  CurlTransport(CURLM* multi, TransportOptions options) : multi_(multi), options_(std::move(options)) {}
  ~CurlTransport() override {
    CurlTransport::cancel_all();
    curl_multi_cleanup(multi_);
  }

  void start(HttpRequest request) override;
  std::vector<HttpAnswer> wait(std::chrono::milliseconds longest) override;
  [[nodiscard]] std::size_t running() const override { return transfers_.size(); }
  void cancel_all() override;

 private:
  std::vector<HttpAnswer> ended();
  HttpAnswer answer_of(Transfer& transfer, CURLcode code);

  CURLM* multi_;
  TransportOptions options_;
  std::map<CURL*, std::unique_ptr<Transfer>> transfers_;
};

void CurlTransport::start(HttpRequest request) {
  auto transfer = std::make_unique<Transfer>(std::move(request), options_);
  transfer->easy = curl_easy_init();
  if (transfer->easy == nullptr) throw std::bad_alloc();
  transfer->exchange.url = transfer->request.url;
  transfer->exchange.sent_at = utc_text(options_.now());
  set_manners(*transfer);
  set_ways(*transfer);
  add_headers(*transfer);
  curl_multi_add_handle(multi_, transfer->easy);
  transfers_.emplace(transfer->easy, std::move(transfer));
}

HttpAnswer CurlTransport::answer_of(Transfer& transfer, CURLcode code) {
  HttpAnswer answer;
  answer.id = transfer.request.id;
  long status = 0;
  curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
  if (status > 0) transfer.exchange.status = static_cast<int>(status);
  char* address = nullptr;
  curl_easy_getinfo(transfer.easy, CURLINFO_PRIMARY_IP, &address);
  if (address != nullptr && *address != '\0' && !options_.proxy) transfer.exchange.address = address;
  if (transfer.error)
    answer.error = transfer.error;
  else if (code != CURLE_OK)
    answer.error = error_of_curl(transfer.easy, code, transfer.reason, transfer.refused_address);
  else
    answer.error = error_in(transfer);
  transfer.exchange.truncated = truncation(transfer, code, answer.error);
  if (!answer.error) set_location(transfer, answer);
  transfer.exchange.response_head = transfer.head.text();
  answer.retry_after = retry_after_in(transfer.exchange.response_head, options_.now());
  answer.exchange = std::move(transfer.exchange);
  return answer;
}

std::vector<HttpAnswer> CurlTransport::ended() {
  int active = 0;
  curl_multi_perform(multi_, &active);
  std::vector<HttpAnswer> answers;
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const auto transfer = transfers_.find(message->easy_handle);
    answers.push_back(answer_of(*transfer->second, message->data.result));
    curl_multi_remove_handle(multi_, transfer->first);
    transfers_.erase(transfer);
  }
  return answers;
}

std::vector<HttpAnswer> CurlTransport::wait(std::chrono::milliseconds longest) {
  const auto until = std::chrono::steady_clock::now() + longest;
  while (true) {
    auto answers = ended();
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (!answers.empty() || rest.count() <= 0) return answers;
    curl_multi_poll(multi_, nullptr, 0, static_cast<int>(rest.count()), nullptr);
  }
}

void CurlTransport::cancel_all() {
  for (const auto& [easy, transfer] : transfers_) curl_multi_remove_handle(multi_, easy);
  transfers_.clear();
}

}  // namespace

Result<std::unique_ptr<Transport>> make_curl_transport(TransportOptions options) {
  unsetenv("SSLKEYLOGFILE");  // libcurl would write the keys of our connections there
  if (options.ca_file && access(options.ca_file->c_str(), R_OK) != 0)
    return std::unexpected(Error{"transport_failed", *options.ca_file + ": the certificate authorities can't be read"});
  if (has_control_characters(options.user_agent))
    return std::unexpected(Error{"transport_failed", "the User-Agent holds control characters"});
  auto* multi = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? curl_multi_init() : nullptr;
  if (multi == nullptr) return std::unexpected(Error{"transport_failed", "libcurl can't be set up"});
  curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, 1L);
  return std::make_unique<CurlTransport>(multi, std::move(options));
}

}  // namespace mingdan
