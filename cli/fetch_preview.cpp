#include "cli/fetch_preview.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "archive/saved_time.hpp"
#include "cli/output_file.hpp"
#include "cli/report_failure.hpp"
#include "fetch/fetch_url.hpp"
#include "store/sqlite_store.hpp"

namespace mingdan {
namespace {

/// What is remembered of earlier runs; nothing where there is no store yet.
struct Memory {
  std::vector<HostState> hosts;
  std::vector<SourceState> sources;
  std::vector<UrlState> waiting;
  std::unique_ptr<Store> store;
};

Result<Memory> memory_in(const std::string& folder, Instant now) {
  Memory memory;
  auto store = open_sqlite_store_for_reading(folder);
  if (!store && store.error().code == "store_missing") return memory;
  if (!store) return std::unexpected(store.error());
  memory.store = std::move(*store);
  auto& ledger = memory.store->fetch_ledger();
  auto hosts = ledger.hosts();
  if (!hosts) return std::unexpected(hosts.error());
  memory.hosts = std::move(*hosts);
  auto sources = ledger.sources();
  if (!sources) return std::unexpected(sources.error());
  memory.sources = std::move(*sources);
  auto waiting = ledger.waiting_urls(now);
  if (!waiting) return std::unexpected(waiting.error());
  memory.waiting = std::move(*waiting);
  return memory;
}

std::string shown(Instant moment) { return saved_time(utc_text(moment)).value_or(utc_text(moment)); }

/// Why the host of an address would not be asked now.
std::string pause_of(const Memory& memory, const std::string& url, Instant now) {
  const auto host = host_of(url);
  const auto known = std::ranges::find(memory.hosts, host, &HostState::host);
  if (known == memory.hosts.end()) return {};
  const auto state = found_at(*known, now);
  if (!state.not_before || *state.not_before <= now) return {};
  return "\tnot before " + shown(*state.not_before) + " (" + state.not_before_why + ")";
}

void append_source(std::string& text, const Source& source, const Memory& memory, Instant now) {
  SourceState state;
  if (const auto known = std::ranges::find(memory.sources, source.name, &SourceState::name);
      known != memory.sources.end())
    state = *known;
  const bool due = source.kind == PageRole::page || is_due(source, state, now);
  for (const auto& url : source.urls) {
    text += due ? "due" : "later";
    text.append("\t").append(source.name).append("\t").append(name_of(source.kind)).append("\t").append(url);
    if (!due) text += "\tnot before " + shown(next_look(source, state));
    text += pause_of(memory, url, now) + "\n";
  }
}

Result<std::string> preview(const FetchPlan& plan, const Memory& memory, Instant now) {
  std::string text;
  for (const auto& source : plan.sources) append_source(text, source, memory, now);
  for (const auto& url : plan.urls) {
    std::string stands = "due";
    if (memory.store) {
      const auto known = memory.store->fetch_ledger().url(url);
      if (!known) return std::unexpected(known.error());
      if (*known && !plan.refetch && !is_due(**known, now)) stands = name_of((*known)->progress);
    }
    text += stands + "\t\tpage\t" + url + pause_of(memory, url, now) + "\n";
  }
  for (const auto& url : memory.waiting) {
    const bool ours =
        url.source.empty() || std::ranges::find(plan.sources, url.source, &Source::name) != plan.sources.end();
    if (ours && url.role == PageRole::page && std::ranges::find(plan.urls, url.url) == plan.urls.end())
      text.append("waiting\t")
          .append(url.source)
          .append("\tpage\t")
          .append(url.url)
          .append(pause_of(memory, url.url, now) + "\n");
  }
  return text;
}

}  // namespace

ExitCode preview_fetch(const FetchPlan& plan, const std::string& folder, Instant now) {
  const auto memory = memory_in(folder, now);
  if (!memory) return report_failure(memory.error());
  const auto text = preview(plan, *memory, now);
  if (!text) return report_failure(text.error());
  const auto written = write_to_stdout(*text);
  return written ? ExitCode::done : report_failure(written.error());
}

}  // namespace mingdan
