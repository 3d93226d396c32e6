// That the ledger keeps what it acknowledged: kills, full disks, damage, media that nobody can write to.
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "store/fetch_ledger.hpp"
#include "store/sqlite_store.hpp"
#include "tests/catch.hpp"
#include "tests/store/generated_state.hpp"
#include "tests/store/temporary_folder.hpp"

using namespace mingdan;
using test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

constexpr auto kArchive = "one.warc.gz";
constexpr std::uint64_t kRecordBytes = 100;

HostState host_before(std::uint64_t request) {
  HostState host;
  host.host = "example.org";
  host.failures = static_cast<int>(request);
  return host;
}

UrlState state_after(std::uint64_t request) {
  UrlState state = test::waiting_url(static_cast<std::uint32_t>(request));
  state.progress = UrlProgress::done;
  return state;
}

FetchAttempt attempt_of(std::uint64_t request) {
  FetchAttempt attempt;
  attempt.url = attempt.for_url = state_after(request).url;
  attempt.outcome = "ok";
  attempt.archive_file = kArchive;
  attempt.archive_offset = request * kRecordBytes;
  return attempt;
}

Result<void> note(FetchLedger& ledger, std::int64_t run, std::uint64_t request) {
  return ledger.note_attempt(run, attempt_of(request), state_after(request),
                             ArchiveFileState{kArchive, (request + 1) * kRecordBytes});
}

/// A run writes twice a request: the host before, the attempt behind. Step 2n and 2n+1 are those of request n.
Result<void> take_step(FetchLedger& ledger, std::int64_t run, std::uint64_t step) {
  return step % 2 == 0 ? ledger.put_host(host_before(step / 2)) : note(ledger, run, step / 2);
}

/// The steps that the store shows; it must show whole ones, each once.
std::uint64_t steps_in(const std::string& folder) {
  auto store = open_sqlite_store(folder);
  REQUIRE(store);
  FetchLedger& ledger = (*store)->fetch_ledger();
  const auto attempts = ledger.attempts_in(kArchive);
  REQUIRE(attempts);
  const std::uint64_t requests = attempts->size();
  for (std::uint64_t i = 0; i < requests; ++i) REQUIRE(attempts->at(i) == attempt_of(i));
  const auto counts = ledger.url_counts();
  const auto files = ledger.archive_files();
  const auto hosts = ledger.hosts();
  REQUIRE((counts && files && hosts));
  if (requests > 0) {
    CHECK(*counts == std::vector{UrlCount{"", UrlProgress::done, requests}});
    CHECK(*files == std::vector{ArchiveFileState{kArchive, requests * kRecordBytes}});
  } else {
    CHECK((counts->empty() && files->empty()));
  }
  if (hosts->empty()) return 0;
  const auto begun = static_cast<std::uint64_t>(hosts->at(0).failures) + 1;
  CHECK((begun == requests || begun == requests + 1));
  return begun + requests;
}

/// The child of a kill: takes steps and acknowledges each with a byte, until it is killed.
[[noreturn]] void take_steps(const std::string& folder, std::uint64_t step, int acknowledge) {
  auto store = open_sqlite_store(folder);
  if (!store) ::_exit(1);
  const auto run = (*store)->begin_run("fetch", "0.1.0");
  if (!run) ::_exit(2);
  for (;; ++step) {
    if (!take_step((*store)->fetch_ledger(), *run, step)) ::_exit(3);
    if (::write(acknowledge, "+", 1) != 1) ::_exit(4);
  }
}

/// Out: how many steps were acknowledged by a child that was killed somewhere behind the first `least`.
std::uint64_t steps_until_killed(const std::string& folder, std::uint64_t step, std::uint64_t least, unsigned late) {
  int ends[2] = {};
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::close(ends[0]);
    take_steps(folder, step, ends[1]);
  }
  ::close(ends[1]);
  std::uint64_t acknowledged = 0;
  char byte = 0;
  while (acknowledged < least && ::read(ends[0], &byte, 1) == 1) ++acknowledged;
  ::usleep(late);
  ::kill(child, SIGKILL);
  while (::read(ends[0], &byte, 1) == 1) ++acknowledged;
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
  return acknowledged;
}

