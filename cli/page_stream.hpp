#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/input_paths.hpp"
#include "cli/exit_code.hpp"
#include "cli/worker_limits.hpp"
#include "model/document.hpp"
#include "model/error.hpp"
#include "model/record.hpp"

namespace mingdan {

/// What reading one page gave, as a worker answers it.
struct ReadPage {
  std::string input;
  std::uint64_t record = 0;
  std::optional<PageState> state;  ///< empty when the page could not be read
  std::optional<Error> error;
  std::uint32_t error_findings = 0;  ///< findings of severity error, those of the notices included
  std::string line;                  ///< the record line, without line break
};

/// What a worker answers for a record.
ReadPage read_page_of(const Record& record);
/// What a page is told that ended its worker.
Error error_of(WorkerFailure failure);

struct PageStreamOptions {
  unsigned jobs = 0;           ///< worker processes, 0 means one for each core
  bool record_lines = false;   ///< take files of record lines too, each line as it is; else they are an error
  bool progress = false;       ///< show progress on stderr once the work takes longer than a second
};

/// Reads every page of the inputs in worker processes and hands over the results in input order, one at a time;
/// memory stays bounded however many there are. Pages that can't be read come as results with an error. Returns
/// early when `take` returns false or a signal asks to stop.
/// The helper process that workers are forked from starts in the constructor: make one before a database is opened.
/// Throws std::runtime_error when no worker process can be started.
class PageStream {
 public:
  explicit PageStream(PageStreamOptions options);
  PageStream(const PageStream&) = delete;
  PageStream& operator=(const PageStream&) = delete;
  ~PageStream();

  void run(const std::vector<InputPath>& inputs, const std::function<bool(ReadPage&&)>& take);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Names a page that failed or is unrecognised on stderr (one line: input, what is wrong, remedy) and says what it
/// does to the exit code: some_pages_failed or done.
ExitCode report_page(const ReadPage& page);

}  // namespace mingdan
