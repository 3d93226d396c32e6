#include <algorithm>
#include <utility>

#include "cli/fetch_run.hpp"
#include "cli/log.hpp"
#include "cli/report_failure.hpp"
#include "extract/extract_notices.hpp"
#include "fetch/fetch_url.hpp"
#include "parse/site_key.hpp"
#include "parse/wechat_key.hpp"
#include "publish/record_line.hpp"

namespace mingdan {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kTriesARun = 3;
constexpr int kMostHops = 5;
constexpr int kMostStubs = 2;
constexpr milliseconds kLongestRetryWait = seconds(5);

/// The key that an address alone tells; empty when it tells none.
std::string key_of_address(const std::string& url) {
  if (auto key = wechat_key_of_url(url)) return *key;
  auto key = site_key_of_url(url);
  return key.starts_with("url:") ? std::string() : key;
}

}  // namespace

std::optional<FetchRun::Archived> FetchRun::archive(const FetchTask& task, const HttpAnswer& answer) {
  if (answer.exchange.response_head.empty()) return std::nullopt;
  const auto url = urls_.find(task.for_url);
  std::optional<RevisitOf> before;
  // Lists are read each time, under filters that may have changed, so that they are kept whole.
  const bool is_page = task.hops == 0 && task.robots_of.empty() && task.role == PageRole::page;
  if (is_page && url != urls_.end() && url->second.payload_sha1)
    before = RevisitOf{*url->second.payload_sha1, task.url, url->second.archived_at.value_or("")};
  const auto place = world_.archive.append(answer.exchange, before);
  if (!keep(place ? Result<void>() : std::unexpected(place.error()))) return std::nullopt;
  return Archived{*place, answer.exchange.sent_at, answer.exchange.status.value_or(0), answer.exchange.response_head};
}

PagePlace FetchRun::place_of(const Archived& archived) const {
  PagePlace place;
  place.input = world_.archive.path_of(archived.place.file);
  place.kind = InputKind::warc;
  place.offset = archived.place.offset;
  return place;
}

/// What the answer comes to; nullopt when it goes on to another address.
std::optional<Judgement> FetchRun::judge(const FetchTask& task, const HttpAnswer& answer,
                                         const std::optional<Archived>& archived) {
  auto& url = urls_.at(task.for_url);
  if (answer.error) {
    const Judgement judgement{outcome_of_error(answer.error->code, url.attempts), answer.error->message};
    return settle(task, answer, archived, judgement, {});
  }
  const int status = answer.exchange.status.value_or(0);
  if (status == 304 || (archived && archived->place.revisit)) return unchanged(task, answer, archived);
  if (answer.location) return redirected(task, answer, archived);
  if (!archived) return settle(task, answer, archived, {outcome_of_status(status, url.attempts), "no answer"}, {});
  auto facts = facts_of(archived->response_head, archived->sent_at);
  facts.payload_sha1 = archived->place.payload_sha1;
  const auto fetched = world_.read({place_of(*archived), task.role});
  auto judgement = judged(fetched, task.role, task.list_page, status, url.attempts);
  import(fetched);
  if (broken_) return judgement;
  const auto& sent_to = fetched.listing.sent_to;
  if (sent_to && judgement.outcome.verdict != Verdict::blocked && follow_redirect(task, *sent_to, kMostStubs)) {
    note(task, answer, archived, {{Verdict::done, "stub"}, "sends the reader to " + *sent_to}, url);
    return std::nullopt;
  }
  facts.page_key = fetched.key;
  facts.next_page = fetched.listing.next_page;
  if (judgement.outcome.verdict == Verdict::done) follow(task, fetched);
  return settle(task, answer, archived, judgement, facts);
}

Judgement FetchRun::unchanged(const FetchTask& task, const HttpAnswer& answer,
                              const std::optional<Archived>& archived) {
  AnswerFacts facts;
  facts.not_modified = true;
  ++counts_.unchanged;
  const auto& url = urls_.at(task.for_url);
  if (auto* round = round_of(task.source)) {
    round->unchanged = true;
    if (url.next_page && task.list_page < round->source.pages) add_list_page(task, *url.next_page);
  }
  return settle(task, answer, archived, {{Verdict::done, "not_modified"}, {}}, facts);
}

