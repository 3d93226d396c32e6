#include "cli/fetch_run.hpp"

#include <algorithm>
#include <utility>

#include "archive/stored_answer.hpp"
#include "cli/log.hpp"
#include "parse/wechat_key.hpp"

namespace mingdan {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kPatience = seconds(5);        // for a retry or the end of a host's pause
constexpr milliseconds kLongestRequest = seconds(75);  // connecting and all
constexpr milliseconds kStopGrace = seconds(5);        // for what is under way when a signal comes
constexpr milliseconds kTick{250};                     // signals are looked for as often
constexpr int kMostHops = 5;
constexpr std::size_t kRobotsBytes = 512UL << 10U;

std::string robots_address(const std::string& url) {
  const auto scheme_end = url.find("://") + 3;
  return url.substr(0, url.find_first_of("/?#", scheme_end)) + "/robots.txt";
}

/// Whether an answer alone tells that the host wants no more requests.
std::optional<std::string_view> block_in(const HttpAnswer& answer) {
  if (answer.exchange.status == 429) return "too_many_requests";
  if (answer.location && is_wechat_captcha_address(*answer.location)) return "captcha";
  return std::nullopt;
}

/// Why a host is left alone, as the store keeps it.
std::string_view reason_of(std::string_view code) {
  if (code == "http_429") return "too_many_requests";
  return code;
}

}  // namespace

FetchRun::FetchRun(FetchWorld world, FetchPlan plan)
    : world_(std::move(world)),
      plan_(std::move(plan)),
      frontier_(kPatience, world_.random),
      begun_(world_.now()),
      robots_(plan_.robots_product, begun_) {}

ExitCode FetchRun::run() {
  if (begin()) loop();
  return finish();
}

void FetchRun::loop() {
  while (!broken_ && !world_.stop()) {
    start_ready();
    const auto now = world_.now();
    const auto wake = frontier_.wakes_at(now);
    if (world_.transport.running() == 0 && !wake) break;
    const auto longest = wake ? std::clamp(*wake - now, milliseconds(0), kTick) : kTick;
    for (const auto& answer : world_.transport.wait(longest)) end(answer);
  }
  const auto until = world_.now() + kStopGrace;
  while (!broken_ && world_.transport.running() > 0 && world_.now() < until)
    for (const auto& answer : world_.transport.wait(kTick)) end(answer);
  world_.transport.cancel_all();
}

void FetchRun::start_ready() {
  while (!broken_) {
    auto task = frontier_.next(world_.now());
    if (!task) return;
    const auto host = host_of(task->url);
    start(std::move(*task), host);
  }
}

void FetchRun::start(FetchTask task, const std::string& host) {
  const bool is_page = task.role == PageRole::page && task.robots_of.empty();
  if (is_page && plan_.max_pages && pages_sent_ >= *plan_.max_pages) {
    frontier_.passed(host);
    ++counts_.left;
    return;
  }
  const bool free = !task.robots_of.empty() || rule_for(plan_.hosts, task.url).ignore_robots;
  const auto verdict = free ? RobotsVerdict::allowed : robots_.verdict(frontier_.host(host), task.url, world_.now());
  if (verdict == RobotsVerdict::allowed) return send(std::move(task), host);
  if (verdict == RobotsVerdict::ask) {
    auto robots = task;
    robots.url = robots_address(task.url);
    robots.robots_of = host;
    robots.hops = 0;
    frontier_.add_first(host, std::move(task));
    return send(std::move(robots), host);
  }
  frontier_.passed(host);
  deny(task, verdict);
}

void FetchRun::send(FetchTask task, const std::string& host) {
  const auto begun = with_request_begun(frontier_.host(host), world_.now(), kLongestRequest);
  if (!frontier_.policy(host).own && !keep(world_.store.fetch_ledger().put_host(begun))) return;
  auto request = request_for(task);
  task.sent_at = world_.now();
  ++counts_.requests;
  world_.begun(task.url);
  if (task.role == PageRole::page && task.robots_of.empty()) ++pages_sent_;
  sent_.emplace(request.id, std::move(task));
  world_.transport.start(std::move(request));
}

