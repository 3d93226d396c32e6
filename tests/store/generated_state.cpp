#include "tests/store/generated_state.hpp"

#include <array>
#include <random>
#include <string_view>

namespace mingdan::test {
namespace {

constexpr std::array<std::string_view, 12> kPieces{"甲", "联盟", "\"", "'",  "\n", "\t",
                                                   "%",  "?",    "𠮷", "; ", "a",  "\x01"};

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(engine_()) % limit; }

  std::string text() {
    std::string text;
    for (auto count = below(6); count > 0; --count) text += kPieces[below(kPieces.size())];
    return text;
  }

  /// What a server may send.
  std::string bytes() {
    std::string bytes = text();
    for (auto count = below(4); count > 0; --count) bytes += static_cast<char>(below(256));
    return bytes;
  }

  /// Also long before 1970 and beyond 32 bits.
  Instant instant() {
    const auto far = std::int64_t{below(4000000)} * 1000003;
    return Instant(std::chrono::milliseconds(below(4) == 0 ? -far : far));
  }

  std::uint64_t large() { return (std::uint64_t{below(1U << 31U)} << 32U) + below(~0U); }

  template <class Make>
  auto maybe(Make make) -> std::optional<decltype(make())> {
    if (below(3) == 0) return std::nullopt;
    return make();
  }

  std::optional<Instant> maybe_instant() {
    return maybe([this] { return instant(); });
  }
  std::optional<std::string> maybe_text() {
    return maybe([this] { return text(); });
  }
  std::optional<std::string> maybe_bytes() {
    return maybe([this] { return bytes(); });
  }
  std::optional<int> maybe_number() {
    return maybe([this] { return static_cast<int>(below(600)); });
  }

 private:
  std::mt19937 engine_;
};

std::string url_of(std::uint32_t seed) { return "https://example.org/名单?n=" + std::to_string(seed) + "&chksm=a'b"; }

}  // namespace

// All members are named at once, so that one that is added and not generated does not compile.

HostState generated_host(std::uint32_t seed) {
  Dice dice(seed);
  HostState state;
  auto& [host, last_request, not_before, why, since, cool_down, breaker, failures, robots_at, robots_status, robots] =
      state;
  host = std::to_string(seed) + ".example.org:8080";
  last_request = dice.maybe_instant();
  not_before = dice.maybe_instant();
  why = dice.text();
  since = dice.maybe_instant();
  cool_down = std::chrono::seconds(dice.below(1000000));
  breaker = std::chrono::seconds(dice.below(1000000));
  failures = static_cast<int>(dice.below(1000));
  robots_at = dice.maybe_instant();
  robots_status = dice.maybe_number();
  robots = dice.bytes() + std::string(std::size_t{dice.below(3)} * 20000, 'r');
  return state;
}

UrlState generated_url(std::uint32_t seed) {
  Dice dice(seed);
  UrlState state;
  auto& [url, role, source, title, published, updated, progress, not_before, attempts, fetched_at, outcome, etag,
         last_modified, payload_sha1, archived_at, page_key, next_page] = state;
  url = url_of(seed);
  role = static_cast<PageRole>(dice.below(4));
  source = dice.text();
  title = dice.text();
  published = dice.maybe_text();
  updated = dice.maybe_text();
  progress = static_cast<UrlProgress>(dice.below(4));
  not_before = dice.maybe_instant();
  attempts = static_cast<int>(dice.below(1000));
  fetched_at = dice.maybe_instant();
  outcome = dice.text();
  etag = dice.maybe_bytes();
  last_modified = dice.maybe_bytes();
  payload_sha1 = dice.maybe_text();
  archived_at = dice.maybe_text();
  page_key = dice.maybe_text();
  next_page = dice.maybe_text();
  return state;
}

FetchAttempt generated_attempt(std::uint32_t seed) {
  Dice dice(seed);
  FetchAttempt attempt;
  auto& [url, for_url, sent_at, outcome, message, status, bytes, archive_file, archive_offset] = attempt;
  url = dice.text();
  for_url = url_of(seed);
  sent_at = dice.instant();
  outcome = dice.text();
  message = dice.bytes();
  status = dice.maybe_number();
  bytes = dice.large();
  archive_file = dice.maybe([&] { return "file-" + std::to_string(seed % 3); });
  if (archive_file) archive_offset = dice.large();
  return attempt;
}

SourceState generated_source(std::uint32_t seed) {
  Dice dice(seed);
  SourceState state;
  auto& [name, last_look, last_success, links, new_links, asked_for, error, error_message, error_since, told_error] =
      state;
  name = "来源 " + std::to_string(seed);
  last_look = dice.maybe_instant();
  last_success = dice.maybe_instant();
  links = static_cast<std::int64_t>(dice.large());
  new_links = static_cast<std::int64_t>(dice.large());
  asked_for = dice.text();
  error = dice.text();
  error_message = dice.bytes();
  error_since = dice.maybe_instant();
  told_error = dice.text();
  return state;
}

UrlState waiting_url(std::uint32_t number) {
  UrlState state;
  state.url = url_of(number);
  return state;
}

}  // namespace mingdan::test
