#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "archive/stored_answer.hpp"
#include "archive/warc_writer.hpp"
#include "cli/exit_code.hpp"
#include "cli/fetch_answer.hpp"
#include "cli/fetch_hosts.hpp"
#include "cli/fetched_page.hpp"
#include "cli/source_round.hpp"
#include "fetch/frontier.hpp"
#include "fetch/source.hpp"
#include "fetch/transport.hpp"
#include "store/fetch_ledger.hpp"
#include "store/store.hpp"

namespace mingdan {

/// What a run meets outside, so that tests can give it another world and another clock.
struct FetchWorld {
  Transport& transport;
  WarcWriter& archive;
  Store& store;
  std::function<FetchedPage(const FetchedPlace&)> read;
  std::function<Instant()> now;                     ///< never goes back during a run
  std::function<double()> random;                   ///< from [0, 1)
  std::function<std::optional<ExitCode>()> stop;    ///< set once the run is asked to end
  std::function<void(const std::string& url)> begun = [](const std::string&) {};  ///< told of each request
};

/// What is to be fetched, and how.
struct FetchPlan {
  std::vector<Source> sources;
  std::vector<std::string> urls;  ///< handed in, as fetchable_url() gives them
  HostRules hosts;
  std::string robots_product = "mingdan";
  bool refetch = false;  ///< handed-in addresses and those that due sources list, however they stand
  std::optional<std::uint64_t> max_pages;  ///< requests for pages in this run
};

/// What a run did.
struct FetchCounts {
  std::uint64_t requests = 0;
  std::uint64_t bytes = 0;      ///< bodies as received
  std::uint64_t pages = 0;      ///< pages archived and read
  std::uint64_t unchanged = 0;  ///< answers that nothing changed
  std::uint64_t found = 0;      ///< addresses that the ledger did not know
  std::uint64_t gone = 0;
  std::uint64_t failed = 0;     ///< answers that were not what was wanted; some are tried again
  std::uint64_t left = 0;       ///< requests left to a later run
  std::uint64_t not_due = 0;    ///< sources that were not looked at
  RunCounts records;            ///< what came into the store
};

/// One run of `mingdan fetch`: takes up what an earlier one left half done, looks at the sources that are due, and
/// fetches what they and the ledger name. Every answer is archived before it is read; what is told as done is on disk.
/// For one thread.
class FetchRun {
 public:
  FetchRun(FetchWorld world, FetchPlan plan);

  ExitCode run();
  [[nodiscard]] const FetchCounts& counts() const { return counts_; }

 private:
  /// An answer that is in the archive.
  struct Archived {
    WarcPlace place;
    std::string sent_at;
    int status = 0;
    std::string response_head;
  };

  // fetch_run_plan.cpp: what there is to do. False ends the run.
  bool begin();
  bool recover();
  bool replay(const std::string& file, const StoredResponse& response);
  bool plan_sources();
  bool plan_source(const Source& source, const SourceState& state);
  bool plan_handed_in();
  bool plan_address(const std::string& address, PageRole role, const std::string& source);
  bool plan_waiting();
  void add_url(UrlState url, int list_page, bool anew);
  void know_host(const std::string& url);

  // fetch_run.cpp: the loop.
  void loop();
  void start_ready();
  void start(FetchTask task, const std::string& host);
  void send(FetchTask task, const std::string& host);
  HttpRequest request_for(const FetchTask& task);
  void end(const HttpAnswer& answer);
  HostState take(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived,
                 HostState host);
  void take_robots(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived,
                   HostState host);
  HostState closed_by(HostState host, std::string_view why, std::optional<std::chrono::seconds> wait);
  void put_host(HostState state);
  void hold_host(HostState state);
  void slow_down(const HostState& host);
  bool follow_redirect(const FetchTask& task, const std::string& target, int most_hops);
  void deny(const FetchTask& task, RobotsVerdict verdict);
  ExitCode finish();
  void tell(SourceState& state);

  // fetch_run_answers.cpp: what an answer gives.
  std::optional<Archived> archive(const FetchTask& task, const HttpAnswer& answer);
  [[nodiscard]] PagePlace place_of(const Archived& archived) const;
  std::optional<Judgement> judge(const FetchTask& task, const HttpAnswer& answer,
                                 const std::optional<Archived>& archived);
  Judgement unchanged(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived);
  std::optional<Judgement> redirected(const FetchTask& task, const HttpAnswer& answer,
                                      const std::optional<Archived>& archived);
  void import(const FetchedPage& fetched);
  void follow(const FetchTask& task, const FetchedPage& fetched);
  void add_list_page(const FetchTask& task, const std::string& address);
  std::optional<UrlState> listed_state(const FetchTask& task, const ListedPage& listed);
  void add_listed(const FetchTask& task, const std::vector<ListedPage>& listed);
  Judgement settle(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived,
                   const Judgement& judgement, const AnswerFacts& facts);
  bool retry(const FetchTask& task, const Judgement& judgement, const HttpAnswer& answer, UrlState& url);
  void note(const FetchTask& task, const HttpAnswer& answer, const std::optional<Archived>& archived,
            const Judgement& judgement, const UrlState& url);
  void report(const FetchTask& task, const Judgement& judgement);
  void close_in_round(const FetchTask& task, const Judgement& judgement);
  SourceRound* round_of(const std::string& source);
  bool keep(const Result<void>& done);

  FetchWorld world_;
  FetchPlan plan_;
  Frontier frontier_;
  Instant begun_;
  RobotsGate robots_;
  std::map<std::string, HostState, std::less<>> hosts_;  ///< as the store knew them
  std::map<std::string, SourceRound, std::less<>> rounds_;
  std::map<std::string, UrlState, std::less<>> urls_;    ///< addresses that have a task
  std::map<std::uint64_t, FetchTask> sent_;
  std::map<std::string, std::string, std::less<>> robots_failures_;  ///< why a host's robots.txt can't be had, by host
  std::set<std::string, std::less<>> ended_;  ///< addresses whose task of this run has ended
  std::set<std::string, std::less<>> keys_;  ///< page keys that were found in this run
  std::uint64_t next_id_ = 1;
  std::uint64_t pages_sent_ = 0;
  std::int64_t run_ = 0;
  bool broken_ = false;  ///< archive or store refuse: nothing more is sent
  FetchCounts counts_;
  ExitCode code_ = ExitCode::done;
};

}  // namespace mingdan
