#include "cli/command_fetch.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <random>
#include <utility>

#include "archive/warc_writer.hpp"
#include "cli/fetch_metrics.hpp"
#include "cli/fetch_preview.hpp"
#include "cli/fetch_run.hpp"
#include "cli/index_archive.hpp"
#include "cli/log.hpp"
#include "cli/progress.hpp"
#include "cli/report_failure.hpp"
#include "cli/sources_file.hpp"
#include "cli/stop_signals.hpp"
#include "cli/url_list.hpp"
#include "fetch/curl_transport.hpp"
#include "fetch/fetch_url.hpp"
#include "store/sqlite_store.hpp"

namespace mingdan {
namespace {

constexpr double kLongestDelay = 3600;
constexpr std::uint64_t kMostPages = 1'000'000'000;

constexpr const char* kFooter =
    "Fetches addresses, or what the sources of a sources.toml lead to, politely: one request a host at a time, with a\n"
    "pause between two, by the rules of its robots.txt. Every answer goes into DATA/archive (WARC) before it is read;\n"
    "records go into the store. What was fetched is not fetched again. Made for cron: a run ends by itself, takes up\n"
    "what an earlier one left, and a second one at the same time exits at once with 75.\n"
    "\n"
    "Exit codes: 0 done, also when nothing was new; 1 failed; 2 wrong usage; 3 some pages failed, each named on "
    "stderr;\n"
    "4 every source failed; 18 a host asks for a captcha or fewer requests, it is left alone for hours; 75 another "
    "run\n"
    "works; 130 or 143 interrupted.\n"
    "\n"
    "Examples:\n"
    "  mingdan fetch --sources sources.toml\n"
    "  mingdan fetch 'https://mp.weixin.qq.com/s?__biz=…&mid=…&idx=1&sn=…&chksm=…'";

Result<FetchPlan> plan_of(const FetchOptions& options, const SourceFile& file) {
  FetchPlan plan;
  plan.sources = file.sources;
  plan.hosts.rules = {file.hosts.begin(), file.hosts.end()};
  plan.hosts.own = {options.own_hosts.begin(), options.own_hosts.end()};
  if (options.delay) plan.hosts.delay = std::chrono::milliseconds(static_cast<std::int64_t>(*options.delay * 1000));
  plan.refetch = options.refetch;
  plan.max_pages = options.max_pages;
  auto urls = options.urls;
  if (options.input_file) {
    auto listed = urls_listed_in(*options.input_file);
    if (!listed) return std::unexpected(listed.error());
    urls.insert(urls.end(), listed->begin(), listed->end());
  }
  for (const auto& url : urls) {
    auto fetchable = fetchable_url(url);
    if (!fetchable) return std::unexpected(Error{"usage", fetchable.error().message});
    plan.urls.push_back(std::move(*fetchable));
  }
  if (plan.urls.empty() && plan.sources.empty())
    return std::unexpected(
        Error{"usage", "nothing to fetch; name addresses, --input-file or --sources, see `mingdan fetch --help`"});
  return plan;
}

TransportOptions transport_options(const FetchOptions& options, const SourceFile& file,
                                   const std::function<Instant()>& now) {
  TransportOptions transport;
  transport.user_agent = file.user_agent.value_or("Mozilla/5.0 (compatible; mingdan/" MINGDAN_VERSION ")");
  transport.proxy = file.proxy;
  transport.ca_file = file.ca_file;
  transport.allow_private = options.allow_private;
  transport.now = now;
  return transport;
}

/// The wall clock as it stood when the run began, carried on by a clock that never goes back.
std::function<Instant()> run_clock() {
  const auto wall = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto begun = std::chrono::steady_clock::now();
  return [wall, begun] {
    return wall + std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
  };
}

std::function<double()> random_numbers() {
  auto engine = std::make_shared<std::mt19937_64>(std::random_device{}());
  return [engine] { return std::uniform_real_distribution<double>(0, 1)(*engine); };
}

std::string counted(std::uint64_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

std::string summary(const FetchCounts& counts) {
  std::string text = "fetched " + counted(counts.pages, "page") + " by " + counted(counts.requests, "request") + ": " +
                     std::to_string(counts.records.added) + " new to the store, " +
                     counted(counts.records.notices, "notice") + "; " + counted(counts.found, "new link");
  if (counts.unchanged > 0) text += "; " + std::to_string(counts.unchanged) + " not modified";
  if (counts.gone > 0) text += "; " + std::to_string(counts.gone) + " gone";
  if (counts.failed > 0) text += "; " + std::to_string(counts.failed) + " failed";
  if (counts.not_due > 0) text += "; " + counted(counts.not_due, "source") + " not due yet";
  if (counts.left > 0) text += "; " + std::to_string(counts.left) + " left to the next run";
  return text;
}

/// Continues the archive of a store that is open and locked.
Result<WarcWriter> open_archive(const std::string& folder, Store& store, Instant now) {
  const auto known = store.fetch_ledger().archive_files();
  if (!known) return std::unexpected(known.error());
  WarcOptions options;
  options.begun_at = utc_text(now);
  options.software = "mingdan/" MINGDAN_VERSION;
  options.whole_until = [files = *known](std::string_view file) {
    const auto state = std::ranges::find(files, file, &ArchiveFileState::file);
    return state == files.end() ? 0 : state->known_until;
  };
  auto archive = WarcWriter::open(folder, std::move(options));
  if (archive && archive->torn_bytes() > 0)
    log_warning(archive->path_of(archive->torn_file()) + ": an earlier run was cut off while it wrote; " +
                std::to_string(archive->torn_bytes()) + " bytes behind the last whole record are kept in its .torn");
  return archive;
}

ExitCode fetch_into(Store& store, FetchWorld world, FetchPlan plan, const std::string& archive_folder,
                    const std::optional<std::string>& metrics) {
  const auto now = world.now;
  FetchRun run(std::move(world), std::move(plan));
  auto code = run.run();
  const auto keep = [&](const Result<void>& done) {
    if (!done) code = worse_of(code, report_failure(done.error()));
  };
  keep(index_archive(archive_folder));
  if (metrics) keep(write_fetch_metrics(*metrics, run.counts(), code, store, now()));
  keep(store.close());
  log_summary(summary(run.counts()));
  return code;
}

}  // namespace

void set_up_fetch(CLI::App& verb, FetchOptions& options) {
  verb.add_option("URL", options.urls, "Addresses to fetch")->type_name("");
  verb.add_option("--sources", options.sources, "Sources to look at when they are due (TOML)")->type_name("FILE");
  verb.add_option("--input-file", options.input_file, "Addresses to fetch, one a line; - for standard input")
      ->type_name("FILE");
  verb.add_option("--max-pages", options.max_pages, "Request at most N pages in this run; lists are not counted")
      ->check(CLI::Range(std::uint64_t{1}, kMostPages))
      ->type_name("N");
  verb.add_option("--delay", options.delay,
                  "Pause between two requests to a host, at least 2; default: 10 for WeChat, 5 for others")
      ->check(CLI::Range(0.0, kLongestDelay))
      ->type_name("SECONDS");
  verb.add_option("--own-host", options.own_hosts, "A host of yours: no pause, no breaker; may be given again")
      ->allow_extra_args(false)
      ->type_name("HOST");
  verb.add_flag("--allow-private", options.allow_private, "Fetch from private and loopback addresses, too");
  verb.add_flag("--refetch", options.refetch, "Fetch again what is archived already, and look at every source");
  verb.add_flag("--dry-run", options.dry_run, "Check the sources and tell what would be fetched; fetch nothing");
  verb.add_option("--metrics", options.metrics, "Write figures of the run for Prometheus (text file collector)")
      ->type_name("FILE");
  verb.footer(kFooter);
}

ExitCode run_fetch(const FetchOptions& options, const GlobalOptions& global) {
  SourceFile file;
  if (options.sources) {
    auto read = read_sources_file(*options.sources);
    if (!read) return report_failure(read.error());
    file = std::move(*read);
  }
  auto plan = plan_of(options, file);
  if (!plan) return report_failure(plan.error());
  const auto folder = data_folder(global);
  if (!folder) return report_failure(folder.error());
  const auto now = run_clock();
  if (options.dry_run) return preview_fetch(*plan, *folder, now());
  FetchedPages pages;  // before the store is opened: workers must not inherit it
  auto store = open_sqlite_store(*folder);
  if (!store) return report_failure(store.error());
  const auto archive_folder = *folder + "/archive";
  auto archive = open_archive(archive_folder, **store, now());
  if (!archive) return report_failure(archive.error());
  auto transport = make_curl_transport(transport_options(options, file, now));
  if (!transport) return report_failure(transport.error());
  const auto read = [&](const FetchedPlace& place) { return pages.read(place); };
  Progress progress(!global.no_progress && !global.quiet);
  std::uint64_t requests = 0;
  const auto begun = [&](const std::string& url) { progress.update(++requests, url); };
  return fetch_into(**store, {**transport, *archive, **store, read, now, random_numbers(), stop_requested, begun},
                    std::move(*plan), archive_folder, options.metrics);
}

}  // namespace mingdan