HttpRequest FetchRun::request_for(const FetchTask& task) {
  HttpRequest request;
  request.id = next_id_++;
  request.url = task.url;
  const auto rule = rule_for(plan_.hosts, task.url);
  request.legacy_tls = rule.legacy_tls;
  request.ip_version = rule.ip_version;
  request.connect_to = rule.connect_to;
  if (!task.robots_of.empty() || task.hops > 0) return request;
  const auto& url = urls_.at(task.for_url);
  const auto* round = round_of(task.source);
  const bool other_filters = round != nullptr && round->before.asked_for != filters_of(round->source);
  if (url.progress != UrlProgress::done || other_filters) return request;
  if (url.etag) request.headers.emplace_back("If-None-Match", *url.etag);
  if (url.last_modified) request.headers.emplace_back("If-Modified-Since", *url.last_modified);
  return request;
}

void FetchRun::end(const HttpAnswer& answer) {
  auto sent = sent_.extract(answer.id);
  if (sent.empty()) return;
  const auto& task = sent.mapped();
  const auto host = host_of(task.url);
  counts_.bytes += answer.exchange.body.size();
  auto state = with_request_ended(frontier_.host(host), world_.now());
  const auto archived = archive(task, answer);
  if (broken_) return;
  if (!task.robots_of.empty()) return take_robots(task, answer, archived, std::move(state));
  state = take(task, answer, archived, std::move(state));
  if (broken_) return;
  // No delay of an own host has to be kept by a later run.
  if (frontier_.policy(host).own && !state.not_before) return frontier_.ended(host, std::move(state));
  put_host(std::move(state));
}

HostState FetchRun::take(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived,
                         HostState host) {
  const auto now = world_.now();
  const auto judgement = judge(task, answer, archived);
  if (!judgement) return after_success(std::move(host));  // it went on to another address
  const auto& outcome = judgement->outcome;
  if (outcome.verdict == Verdict::blocked)
    return closed_by(std::move(host), reason_of(outcome.code), answer.retry_after);
  const bool silent = answer.error && outcome.verdict == Verdict::again;
  if (silent || answer.exchange.status.value_or(0) >= 500) {
    host = after_failure(std::move(host), frontier_.policy(host_of(task.url)), now);
    return answer.retry_after ? after_retry_after(std::move(host), now, *answer.retry_after) : host;
  }
  return answer.error ? host : after_success(std::move(host));
}

HostState FetchRun::closed_by(HostState host, std::string_view why, std::optional<std::chrono::seconds> wait) {
  code_ = worse_of(code_, ExitCode::blocked);
  return after_block(std::move(host), world_.now(), why, wait);
}

void FetchRun::take_robots(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived,
                           HostState host) {
  const auto now = world_.now();
  const bool failed = answer.error || answer.exchange.status.value_or(500) >= 500;
  const auto block = block_in(answer);
  const auto policy = frontier_.policy(host.host);
  if (block)
    host = closed_by(std::move(host), *block, answer.retry_after);
  else
    host = failed ? after_failure(std::move(host), policy, now) : after_success(std::move(host));
  note(task, answer, archived, {{Verdict::done, "robots"}, answer.error ? answer.error->message : ""},
       urls_.at(task.for_url));
  if (!block && answer.location && follow_redirect(task, *answer.location, kMostHops)) {
    const bool stays = host_of(*answer.location) == host.host;
    return stays || host.host != task.robots_of ? put_host(std::move(host)) : hold_host(std::move(host));
  }
  std::string text;
  if (archived && !failed)
    if (auto stored = read_answer_at(place_of(*archived))) text = stored->body.substr(0, kRobotsBytes);
  const auto status = answer.error ? std::nullopt : answer.exchange.status;
  if (failed)
    robots_failures_[task.robots_of] =
        answer.error ? answer.error->message : "the server answers with status " + std::to_string(status.value_or(0));
  auto owner = host.host == task.robots_of ? host : frontier_.host(task.robots_of);
  if (host.host != task.robots_of) put_host(std::move(host));
  owner = robots_.with_answer(std::move(owner), status, std::move(text), now);
  slow_down(owner);
  put_host(std::move(owner));
}

