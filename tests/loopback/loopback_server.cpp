#include "tests/loopback/loopback_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <list>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "archive/header_fields.hpp"

namespace mingdan::test {
namespace {

constexpr std::size_t kMostHead = 64UL << 10U;

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSession {
  void operator()(SSL* session) const { SSL_free(session); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;
using Session = std::unique_ptr<SSL, FreeSession>;

void set_manners(SSL_CTX* context, const ServerManners& manners) {
  if (manners.newest_tls) SSL_CTX_set_max_proto_version(context, *manners.newest_tls);
  if (manners.wants_certificate)
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  if (manners.ciphers.empty()) return;
  SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
  if (SSL_CTX_set_cipher_list(context, manners.ciphers.c_str()) != 1)
    throw std::runtime_error("OpenSSL knows no such ciphers");
}

Context context_for(const Certificate& tls, const ServerManners& manners) {
  Context context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_set_security_level(context.get(), 0);  // so that weak certificates can be shown
  const std::unique_ptr<BIO, int (*)(BIO*)> text(
      BIO_new_mem_buf(tls.certificate.data(), static_cast<int>(tls.certificate.size())), BIO_free);
  const std::unique_ptr<X509, void (*)(X509*)> certificate(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr),
                                                           X509_free);
  const std::unique_ptr<BIO, int (*)(BIO*)> key_text(BIO_new_mem_buf(tls.key.data(), static_cast<int>(tls.key.size())),
                                                     BIO_free);
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
      PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (SSL_CTX_use_certificate(context.get(), certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1)
    throw std::runtime_error("a test certificate can't be used");
  set_manners(context.get(), manners);
  return context;
}

/// One end of a connection, in the clear or not.
class Connection {
 public:
  explicit Connection(int descriptor) : descriptor_(descriptor) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    if (session_ && open_ && tells_its_end_) SSL_shutdown(session_.get());
    ERR_clear_error();
  }

  void begin_tls(SSL_CTX* context, bool tells_its_end) {
    tells_its_end_ = tells_its_end;
    session_.reset(SSL_new(context));
    SSL_set_fd(session_.get(), descriptor_);
    open_ = SSL_accept(session_.get()) == 1;
    if (!open_) end_gently();
    ERR_clear_error();
  }

  [[nodiscard]] bool is_open() const { return open_; }
  std::string receive() {
    std::string bytes(4096, '\0');
    const auto got = session_ ? SSL_read(session_.get(), bytes.data(), static_cast<int>(bytes.size()))
                              : recv(descriptor_, bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
  }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto put = session_ ? SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size()))
                                : ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (put <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
  }
  void reset() {
    tells_its_end_ = false;
    const linger at_once{1, 0};
    setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }

 private:
  /// Closing with bytes unread would reset the connection, and the alert that says why would be lost.
  void end_gently() const {
    shutdown(descriptor_, SHUT_WR);
    std::array<char, 4096> unread{};
    while (recv(descriptor_, unread.data(), unread.size(), 0) > 0) continue;
  }

  int descriptor_;
  Session session_;
  bool open_ = true;
  bool tells_its_end_ = false;
};

ReceivedRequest request_in(const std::string& head, std::uint64_t connection) {
  ReceivedRequest request;
  request.head = head;
  request.at = std::chrono::steady_clock::now();
  request.connection = connection;
  const auto first = head.find(' ');
  const auto second = head.find(' ', first + 1);
  request.method = head.substr(0, first);
  if (second != std::string::npos) request.target = head.substr(first + 1, second - first - 1);
  request.host = lower_case(request.field("Host"));
  return request;
}

}  // namespace

std::string ReceivedRequest::field(std::string_view name) const {
  const auto block = read_header_block(std::string_view(head).substr(head.find('\n') + 1));
  return std::string(field_named(block.fields, name).value_or(""));
}

Step send_bytes(std::string bytes) { return {Step::Kind::send, std::move(bytes), {}}; }
Step wait_for(std::chrono::milliseconds time) { return {Step::Kind::wait, {}, time}; }
Step hold_until(std::shared_ptr<const Gate> gate) { return {Step::Kind::hold, {}, {}, std::move(gate)}; }
Step receive_bytes() { return {Step::Kind::receive, {}, {}}; }
Step reset_connection() { return {Step::Kind::reset, {}, {}}; }
Step close_connection() { return {Step::Kind::close, {}, {}}; }

std::string answer_bytes(int status, std::string_view media_type, std::string_view body,
                         const std::vector<std::string>& fields) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " Said\r\n";
  if (!media_type.empty()) text.append("Content-Type: ").append(media_type).append("\r\n");
  for (const auto& field : fields) text.append(field).append("\r\n");
  text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
  return text;
}

Script answer(int status, std::string_view media_type, std::string_view body, const std::vector<std::string>& fields) {
  return {send_bytes(answer_bytes(status, media_type, body, fields))};
}

struct LoopbackServer::State {
  Answering answering;
  ServerManners manners;
  std::string address;
  Context context;
  int listening = -1;
  std::uint16_t port = 0;
  mutable std::mutex mutex;
  std::condition_variable stop_asked;
  bool stopping = false;
  std::vector<ReceivedRequest> requests;
  std::uint64_t connections = 0;
  std::map<std::uint64_t, int> open;  ///< descriptors by connection
  std::list<std::thread> threads;

