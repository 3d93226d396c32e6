#pragma once

#include <cstdint>
#include <string>

namespace mingdan {

/// Shows one changing line on stderr while long work goes on. Only on a terminal, only after a second of work.
/// One at a time.
class Progress {
 public:
  /// `shown` false: never shows anything.
  explicit Progress(bool shown);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// Tells how many pages are done; `input` is the path at work.
  void update(std::uint64_t pages, const std::string& input);

 private:
  bool shown_;
  std::int64_t begun_;  ///< milliseconds of a steady clock
  std::int64_t last_ = 0;
};

/// Takes the line away, so that something else can be written; it comes back with the next update.
void clear_progress_line();

}  // namespace mingdan
