#include "cli/log.hpp"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <memory>
#include <string>

#include "cli/progress.hpp"
#include "publish/json_text.hpp"
#include "text/terminal.hpp"

namespace mingdan {
namespace {

std::string utc(std::chrono::system_clock::time_point moment) {
  const auto seconds = std::chrono::system_clock::to_time_t(moment);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string_view name_of_level(spdlog::level::level_enum level) {
  switch (level) {
    case spdlog::level::err:
      return "error";
    case spdlog::level::warn:
      return "warning";
    default:
      return "info";
  }
}

/// The one way to stderr: whatever an event holds, it becomes one line without control characters.
class StderrSink : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
 public:
  explicit StderrSink(LogFormat format) : format_(format) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& event) override {
    const auto message = escaped_for_terminal({event.payload.data(), event.payload.size()});
    const auto level = name_of_level(event.level);
    std::string line;
    if (format_ == LogFormat::json) {
      line.append(R"({"time":")").append(utc(event.time)).append(R"(","level":")").append(level);
      line.append(R"(","message":)");
      append_json_string(line, message);
      line += '}';
    } else {
      line = "mingdan: ";
      if (event.level >= spdlog::level::warn) line.append(level).append(": ");
      line += message;
    }
    line += '\n';
    clear_progress_line();
    [[maybe_unused]] const auto put = write(STDERR_FILENO, line.data(), line.size());
  }
  void flush_() override {}

 private:
  LogFormat format_;
};

std::shared_ptr<spdlog::logger>& current_log() {
  static auto log = std::make_shared<spdlog::logger>("mingdan", std::make_shared<StderrSink>(LogFormat::text));
  return log;
}

void write_event(spdlog::level::level_enum level, std::string_view message) {
  current_log()->log(level, spdlog::string_view_t(message.data(), message.size()));
}

}  // namespace

void start_log(const GlobalOptions& options) {
  current_log() = std::make_shared<spdlog::logger>("mingdan", std::make_shared<StderrSink>(options.log_format));
  current_log()->set_level(options.quiet     ? spdlog::level::err
                           : options.verbose ? spdlog::level::info
                                             : spdlog::level::warn);
}

void log_error(std::string_view message) { write_event(spdlog::level::err, message); }
void log_warning(std::string_view message) { write_event(spdlog::level::warn, message); }
void log_info(std::string_view message) { write_event(spdlog::level::info, message); }

void log_summary(std::string_view message) {
  if (!current_log()->should_log(spdlog::level::warn)) return;
  const spdlog::details::log_msg event("mingdan", spdlog::level::info, {message.data(), message.size()});
  for (const auto& sink : current_log()->sinks()) sink->log(event);
}

}  // namespace mingdan
