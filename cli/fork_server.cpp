#include "cli/fork_server.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace mingdan {
namespace {

/// One message in each direction: a positive pid asks for its wait status, 0 (with two descriptors) for a new worker.
/// The answer's value is a wait status, a pid, or a negative errno.
struct Message {
  std::int64_t value = 0;
};

using TwoDescriptors = std::array<int, 2>;

bool send_message(int socket, Message message, const TwoDescriptors* passed) {
  iovec part{&message, sizeof message};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(TwoDescriptors))> space{};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  if (passed != nullptr) {
    header.msg_control = space.data();
    header.msg_controllen = space.size();
    auto* control = CMSG_FIRSTHDR(&header);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(sizeof(TwoDescriptors));
    std::memcpy(CMSG_DATA(control), passed->data(), sizeof(TwoDescriptors));
  }
  ssize_t sent = -1;
  do sent = sendmsg(socket, &header, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == static_cast<ssize_t>(sizeof message);
}

bool receive_message(int socket, Message& message, TwoDescriptors* passed) {
  iovec part{&message, sizeof message};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(TwoDescriptors))> space{};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = space.data();
  header.msg_controllen = space.size();
  ssize_t got = -1;
  do got = recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof message)) return false;
  const auto* control = CMSG_FIRSTHDR(&header);
  if (passed != nullptr && control != nullptr && control->cmsg_type == SCM_RIGHTS)
    std::memcpy(passed->data(), CMSG_DATA(control), sizeof(TwoDescriptors));
  return true;
}

/// Dies when the process that forked this one does.
void die_with_parent(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
}

std::int64_t fork_worker(int socket, TwoDescriptors pipes, const std::function<void(int, int)>& serve) {
  const auto server = getpid();
  const auto pid = fork();
  if (pid != 0) return pid > 0 ? pid : -static_cast<std::int64_t>(errno);
  die_with_parent(server);
  close(socket);
  serve(pipes[0], pipes[1]);
  _exit(0);
}

std::int64_t status_of(pid_t pid) {
  int status = 0;
  pid_t done = -1;
  do done = waitpid(pid, &status, 0);
  while (done < 0 && errno == EINTR);
  return done == pid ? status : 0;
}

[[noreturn]] void serve_forks(int socket, const std::function<void(int, int)>& serve) {
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGTERM, SIG_DFL);
  Message message;
  TwoDescriptors pipes{-1, -1};
  std::vector<pid_t> alive;
  while (receive_message(socket, message, &pipes)) {
    if (message.value > 0) {
      std::erase(alive, static_cast<pid_t>(message.value));
      message.value = status_of(static_cast<pid_t>(message.value));
    } else {
      message.value = fork_worker(socket, pipes, serve);
      for (int& end : pipes) close(std::exchange(end, -1));
      if (message.value > 0) alive.push_back(static_cast<pid_t>(message.value));
    }
    if (!send_message(socket, message, nullptr)) break;
  }
  for (const auto pid : alive) {
    kill(pid, SIGKILL);
    status_of(pid);  // so that what they used counts as ours
  }
  _exit(0);
}

[[noreturn]] void throw_no_worker(int error_number) {
  throw std::runtime_error(std::string("no worker process can be started (") + std::strerror(error_number) +
                           "); try fewer with -j 1");
}

}  // namespace

ForkServer::ForkServer(const std::function<void(int items, int results)>& serve) {
  std::array<int, 2> sockets{};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets.data()) != 0) throw_no_worker(errno);
  const auto parent = getpid();
  pid_ = fork();
  if (pid_ < 0) throw_no_worker(errno);
  if (pid_ == 0) {
    die_with_parent(parent);
    close(sockets[0]);
    serve_forks(sockets[1], serve);
  }
  close(sockets[1]);
  socket_ = sockets[0];
}

ForkServer::~ForkServer() {
  close(socket_);
  status_of(pid_);
}

WorkerProcess ForkServer::start_worker() {
  std::array<int, 2> items{};
  std::array<int, 2> results{};
  if (pipe2(items.data(), O_CLOEXEC) != 0) throw_no_worker(errno);
  if (pipe2(results.data(), O_CLOEXEC) != 0) throw_no_worker(errno);
  const TwoDescriptors ends{items[0], results[1]};
  Message message;
  const bool answered = send_message(socket_, message, &ends) && receive_message(socket_, message, nullptr);
  close(ends[0]);
  close(ends[1]);
  if (!answered || message.value < 0) {
    close(items[1]);
    close(results[0]);
    throw_no_worker(answered ? static_cast<int>(-message.value) : ESRCH);
  }
  fcntl(items[1], F_SETFL, O_NONBLOCK);
  fcntl(results[0], F_SETFL, O_NONBLOCK);
  return {static_cast<pid_t>(message.value), items[1], results[0]};
}

int ForkServer::wait_for(pid_t pid) {
  Message message{pid};
  if (!send_message(socket_, message, nullptr) || !receive_message(socket_, message, nullptr))
    throw std::runtime_error("the helper process that starts workers has died");
  return static_cast<int>(message.value);
}

}  // namespace mingdan
