#include "cli/fetch_metrics.hpp"

#include <array>
#include <utility>

#include "cli/output_file.hpp"

namespace mingdan {
namespace {

double seconds_of(Instant moment) { return std::chrono::duration<double>(moment.time_since_epoch()).count(); }

/// A label's value: backslash, quote and line feed escaped.
std::string label(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    if (c == '\n')
      text += "\\n";
    else
      text += c;
  }
  return text;
}

void append_head(std::string& text, std::string_view name, std::string_view help) {
  text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" gauge\n");
}

void append_gauge(std::string& text, std::string_view name, std::string_view help, std::uint64_t value) {
  append_head(text, name, help);
  text.append(name).append(" ").append(std::to_string(value)).append("\n");
}

void append_sources(std::string& text, const std::vector<SourceState>& sources) {
  append_head(text, "mingdan_source_last_success_timestamp_seconds", "When a source was last read without an error.");
  for (const auto& source : sources)
    text.append("mingdan_source_last_success_timestamp_seconds{source=\"")
        .append(label(source.name))
        .append("\"} ")
        .append(std::to_string(source.last_success ? seconds_of(*source.last_success) : 0))
        .append("\n");
  append_head(text, "mingdan_source_failing", "1 while a source gives an error.");
  for (const auto& source : sources)
    text.append("mingdan_source_failing{source=\"")
        .append(label(source.name))
        .append("\"} ")
        .append(source.error.empty() ? "0\n" : "1\n");
}

}  // namespace

Result<void> write_fetch_metrics(const std::string& path, const FetchCounts& counts, ExitCode code, Store& store,
                                 Instant now) {
  const auto sources = store.fetch_ledger().sources();
  if (!sources) return std::unexpected(sources.error());
  std::string text;
  append_head(text, "mingdan_fetch_finished_timestamp_seconds", "When the last run ended.");
  text += "mingdan_fetch_finished_timestamp_seconds " + std::to_string(seconds_of(now)) + "\n";
  const std::array<std::tuple<std::string_view, std::string_view, std::uint64_t>, 9> gauges{{
      {"mingdan_fetch_exit_code", "Exit code of the last run.", static_cast<std::uint64_t>(code)},
      {"mingdan_fetch_requests", "Requests of the last run.", counts.requests},
      {"mingdan_fetch_received_bytes", "Bytes of bodies as received in the last run.", counts.bytes},
      {"mingdan_fetch_pages", "Pages archived and read in the last run.", counts.pages},
      {"mingdan_fetch_pages_new", "Of them, those new to the store.", counts.records.added},
      {"mingdan_fetch_notices", "Notices on the pages of the last run.", counts.records.notices},
      {"mingdan_fetch_addresses_found", "Addresses found in the last run.", counts.found},
      {"mingdan_fetch_failed", "Answers of the last run that were not what was wanted.", counts.failed},
      {"mingdan_fetch_left", "Requests left to the next run.", counts.left},
  }};
  for (const auto& [name, help, value] : gauges) append_gauge(text, name, help, value);
  append_sources(text, *sources);
  auto file = OutputFile::open(path, true);
  if (!file) return std::unexpected(file.error());
  if (auto written = file->write(text); !written) return written;
  return file->commit();
}

}  // namespace mingdan
