#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mingdan::test {

/// One request as the server got it.
struct ReceivedRequest {
  std::string method;
  std::string target;  ///< path and query
  std::string host;    ///< of the Host field, lower case, with its port if it has one
  std::string head;    ///< all of it
  std::chrono::steady_clock::time_point at;
  std::uint64_t connection = 0;

  /// The value of a field; empty when it is not there.
  [[nodiscard]] std::string field(std::string_view name) const;
};

/// Holds servers back until a test lets them go on. Safe from any thread.
class Gate {
 public:
  void open() { open_ = true; }
  [[nodiscard]] bool is_open() const { return open_; }

 private:
  std::atomic<bool> open_ = false;
};

/// One thing that a server does with a connection.
struct Step {
  enum class Kind { send, receive, wait, hold, reset, close };
  Kind kind = Kind::send;
  std::string bytes;
  std::chrono::milliseconds time{0};
  std::shared_ptr<const Gate> gate = nullptr;
};

Step send_bytes(std::string bytes);
Step wait_for(std::chrono::milliseconds time);  ///< ends early when the server does
/// Waits until the gate is open or the server ends.
Step hold_until(std::shared_ptr<const Gate> gate);
/// Waits for bytes, whatever they are, and drops them.
Step receive_bytes();
Step reset_connection();
Step close_connection();

/// What a server does with a request; then it waits for the next one on the same connection.
using Script = std::vector<Step>;
using Answering = std::function<Script(const ReceivedRequest&)>;

/// A whole answer with its length. `fields` are lines without their ends.
Script answer(int status, std::string_view media_type, std::string_view body,
              const std::vector<std::string>& fields = {});
/// The bytes of the same.
std::string answer_bytes(int status, std::string_view media_type, std::string_view body,
                         const std::vector<std::string>& fields = {});

/// A certificate and its key, PEM.
struct Certificate {
  std::string certificate;
  std::string key;
};

/// Manners that few servers have.
struct ServerManners {
  std::vector<Step> greeting = {};     ///< done with each new connection, before any TLS and any request
  std::optional<int> newest_tls = {};  ///< TLS1_1_VERSION and the like
  std::string ciphers = {};            ///< the only ones, as OpenSSL names them, of TLS 1.2
  bool wants_certificate = false;      ///< of its clients
  bool ends_tls_silently = false;      ///< closes without telling so inside TLS, as one does who cuts the line
};

/// An HTTP server of ours on the loopback interface. Answers in threads of its own until it is gone. `answering` is
/// called by one thread at a time.
class LoopbackServer {
 public:
  /// `address`: one of 127.0.0.0/8. Throws std::runtime_error when no port can be had.
  explicit LoopbackServer(Answering answering, const std::string& address = "127.0.0.1",
                          std::optional<Certificate> tls = std::nullopt, std::uint16_t port = 0,
                          const ServerManners& manners = {});
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer();

  [[nodiscard]] std::uint16_t port() const;
  /// "127.0.0.1:40123"
  [[nodiscard]] std::string endpoint() const;
  /// "http://127.0.0.1:40123" and `path` behind it; https with a certificate.
  [[nodiscard]] std::string url(std::string_view path) const;
  [[nodiscard]] std::vector<ReceivedRequest> requests() const;
  [[nodiscard]] std::uint64_t connections() const;
  /// Requests for one target so far.
  [[nodiscard]] std::size_t hits(std::string_view target) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingdan::test