/// Runs `work` in a process of its own and gives its exit code.
template <class Work>
int in_child(Work work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(work());
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr std::uint64_t kFarMore = 20000;

/// Notes requests until the store refuses. Out: how many it took, and why it took no more.
std::pair<std::uint64_t, std::string> fill_up(FetchLedger& ledger, std::int64_t run, std::uint64_t request = 0) {
  for (; request < kFarMore; ++request)
    if (auto noted = note(ledger, run, request); !noted) return {request, noted.error().code};
  return {request, ""};
}

bool holds(FetchLedger& ledger, std::uint64_t requests) {
  const auto attempts = ledger.attempts_in(kArchive);
  const auto files = ledger.archive_files();
  return attempts && attempts->size() == requests && attempts->back() == attempt_of(requests - 1) && files &&
         files->at(0).known_until == requests * kRecordBytes;
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  REQUIRE(file.flush());
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder on a file system of 4 MiB that only this process sees. Needs root or user namespaces.
bool mount_small_disk(const std::string& folder) {
  if (::unshare(::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  return ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=4m") == 0;
}

constexpr int kNoSmallDisk = 77;

/// Out: 0 when a full disk costs nothing that was acknowledged and the store works on once there is space.
int use_small_disk(const std::string& folder) {
  if (!mount_small_disk(folder)) return kNoSmallDisk;
  const auto ballast = folder + "/ballast";
  {
    std::ofstream(ballast) << std::string(std::size_t{1} << 20U, 'x');
  }
  auto store = open_sqlite_store(folder);
  if (!store) return 1;
  FetchLedger& ledger = (*store)->fetch_ledger();
  const auto run = (*store)->begin_run("fetch", "0.1.0");
  if (!run) return 2;
  const auto [noted, code] = fill_up(ledger, *run);
  if (code != "store_full" || noted < 20) return 3;
  if (!holds(ledger, noted)) return 4;
  fs::remove(ballast);
  if (!note(ledger, *run, noted) || !holds(ledger, noted + 1)) return 5;
  store->reset();
  store = open_sqlite_store(folder);
  return store && holds((*store)->fetch_ledger(), noted + 1) ? 0 : 6;
}

}  // namespace

TEST_CASE("fifty kills lose nothing that was acknowledged and double nothing") {
  const TemporaryFolder folder;
  std::mt19937 engine(20221026);
  std::uint64_t shown = 0;
  for (int kill = 0; kill < 50; ++kill) {
    const auto acknowledged =
        steps_until_killed(folder.path(), shown, engine() % 30, static_cast<unsigned>(engine() % 3000));
    const auto now_shown = steps_in(folder.path());
    INFO("kill " << kill << ": " << acknowledged << " acknowledged behind " << shown);
    CHECK(now_shown >= shown + acknowledged);
    CHECK(now_shown <= shown + acknowledged + 1);
    shown = now_shown;
  }
  CHECK(shown > 500);
}

TEST_CASE("a file that may not grow costs nothing that was acknowledged") {
  const TemporaryFolder folder;
  const auto told = folder.file("told");
  const int code = in_child([&] {
    auto store = open_sqlite_store(folder.path());
    if (!store) return 1;
    const auto run = (*store)->begin_run("fetch", "0.1.0");
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{2000000, 2000000};
    if (!run || ::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
    const auto [noted, why] = fill_up((*store)->fetch_ledger(), *run);
    std::ofstream(told) << noted;
    return why == "store_full" || why == "store_failed" ? 0 : 3;
  });
  CHECK(code == 0);
  const auto noted = std::stoull(bytes_of(told));
  REQUIRE(noted > 20);
  auto store = open_sqlite_store(folder.path());
  REQUIRE(store);
  CHECK(holds((*store)->fetch_ledger(), noted));
  REQUIRE(note((*store)->fetch_ledger(), 1, noted));
  CHECK(holds((*store)->fetch_ledger(), noted + 1));
}

TEST_CASE("a full disk is named and the ledger goes on when there is space again") {
  const TemporaryFolder folder;
  const int code = in_child([&] { return use_small_disk(folder.path()); });
  if (code == kNoSmallDisk)
    WARN("no small disk: neither root nor user namespaces");
  else
    CHECK(code == 0);
}

TEST_CASE("a ledger that was opened for reading is read and refuses every write") {
  const TemporaryFolder folder;
  {
    auto store = open_sqlite_store(folder.path());
    REQUIRE(store);
    REQUIRE((*store)->begin_run("fetch", "0.1.0"));
    REQUIRE(note((*store)->fetch_ledger(), 1, 0));
    REQUIRE((*store)->close());
  }
  const auto before = bytes_of(folder.file("mingdan.db"));
  auto store = open_sqlite_store_for_reading(folder.path());
  REQUIRE(store);
  FetchLedger& ledger = (*store)->fetch_ledger();
  for (const auto& refused :
       {ledger.put_host(host_before(1)), ledger.put_urls(std::vector{state_after(1)}),
        ledger.put_source(test::generated_source(1)), ledger.put_archive_file({kArchive, 5}), note(ledger, 1, 1)}) {
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "store_unwritable");
  }
  CHECK(holds(ledger, 1));
  CHECK(bytes_of(folder.file("mingdan.db")) == before);
}

TEST_CASE("a ledger that is damaged while it is open says so") {
  const TemporaryFolder folder;
  HostState host = test::generated_host(1);
  host.robots_text = std::string(100000, 'r');
  {
    auto store = open_sqlite_store(folder.path());
    REQUIRE(store);
    for (int i = 0; i < 100; ++i) {  // more than SQLite keeps in memory
      host.host = std::to_string(i);
      REQUIRE((*store)->fetch_ledger().put_host(host));
    }
    REQUIRE((*store)->close());
  }
  auto store = open_sqlite_store_for_reading(folder.path());
  REQUIRE(store);
  REQUIRE((*store)->fetch_ledger().hosts());
  auto bytes = bytes_of(folder.file("mingdan.db"));
  REQUIRE(bytes.size() > 9000000);
  bytes.replace(4096, std::string::npos, bytes.size() - 4096, '\x5a');
  write_file(folder.file("mingdan.db"), bytes);
  const auto damaged = (*store)->fetch_ledger().hosts();
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == "store_damaged");
  const auto reopened = open_sqlite_store(folder.path());
  REQUIRE_FALSE(reopened);
  CHECK(reopened.error().code == "store_damaged");
}
