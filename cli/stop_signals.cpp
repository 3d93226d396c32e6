#include "cli/stop_signals.hpp"

#include <sys/time.h>

#include <csignal>

namespace mingdan {
namespace {

volatile std::sig_atomic_t received_signal = 0;

/// A signal that comes just before a system call begins would not wake it up: the timer wakes it a moment later.
extern "C" void on_stop_signal(int signal) {
  received_signal = signal;
  itimerval timer{};
  timer.it_value.tv_usec = 100'000;
  timer.it_interval.tv_usec = 100'000;
  setitimer(ITIMER_REAL, &timer, nullptr);
}

extern "C" void on_alarm(int) {}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);  // without SA_RESTART
}

}  // namespace

void watch_stop_signals() {
  handle(SIGINT, on_stop_signal);
  handle(SIGTERM, on_stop_signal);
  handle(SIGALRM, on_alarm);
  handle(SIGPIPE, SIG_IGN);
}

std::optional<ExitCode> stop_requested() {
  if (received_signal == SIGINT) return ExitCode::interrupted;
  if (received_signal == SIGTERM) return ExitCode::terminated;
  return std::nullopt;
}

}  // namespace mingdan