/// Keeps what is known of a host from now on; it may be asked again after its delay.
void FetchRun::put_host(HostState state) {
  if (!keep(world_.store.fetch_ledger().put_host(state))) return;
  const auto host = state.host;
  frontier_.ended(host, std::move(state));
}

/// The same, but nothing is asked of it before its robots.txt is known, which another host has.
void FetchRun::hold_host(HostState state) {
  if (!keep(world_.store.fetch_ledger().put_host(state))) return;
  const auto host = state.host;
  frontier_.held(host, std::move(state));
}

/// A Crawl-delay longer than ours holds.
void FetchRun::slow_down(const HostState& host) {
  auto policy = frontier_.policy(host.host);
  const auto asked = robots_.crawl_delay(host);
  if (!asked || policy.own || policy.delay >= *asked) return;
  policy.delay = *asked;
  frontier_.set_policy(host.host, policy);
}

bool FetchRun::follow_redirect(const FetchTask& task, const std::string& target, int most_hops) {
  const bool downgrade = task.url.starts_with("https://") && target.starts_with("http://");
  const bool comes_back = !task.robots_of.empty() && host_of(task.url) != task.robots_of &&
                          host_of(target) == task.robots_of;  // which waits for this very answer
  if (task.hops >= most_hops || downgrade || comes_back || target == task.url) return false;
  auto next = task;
  next.url = target;
  ++next.hops;
  know_host(target);
  frontier_.add_first(host_of(target), std::move(next));
  return true;
}

void FetchRun::deny(const FetchTask& task, RobotsVerdict verdict) {
  const bool denied = verdict == RobotsVerdict::denied;
  constexpr auto kUntilAskedAgain = std::chrono::hours(24 * 7);
  auto url = urls_.at(task.for_url);
  url.outcome = denied ? "robots_denied" : "robots_unreachable";
  if (denied) url.not_before = world_.now() + kUntilAskedAgain;
  const Judgement judgement{{Verdict::again, url.outcome},
                            denied ? "its robots.txt forbids us this address"
                                   : "its robots.txt can't be had, and without it nothing is fetched: " +
                                         robots_failures_[host_of(task.url)]};
  if (!keep(world_.store.fetch_ledger().put_urls({&url, 1}))) return;
  report(task, judgement);
  close_in_round(task, judgement);
}

ExitCode FetchRun::finish() {
  counts_.left += frontier_.size() + sent_.size();
  int looked = 0;
  int failed = 0;
  for (auto& [name, round] : rounds_) {
    if (broken_ || (round.answered == 0 && !round.error && round.source.kind != PageRole::page)) continue;
    auto state = after_round(round, world_.now());
    ++looked;
    failed += state.error.empty() ? 0 : 1;
    tell(state);
    keep(world_.store.fetch_ledger().put_source(state));
  }
  if (looked > 0 && failed == looked) code_ = worse_of(code_, ExitCode::every_source_failed);
  if (failed > 0) code_ = worse_of(code_, ExitCode::some_pages_failed);
  if (!broken_) keep(world_.store.finish_run(run_, counts_.records));
  return world_.stop().value_or(code_);
}

/// An error of a source is told once, and again when it is another one.
void FetchRun::tell(SourceState& state) {
  if (state.error == state.told_error) return;
  if (state.error.empty())
    log_warning("source " + state.name + " works again");
  else
    log_error("source " + state.name + ": " + state.error_message + " [" + state.error + "]");
  state.told_error = state.error;
}

}  // namespace mingdan