  void listen_at(std::uint16_t wanted);
  void accept_all();
  void serve(int descriptor, std::uint64_t number);
  void talk(Connection& connection, std::uint64_t number);
  bool run(const Script& script, Connection& connection);
  bool pause(const Step& step);
  void stop();
};

void LoopbackServer::State::listen_at(std::uint16_t wanted) {
  listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_port = htons(wanted);
  inet_pton(AF_INET, address.c_str(), &at.sin_addr);
  socklen_t size = sizeof at;
  auto* generic = reinterpret_cast<sockaddr*>(&at);
  if (bind(listening, generic, size) != 0 || listen(listening, 64) != 0 || getsockname(listening, generic, &size) != 0)
    throw std::runtime_error("no server can listen at " + address);
  port = ntohs(at.sin_port);
}

void LoopbackServer::State::accept_all() {
  while (true) {
    const int descriptor = accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
    const std::scoped_lock lock(mutex);
    if (stopping || descriptor < 0) {
      if (descriptor >= 0) close(descriptor);
      return;
    }
    const int yes = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const auto number = ++connections;
    open.emplace(number, descriptor);
    threads.emplace_back([this, descriptor, number] { serve(descriptor, number); });
  }
}

void LoopbackServer::State::serve(int descriptor, std::uint64_t number) {
  {
    Connection connection(descriptor);
    const bool stays = run(manners.greeting, connection);
    if (stays && context) connection.begin_tls(context.get(), !manners.ends_tls_silently);
    if (stays && connection.is_open()) talk(connection, number);
  }
  const std::scoped_lock lock(mutex);
  open.erase(number);
  close(descriptor);
}

void LoopbackServer::State::talk(Connection& connection, std::uint64_t number) {
  std::string unread;
  while (true) {
    const auto end = unread.find("\r\n\r\n");
    if (end == std::string::npos) {
      const auto more = connection.receive();
      if (more.empty() || unread.size() > kMostHead) return;
      unread += more;
      continue;
    }
    const auto request = request_in(unread.substr(0, end + 4), number);
    unread.erase(0, end + 4);
    Script script;
    {
      const std::scoped_lock lock(mutex);
      if (stopping) return;
      requests.push_back(request);
      script = answering(request);
    }
    if (!run(script, connection)) return;
  }
}

/// False when the connection is to be closed.
bool LoopbackServer::State::run(const Script& script, Connection& connection) {
  for (const auto& step : script) {
    switch (step.kind) {
      case Step::Kind::send:
        if (!connection.send(step.bytes)) return false;
        break;
      case Step::Kind::receive:
        if (connection.receive().empty()) return false;
        break;
      case Step::Kind::wait:
      case Step::Kind::hold:
        if (!pause(step)) return false;
        break;
      case Step::Kind::reset:
        connection.reset();
        return false;
      case Step::Kind::close:
        return false;
    }
  }
  return true;
}

/// False when the server ended meanwhile.
bool LoopbackServer::State::pause(const Step& step) {
  constexpr std::chrono::milliseconds kLook{2};
  std::unique_lock lock(mutex);
  if (!step.gate) return !stop_asked.wait_for(lock, step.time, [this] { return stopping; });
  while (!stopping && !step.gate->is_open()) stop_asked.wait_for(lock, kLook);
  return !stopping;
}

void LoopbackServer::State::stop() {
  {
    const std::scoped_lock lock(mutex);
    stopping = true;
    for (const auto& [number, descriptor] : open) shutdown(descriptor, SHUT_RDWR);
  }
  stop_asked.notify_all();
  shutdown(listening, SHUT_RDWR);
  threads.front().join();  // the accepting one: nobody adds threads any more
  threads.pop_front();
  for (auto& thread : threads) thread.join();
  close(listening);
}

LoopbackServer::LoopbackServer(Answering answering, const std::string& address, std::optional<Certificate> tls,
                               std::uint16_t port, const ServerManners& manners)
    : state_(new State) {
  std::signal(SIGPIPE, SIG_IGN);
  state_->answering = std::move(answering);
  state_->manners = manners;
  state_->address = address;
  if (tls) state_->context = context_for(*tls, manners);
  state_->listen_at(port);
  state_->threads.emplace_back([state = state_.get()] { state->accept_all(); });
}

LoopbackServer::~LoopbackServer() { state_->stop(); }

std::uint16_t LoopbackServer::port() const { return state_->port; }
std::string LoopbackServer::endpoint() const { return state_->address + ":" + std::to_string(state_->port); }
std::string LoopbackServer::url(std::string_view path) const {
  return (state_->context ? "https://" : "http://") + endpoint() + std::string(path);
}

std::vector<ReceivedRequest> LoopbackServer::requests() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->requests;
}

std::uint64_t LoopbackServer::connections() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->connections;
}

std::size_t LoopbackServer::hits(std::string_view target) const {
  const auto all = requests();
  return static_cast<std::size_t>(std::ranges::count(all, target, &ReceivedRequest::target));
}

}  // namespace mingdan::test