std::optional<Judgement> FetchRun::redirected(const FetchTask& task, const HttpAnswer& answer,
                                              const std::optional<Archived>& archived) {
  if (is_wechat_captcha_address(*answer.location))
    return settle(task, answer, archived,
                  {{Verdict::blocked, "captcha"}, "WeChat asks for a captcha; nothing more is asked of it for now"},
                  {});
  if (follow_redirect(task, *answer.location, kMostHops)) {
    note(task, answer, archived, {{Verdict::done, "redirect"}, "leads to " + *answer.location}, urls_.at(task.for_url));
    return std::nullopt;
  }
  return settle(task, answer, archived,
                {{Verdict::given_up, "redirect_refused"},
                 "its redirect is not followed (too many of them, or from https to http): " + *answer.location},
                {});
}

void FetchRun::import(const FetchedPage& fetched) {
  if (fetched.page.line.empty()) return;
  const auto record = read_record_line(fetched.page.line);
  if (!record || !record->page) return;
  const auto outcome = world_.store.import_record(*record, kExtractorVersion);
  if (!outcome && outcome.error().code == "bad_record") return log_error(outcome.error().message + " [bad_record]");
  if (!keep(outcome ? Result<void>() : std::unexpected(outcome.error()))) return;
  counts_.records.added += *outcome == ImportOutcome::added ? 1U : 0U;
  counts_.records.replaced += *outcome == ImportOutcome::replaced ? 1U : 0U;
  counts_.records.unchanged += *outcome == ImportOutcome::unchanged ? 1U : 0U;
  counts_.records.notices += record->notices.size();
  ++counts_.pages;
}

/// Takes up what a list leads to. A list that was handed in as a page is followed, too, one level deep.
void FetchRun::follow(const FetchTask& task, const FetchedPage& fetched) {
  const auto& listing = fetched.listing;
  auto* round = round_of(task.source);
  const bool handed_in = task.source.empty();
  if (task.role == PageRole::page && !(handed_in && fetched.page.state == PageState::list_page)) return;
  auto listed = listing.pages;
  if (round != nullptr) {
    round->links += static_cast<std::int64_t>(listed.size() + listing.further_lists.size());
    std::erase_if(listed, [&](const ListedPage& page) { return !is_wanted(page, round->source, round->titles); });
  }
  add_listed(task, listed);
  if (round == nullptr || task.list_page >= round->source.pages) return;
  if (listing.next_page) add_list_page(task, *listing.next_page);
  for (const auto& further : listing.further_lists) add_list_page(task, further.url);
}

void FetchRun::add_list_page(const FetchTask& task, const std::string& address) {
  const auto url = fetchable_url(address);
  if (!url) return;
  UrlState state;
  if (auto known = world_.store.fetch_ledger().url(*url); known && *known) state = **known;
  state.url = *url;
  state.role = task.role;
  state.source = task.source;
  add_url(std::move(state), task.list_page + 1, true);
}

/// The ledger's line for a listed page, with what its list tells now.
std::optional<UrlState> FetchRun::listed_state(const FetchTask& task, const ListedPage& listed) {
  const auto url = fetchable_url(listed.url);
  if (!url || urls_.contains(*url)) return std::nullopt;
  auto known = world_.store.fetch_ledger().url(*url);
  if (!keep(known ? Result<void>() : std::unexpected(known.error()))) return std::nullopt;
  const auto key = key_of_address(*url);
  if (!*known && !key.empty() && !keys_.insert(key).second) return std::nullopt;
  auto state = known->value_or(UrlState{});
  if (!*known) {
    const auto other = key.empty() ? Result<bool>(false) : world_.store.fetch_ledger().knows_page_key(key);
    if (!keep(other ? Result<void>() : std::unexpected(other.error())) || *other) return std::nullopt;
    state.url = *url;
    state.source = task.source;
    if (!key.empty()) state.page_key = key;
    ++counts_.found;
    if (auto* round = round_of(task.source)) ++round->new_links;
  }
  if (!listed.title.empty()) state.title = listed.title;
  if (listed.published) state.published = listed.published;
  if (listed.updated) state.updated = listed.updated;
  return state;
}

