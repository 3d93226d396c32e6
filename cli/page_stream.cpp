#include "cli/page_stream.hpp"

#include <sched.h>

#include <algorithm>
#include <utility>

#include "archive/open_file.hpp"
#include "archive/page_reader.hpp"
#include "cli/log.hpp"
#include "cli/progress.hpp"
#include "cli/read_record.hpp"
#include "cli/stop_signals.hpp"
#include "cli/wire.hpp"
#include "cli/worker_pool.hpp"
#include "publish/record_line.hpp"

namespace mingdan {
namespace {

std::uint32_t error_findings_in(const std::vector<Finding>& findings) {
  return static_cast<std::uint32_t>(std::ranges::count(findings, Severity::error, &Finding::severity));
}

ReadPage summary_of(const Record& record) {
  ReadPage page{record.input, record.record, std::nullopt, record.error, error_findings_in(record.findings), {}};
  if (record.page) page.state = record.page->state;
  for (const auto& notice : record.notices) page.error_findings += error_findings_in(notice.findings);
  return page;
}

}  // namespace

ReadPage read_page_of(const Record& record) {
  auto page = summary_of(record);
  page.line = record_line(record);
  return page;
}

Error error_of(WorkerFailure failure) {
  switch (failure) {
    case WorkerFailure::timeout:
      return {"worker_timeout", "reading this page took too long; only its text was read"};
    case WorkerFailure::memory:
      return {"worker_memory", "reading this page took too much memory; only its text was read"};
    default:
      return {"worker_crashed", "the HTML library died on this page; only its text was read"};
  }
}

namespace {

/// A line that parse wrote earlier: checked and passed on as it is.
ReadPage passed_on(PagePlace place) {
  auto record = read_record_line(*place.bytes);
  if (!record) return read_page_of(failed_record(place.input, place.record, record.error()));
  auto page = summary_of(*record);
  page.line = std::move(*place.bytes);
  return page;
}

/// The work of a worker process. An empty answer: no page at this place.
std::string read_at(std::string_view item, std::optional<WorkerFailure> earlier) {
  auto place = decoded_place(item);
  if (place.kind == InputKind::record_lines && place.bytes) return encoded(passed_on(std::move(place)));
  const auto page = read_page_at(place);
  if (!page) return encoded(read_page_of(failed_record(place.input, place.record, page.error())));
  if (!*page) return {};
  return encoded(read_page_of(earlier ? read_record_text_only(**page, error_of(*earlier)) : read_record(**page)));
}

/// Of a page whose text could not be read either.
ReadPage given_up(const PagePlace& place, WorkerFailure failure) {
  auto error = error_of(failure);
  error.message = error.message.substr(0, error.message.find(';')) + "; nothing of it was read";
  return read_page_of(failed_record(place.input, place.record, std::move(error)));
}

unsigned usable_cores() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
  return static_cast<unsigned>(std::max(1, CPU_COUNT(&cores)));
}

/// Gives the places of all inputs one after the other.
class PlaceSource {
 public:
  PlaceSource(const std::vector<InputPath>& inputs, bool record_lines) : inputs_(inputs), record_lines_(record_lines) {}

  std::optional<PagePlace> next() {
    while (scanner_ || at_ < inputs_.size()) {
      if (!scanner_) {
        const auto& input = inputs_[at_++];
        if (input.error) return PagePlace{input.path, 0, InputKind::page, 0, std::nullopt, input.error};
        scanner_.emplace(input.path);
      }
      if (auto place = scanner_->next()) return allowed(std::move(*place));
      scanner_.reset();
    }
    return std::nullopt;
  }

 private:
  PagePlace allowed(PagePlace place) {
    if (record_lines_ || place.kind != InputKind::record_lines || place.error) return place;
    scanner_.reset();
    place.bytes.reset();
    place.error = Error{"unsupported_format", "these are record lines, not pages; read them with `mingdan import`"};
    return place;
  }

  const std::vector<InputPath>& inputs_;
  bool record_lines_;
  std::size_t at_ = 0;
  std::optional<PlaceScanner> scanner_;
};

std::string place_name(const ReadPage& page) {
  auto name = shown_path(page.input);
  if (page.record > 0) name += " record " + std::to_string(page.record);
  return name + ": ";
}

}  // namespace

struct PageStream::State {
  PageStreamOptions options;
  WorkerPool pool;
};

PageStream::PageStream(PageStreamOptions options)
    : state_(new State{options, WorkerPool({options.jobs > 0 ? options.jobs : usable_cores(), {}, read_at})}) {}

PageStream::~PageStream() = default;

void PageStream::run(const std::vector<InputPath>& inputs, const std::function<bool(ReadPage&&)>& take) {
  PlaceSource places(inputs, state_->options.record_lines);
  Progress progress(state_->options.progress);
  std::uint64_t pages = 0;
  const auto next = [&]() -> std::optional<std::string> {
    const auto place = places.next();
    if (!place || stop_requested()) return std::nullopt;
    return encoded(*place);
  };
  const auto take_result = [&](WorkResult&& result) {
    if (result.bytes && result.bytes->empty()) return true;
    auto page = result.bytes ? decoded_page(*result.bytes) : given_up(decoded_place(result.item), result.bytes.error());
    progress.update(++pages, page.input);
    return take(std::move(page));
  };
  state_->pool.run(next, take_result, [] { return !stop_requested(); });
}

ExitCode report_page(const ReadPage& page) {
  if (page.error) {
    const auto shown = shown_path(page.input);
    const auto named = page.error->message.starts_with(shown) && page.record == 0;
    log_error((named ? "" : place_name(page)) + page.error->message + " [" + page.error->code + "]");
    return ExitCode::some_pages_failed;
  }
  if (page.state == PageState::unrecognised) {
    log_warning(place_name(page) +
                "unrecognised page: no site profile knows it; look at it and report it with its "
                "address [unrecognised]");
    return ExitCode::some_pages_failed;
  }
  if (page.state) log_info(place_name(page) + std::string(name_of(*page.state)));
  return ExitCode::done;
}

}  // namespace mingdan
