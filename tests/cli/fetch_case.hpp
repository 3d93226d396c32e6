#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "cli/fetch_run.hpp"
#include "tests/cli/simulated_web.hpp"
#include "tests/store/temporary_folder.hpp"

namespace mingdan::test {

inline constexpr Instant kBegin{std::chrono::milliseconds(1'780'000'000'000)};
inline const std::string kList = "https://www.mca.gov.cn/n152/n165/index.html";

/// An announcement of a ministry's site about one body, with its number in its name.
std::string notice_page(int number);
/// A column that leads to the pages of these numbers, the last first.
std::string list_page(int first, int last);
std::string page_url(int number);
/// Of an address of page_url(), whatever its host; 0 for others.
int number_in(const std::string& url);

SimulatedAnswer html(std::string body);
SimulatedAnswer status(int code, std::vector<std::string> fields = {});

/// The ministry's column, looked at every six hours.
Source list_source();
/// No robots.txt, a column of `pages` pages, and these.
SimulatedSite ministry(int pages);

/// A data folder, a web, and runs of fetch over them.
struct FetchCase {
  TemporaryFolder folder{memory_folder()};
  SimulatedWeb web{kBegin};
  FetchPlan plan;
  std::mt19937_64 random{1};
  FetchCounts counts;  ///< of the last run

  FetchCase();
  /// nullopt when it was killed. Throws std::runtime_error when store or archive can't be opened.
  std::optional<ExitCode> run();
  /// The listed names in the store, sorted.
  std::vector<std::string> names();
  UrlState url(const std::string& address);
  [[nodiscard]] std::size_t hits(const std::string& address) const;
};

}  // namespace mingdan::test
