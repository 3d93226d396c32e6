#include "cli/command_status.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "archive/saved_time.hpp"
#include "cli/output_file.hpp"
#include "cli/report_failure.hpp"
#include "cli/source_round.hpp"
#include "cli/sources_file.hpp"
#include "fetch/politeness.hpp"
#include "fetch/settle.hpp"
#include "publish/text_table.hpp"
#include "store/fetch_ledger.hpp"
#include "store/sqlite_store.hpp"
#include "text/terminal.hpp"

namespace mingdan {
namespace {

using Lines = std::vector<std::vector<std::string>>;

constexpr std::size_t kRuns = 5;
constexpr std::size_t kMostFailing = 50;
constexpr std::size_t kWidestMessage = 90;

constexpr const char* kFooter =
    "Prints what the data folder knows: sources with their last success and error, hosts that are left alone for now,\n"
    "addresses by how they stand and those that fail, batches and sites in the store, the last runs. Times are "
    "Beijing\n"
    "time. With --sources, when each source is due next.\n"
    "\n"
    "Exit codes: 0 done; 1 failed; 2 wrong usage, or there is no store.";

std::string shown(Instant moment) { return saved_time(utc_text(moment)).value_or(utc_text(moment)); }
std::string shown(const std::optional<Instant>& moment) { return moment ? shown(*moment) : "-"; }
std::string number(const std::optional<int>& value) { return value ? std::to_string(*value) : "-"; }

/// A part of the report; none at all when it has no lines below its head.
void append_part(std::string& text, const std::string& title, Lines lines) {
  if (lines.size() < 2) return;
  for (auto& line : lines)
    for (auto& cell : line) cell = escaped_for_terminal(cell);
  text += (text.empty() ? "" : "\n") + title + "\n" + aligned_text(lines);
}

Lines source_lines(const std::vector<SourceState>& states, const std::vector<Source>& sources) {
  Lines lines{{"source", "last success", "links", "new", "due", "error"}};
  const auto line = [](const SourceState& state, const std::string& due) {
    const auto error = state.error.empty() ? "" : state.error + " since " + shown(state.error_since);
    return std::vector<std::string>{
        state.name, shown(state.last_success), std::to_string(state.links), std::to_string(state.new_links), due,
        error};
  };
  for (const auto& source : sources) {
    const auto known = std::ranges::find(states, source.name, &SourceState::name);
    SourceState state;
    state.name = source.name;
    if (known != states.end()) state = *known;
    lines.push_back(line(state, state.last_look ? shown(next_look(source, state)) : "now"));
  }
  for (const auto& state : states)
    if (std::ranges::find(sources, state.name, &Source::name) == sources.end()) lines.push_back(line(state, "-"));
  return lines;
}

Lines host_lines(const std::vector<HostState>& hosts, Instant now) {
  Lines lines{{"host", "not before", "why", "failures"}};
  for (const auto& stored : hosts) {
    const auto host = found_at(stored, now);
    if (host.not_before && *host.not_before > now)
      lines.push_back({host.host, shown(*host.not_before), host.not_before_why, std::to_string(host.failures)});
  }
  return lines;
}

Lines url_lines(const std::vector<UrlCount>& counts) {
  Lines lines{{"source", "progress", "addresses"}};
  for (const auto& count : counts)
    lines.push_back({count.source.empty() ? "(handed in)" : count.source, std::string(name_of(count.progress)),
                     std::to_string(count.urls)});
  return lines;
}

Lines failing_lines(const std::vector<FailingUrl>& failing) {
  Lines lines{{"address", "outcome", "tries", "next", "why"}};
  for (const auto& url : failing) {
    if (lines.size() > kMostFailing) break;
    const auto& state = url.state;
    const auto next = state.progress == UrlProgress::failed ? std::string("given up") : shown(state.not_before);
    lines.push_back({state.url, state.outcome, std::to_string(state.attempts), next,
                     url.last ? cut_to_width(escaped_for_terminal(url.last->message), kWidestMessage) : ""});
  }
  return lines;
}

std::string findings_of(const FindingCounts& counts) {
  return std::to_string(counts.errors) + "/" + std::to_string(counts.warnings) + "/" + std::to_string(counts.infos);
}

Lines batch_lines(const Coverage& coverage) {
  Lines lines{{"kind", "event", "year", "batch", "label", "site", "pages", "latest", "errors/warnings/infos"}};
  for (const auto& batch : coverage.batches)
    lines.push_back({std::string(name_of(batch.kind)), std::string(name_of(batch.event)), number(batch.year),
                     number(batch.ordinal), batch.label.value_or("-"), std::string(name_of(batch.site)),
                     std::to_string(batch.pages), batch.latest_published.value_or("-").substr(0, 10),
                     findings_of(batch.findings)});
  return lines;
}

Lines site_lines(const Coverage& coverage) {
  Lines lines{{"site", "pages", "with notices", "unrecognised", "latest", "errors/warnings/infos"}};
  for (const auto& site : coverage.sites)
    lines.push_back({std::string(name_of(site.site)), std::to_string(site.pages),
                     std::to_string(site.pages_with_notices), std::to_string(site.unrecognised),
                     site.latest_published.value_or("-").substr(0, 10), findings_of(site.findings)});
  return lines;
}

Lines run_lines(const std::vector<RunSummary>& runs) {
  Lines lines{{"run", "verb", "begun", "ended", "requests", "new", "notices", "failed"}};
  for (const auto& run : runs)
    lines.push_back({std::to_string(run.run), run.command, saved_time(run.started_at).value_or(run.started_at),
                     run.finished_at ? saved_time(*run.finished_at).value_or(*run.finished_at) : "cut off or at work",
                     std::to_string(run.requests), std::to_string(run.counts.added), std::to_string(run.counts.notices),
                     std::to_string(run.counts.failed)});
  return lines;
}

Result<std::string> report(Store& store, const std::vector<Source>& sources, Instant now) {
  auto& ledger = store.fetch_ledger();
  const auto states = ledger.sources();
  if (!states) return std::unexpected(states.error());
  const auto hosts = ledger.hosts();
  if (!hosts) return std::unexpected(hosts.error());
  const auto counts = ledger.url_counts();
  if (!counts) return std::unexpected(counts.error());
  const auto failing = ledger.failing_urls();
  if (!failing) return std::unexpected(failing.error());
  const auto coverage = store.coverage();
  if (!coverage) return std::unexpected(coverage.error());
  const auto runs = store.last_runs(kRuns);
  if (!runs) return std::unexpected(runs.error());
  std::string text;
  append_part(text, "Sources", source_lines(*states, sources));
  append_part(text, "Hosts that are left alone", host_lines(*hosts, now));
  append_part(text, "Addresses", url_lines(*counts));
  append_part(text, "Addresses that fail", failing_lines(*failing));
  append_part(text, "Batches", batch_lines(*coverage));
  append_part(text, "Sites", site_lines(*coverage));
  append_part(text, "Last runs", run_lines(*runs));
  return text.empty() ? "The store is empty.\n" : text;
}

}  // namespace

void set_up_status(CLI::App& verb, StatusOptions& options) {
  verb.add_option("--sources", options.sources, "Tell when the sources of this file are due")->type_name("FILE");
  verb.footer(kFooter);
}

ExitCode run_status(const StatusOptions& options, const GlobalOptions& global) {
  SourceFile file;
  if (options.sources) {
    auto read = read_sources_file(*options.sources);
    if (!read) return report_failure(read.error());
    file = std::move(*read);
  }
  const auto folder = data_folder(global);
  if (!folder) return report_failure(folder.error());
  auto store = open_sqlite_store_for_reading(*folder);
  if (!store) return report_failure(store.error());
  const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto text = report(**store, file.sources, now);
  if (!text) return report_failure(text.error());
  const auto written = write_to_stdout(*text);
  return written ? ExitCode::done : report_failure(written.error());
}

}  // namespace mingdan
