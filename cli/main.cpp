#include <fcntl.h>
#include <unistd.h>

#include <exception>
#include <string>

#include "cli/command_line.hpp"
#include "cli/log.hpp"
#include "cli/stop_signals.hpp"

namespace {

/// A standard stream that is closed would give its number to the next file that is opened. This puts one there that
/// can't be written to.
void occupy_standard_streams() {
  int descriptor = -1;
  do descriptor = open("/dev/null", O_RDONLY);
  while (descriptor >= 0 && descriptor <= STDERR_FILENO);
  if (descriptor >= 0) close(descriptor);
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  mingdan::watch_stop_signals();
  auto code = mingdan::ExitCode::failed;
  try {
    code = mingdan::run_command_line(argc, argv);
  } catch (const std::bad_alloc&) {
    mingdan::log_error("out of memory; try fewer workers with -j 1");
  } catch (const std::exception& error) {
    mingdan::log_error(std::string("unexpected failure: ") + error.what());
  }
  return static_cast<int>(mingdan::stop_requested().value_or(code));
}
