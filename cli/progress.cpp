#include "cli/progress.hpp"

#include <unistd.h>

#include <chrono>
#include <string_view>

#include "text/terminal.hpp"

namespace mingdan {
namespace {

constexpr std::int64_t kBeforeFirst = 1000;  // milliseconds
constexpr std::int64_t kBetween = 200;
constexpr std::size_t kWidth = 76;  // fits the narrowest usual terminal

bool line_is_shown = false;

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void write_to_terminal(std::string_view bytes) {
  [[maybe_unused]] const auto put = write(STDERR_FILENO, bytes.data(), bytes.size());
}

}  // namespace

Progress::Progress(bool shown) : shown_(shown && isatty(STDERR_FILENO) == 1), begun_(now()) {}

Progress::~Progress() { clear_progress_line(); }

void Progress::update(std::uint64_t pages, const std::string& input) {
  if (!shown_) return;
  const auto moment = now();
  if (moment - begun_ < kBeforeFirst || moment - last_ < kBetween) return;
  last_ = moment;
  const auto rate = pages * 1000 / static_cast<std::uint64_t>(moment - begun_);
  const auto line = std::to_string(pages) + " pages, " + std::to_string(rate) + "/s  " + escaped_for_terminal(input);
  write_to_terminal("\r" + cut_to_width(line, kWidth) + "\x1b[K");
  line_is_shown = true;
}

void clear_progress_line() {
  if (line_is_shown) write_to_terminal("\r\x1b[K");
  line_is_shown = false;
}

}  // namespace mingdan