void FetchRun::add_listed(const FetchTask& task, const std::vector<ListedPage>& listed) {
  std::vector<UrlState> states;
  for (const auto& page : listed)
    if (auto state = listed_state(task, page)) states.push_back(std::move(*state));
  if (broken_ || !keep(world_.store.fetch_ledger().put_urls(states))) return;
  for (auto& state : states) add_url(std::move(state), 1, plan_.refetch);
}

/// Writes down how the request ended. Gives `judgement` back.
Judgement FetchRun::settle(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived,
                           const Judgement& judgement, const AnswerFacts& facts) {
  auto url = settled(urls_.at(task.for_url), judgement.outcome, facts, world_.now());
  const bool again = retry(task, judgement, answer, url);
  note(task, answer, archived, judgement, url);
  if (again) {
    log_info(task.url + ": " + judgement.message + "; tried again [" + judgement.outcome.code + "]");
    urls_.at(task.for_url) = url;
  } else {
    report(task, judgement);
    close_in_round(task, judgement);
    urls_.erase(task.for_url);
    ended_.insert(task.for_url);
  }
  return judgement;
}

/// A failure that may pass is tried again in this run when the wait is short.
bool FetchRun::retry(const FetchTask& task, const Judgement& judgement, const HttpAnswer& answer, UrlState& url) {
  const bool passing = answer.error || answer.exchange.status.value_or(0) >= 500;
  const bool hopeless = answer.error && (answer.error->code == "tls_failed" || answer.error->code == "dns_failed");
  if (judgement.outcome.verdict != Verdict::again || !passing || hopeless || task.tries + 1 >= kTriesARun) return false;
  const auto pause = retry_pause(task.tries, world_.random());
  if (pause > kLongestRetryWait || answer.retry_after.value_or(seconds(0)) > kLongestRetryWait) return false;
  auto next = task;
  ++next.tries;
  next.not_before = world_.now() + pause;
  url.not_before = next.not_before;
  frontier_.add(host_of(task.url), std::move(next));
  return true;
}

void FetchRun::note(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived,
                    const Judgement& judgement, const UrlState& url) {
  FetchAttempt attempt;
  attempt.url = task.url;
  attempt.for_url = task.for_url;
  attempt.sent_at = task.sent_at;
  attempt.outcome = judgement.outcome.code;
  attempt.message = judgement.message;
  attempt.status = answer.exchange.status;
  attempt.bytes = answer.exchange.body.size();
  std::optional<ArchiveFileState> file;
  if (archived) {
    attempt.archive_file = archived->place.file;
    attempt.archive_offset = archived->place.offset;
    file = ArchiveFileState{archived->place.file, archived->place.end};
  }
  keep(world_.store.fetch_ledger().note_attempt(run_, attempt, url, file));
}

void FetchRun::report(const FetchTask& task, const Judgement& judgement) {
  const auto& [verdict, code] = judgement.outcome;
  const auto line = task.url + ": " + (judgement.message.empty() ? code : judgement.message + " [" + code + "]");
  const bool failed = verdict == Verdict::again || verdict == Verdict::given_up || verdict == Verdict::blocked;
  if (verdict == Verdict::gone) {
    ++counts_.gone;
    log_warning(line);
  } else if (failed) {
    ++counts_.failed;
    code_ = worse_of(code_, ExitCode::some_pages_failed);
    log_error(line);
  } else if (!judgement.message.empty()) {
    ++counts_.failed;
    code_ = worse_of(code_, ExitCode::some_pages_failed);
    log_warning(line);
  } else {
    log_info(line);
  }
}

void FetchRun::close_in_round(const FetchTask& task, const Judgement& judgement) {
  auto* round = round_of(task.source);
  if (round == nullptr || (task.role == PageRole::page && round->source.kind != PageRole::page)) return;
  if (judgement.outcome.verdict == Verdict::done || judgement.outcome.verdict == Verdict::gone)
    ++round->answered;
  else if (!round->error)
    round->error = Error{judgement.outcome.code, task.url + ": " + judgement.message};
}

SourceRound* FetchRun::round_of(const std::string& source) {
  const auto round = rounds_.find(source);
  return round == rounds_.end() ? nullptr : &round->second;
}

/// The first failure of archive or store ends the run.
bool FetchRun::keep(const Result<void>& done) {
  if (done) return true;
  if (!broken_) code_ = worse_of(code_, report_failure(done.error()));
  broken_ = true;
  return false;
}

}  // namespace mingdan
