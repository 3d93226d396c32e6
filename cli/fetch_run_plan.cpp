#include <algorithm>
#include <utility>

#include "archive/stored_answer.hpp"
#include "cli/fetch_run.hpp"
#include "cli/log.hpp"
#include "fetch/fetch_url.hpp"

namespace mingdan {

bool FetchRun::begin() {
  auto& ledger = world_.store.fetch_ledger();
  const auto run = world_.store.begin_run("fetch", MINGDAN_VERSION);
  if (!keep(run ? Result<void>() : std::unexpected(run.error()))) return false;
  run_ = *run;
  const auto hosts = ledger.hosts();
  if (!keep(hosts ? Result<void>() : std::unexpected(hosts.error()))) return false;
  for (const auto& host : *hosts) hosts_.emplace(host.host, found_at(host, begun_));
  return recover() && plan_sources() && plan_handed_in() && plan_waiting();
}

/// An earlier run may have been killed between archiving an answer and writing down what it was.
bool FetchRun::recover() {
  const auto known = world_.store.fetch_ledger().archive_files();
  if (!keep(known ? Result<void>() : std::unexpected(known.error()))) return false;
  for (const auto& file : world_.archive.files()) {
    std::uint64_t until = 0;
    for (const auto& state : *known)
      if (state.file == file) until = state.known_until;
    const auto replayed = responses_after(world_.archive.path_of(file), until,
                                          [&](const StoredResponse& response) { return replay(file, response); });
    if (!keep(replayed ? Result<void>() : std::unexpected(replayed.error())) || broken_) return false;
  }
  return true;
}

/// Takes an archived answer as if it had just come. False ends the run.
bool FetchRun::replay(const std::string& file, const StoredResponse& response) {
  auto& ledger = world_.store.fetch_ledger();
  const ArchiveFileState known{file, response.end};
  auto url = ledger.url(response.url);
  if (!keep(url ? Result<void>() : std::unexpected(url.error()))) return false;
  // Lists are due again anyway, and robots.txt and redirects stand for no address of the ledger.
  const bool waited = *url && (*url)->progress == UrlProgress::waiting && (*url)->role == PageRole::page;
  if (!waited || response.status / 100 == 3) return keep(ledger.put_archive_file(known));
  log_info(response.url + ": archived by an earlier run that was ended; taken up");
  FetchTask task;
  task.url = response.url;
  task.for_url = response.url;
  task.role = (*url)->role;
  task.source = (*url)->source;
  task.sent_at = begun_;
  urls_.emplace(task.for_url, **url);
  know_host(task.url);
  HttpAnswer answer;
  answer.exchange.url = response.url;
  answer.exchange.status = response.status;
  answer.exchange.sent_at = response.sent_at;
  answer.exchange.response_head = response.head;
  const Archived archived{
      {file, response.offset, response.end, response.payload_sha1}, response.sent_at, response.status, response.head};
  judge(task, answer, archived);
  return !broken_;
}

bool FetchRun::plan_sources() {
  const auto states = world_.store.fetch_ledger().sources();
  if (!keep(states ? Result<void>() : std::unexpected(states.error()))) return false;
  for (const auto& source : plan_.sources) {
    SourceState state;
    state.name = source.name;
    for (const auto& known : *states)
      if (known.name == source.name) state = known;
    if (!plan_source(source, state)) return false;
  }
  return true;
}

bool FetchRun::plan_source(const Source& source, const SourceState& state) {
  if (source.kind != PageRole::page && !plan_.refetch && !is_due(source, state, begun_)) {
    ++counts_.not_due;
    log_info("source " + source.name + ": not due before " + utc_text(next_look(source, state)));
    return true;
  }
  auto titles = TitleFilter::make(source.title, source.title_refused);
  if (!keep(titles ? Result<void>() : std::unexpected(titles.error()))) return false;
  rounds_.emplace(source.name, SourceRound{source, state, std::move(*titles)});
  for (const auto& address : source.urls)
    if (!plan_address(address, source.kind, source.name)) return false;
  return true;
}

bool FetchRun::plan_handed_in() {
  for (const auto& address : plan_.urls)
    if (!plan_address(address, PageRole::page, "")) return false;
  return true;
}

bool FetchRun::plan_address(const std::string& address, PageRole role, const std::string& source) {
  const auto url = fetchable_url(address);
  if (!keep(url ? Result<void>() : std::unexpected(url.error()))) return false;
  auto& ledger = world_.store.fetch_ledger();
  const auto known = ledger.url(*url);
  if (!keep(known ? Result<void>() : std::unexpected(known.error()))) return false;
  auto state = known->value_or(UrlState{});
  state.url = *url;
  state.role = role;
  state.source = source;
  if (!*known && !keep(ledger.put_urls({&state, 1}))) return false;
  add_url(std::move(state), 1, role != PageRole::page || plan_.refetch);
  return true;
}

/// What earlier runs left, of the sources of this run and of what was handed in.
bool FetchRun::plan_waiting() {
  const auto waiting = world_.store.fetch_ledger().waiting_urls(begun_);
  if (!keep(waiting ? Result<void>() : std::unexpected(waiting.error()))) return false;
  for (const auto& url : *waiting) {
    const bool ours = url.source.empty() || std::ranges::any_of(plan_.sources, [&](const Source& source) {
                        return source.name == url.source;
                      });
    if (ours && url.role == PageRole::page) add_url(url, 1, false);
  }
  return true;
}

/// A task for an address, when it is due or `anew`.
void FetchRun::add_url(UrlState url, int list_page, bool anew) {
  if (urls_.contains(url.url) || ended_.contains(url.url) || (!anew && !is_due(url, world_.now()))) return;
  FetchTask task;
  task.url = url.url;
  task.for_url = url.url;
  task.role = url.role;
  task.source = url.source;
  task.list_page = list_page;
  if (auto* round = round_of(url.source)) round->open += url.role == round->source.kind ? 1 : 0;
  know_host(task.url);
  urls_.emplace(task.url, std::move(url));
  const auto host = host_of(task.url);
  frontier_.add(host, std::move(task));
}

void FetchRun::know_host(const std::string& url) {
  const auto host = host_of(url);
  if (frontier_.knows(host)) return;
  HostState state;
  state.host = host;
  if (const auto known = hosts_.find(host); known != hosts_.end()) state = known->second;
  const auto policy = policy_for(plan_.hosts, url);
  if (policy.own) state = without_pauses(std::move(state));
  frontier_.add_host(state, policy);
  slow_down(state);
}

}  // namespace mingdan
