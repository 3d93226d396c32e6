#include "tests/publish/generated_record.hpp"

#include <array>
#include <random>
#include <string>
#include <string_view>

#include "archive/digest.hpp"

namespace mingdan::test {
namespace {

constexpr std::array<std::string_view, 22> kPieces{"甲",   "乙",   "丙",     "丁",   "协会", "联盟", "（", "）",
                                                   "a",    " ",    "\"",     "\\",   "/",    "\n",   "\t", "\x01",
                                                   "\x1f", "\x7f", "\u2028", "=1+1", "𠮷",   "; "};

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  // std::uniform_int_distribution differs between libraries, the engine itself does not.
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(engine_()) % limit; }

  std::string text() {
    std::string text;
    for (auto count = below(6); count > 0; --count) text += kPieces[below(kPieces.size())];
    return text;
  }

  Span span() { return {below(5000), below(300)}; }

  template <class T, class Make>
  std::optional<T> maybe(Make make) {
    return below(3) == 0 ? std::nullopt : std::optional<T>(make());
  }

  std::optional<std::string> maybe_text() {
    return maybe<std::string>([this] { return text(); });
  }

  std::optional<int> maybe_number() {
    return maybe<int>([this] { return static_cast<int>(below(3000)); });
  }

  Cited<std::string> cited_text() { return {text(), span()}; }

  std::vector<Cited<std::string>> cited_texts() {
    std::vector<Cited<std::string>> texts;
    for (auto count = below(4); count > 0; --count) texts.push_back(cited_text());
    return texts;
  }

  std::vector<Finding> findings() {
    constexpr std::array<std::string_view, 3> kCodes{"count_mismatch", "list_short", "charset_conflict"};
    std::vector<Finding> findings;
    for (auto count = below(3); count > 0; --count)
      findings.push_back({std::string(kCodes[below(3)]), static_cast<Severity>(below(3)), text(),
                          maybe<Span>([this] { return span(); })});
    return findings;
  }

 private:
  std::mt19937 engine_;
};

Entry generated_entry(Dice& dice) {
  return {dice.maybe_number(), dice.text(), dice.maybe_text(), dice.maybe_text(), dice.maybe_text(), dice.span()};
}

Notice generated_notice(Dice& dice) {
  Notice notice;
  notice.kind = static_cast<NoticeKind>(dice.below(6));
  notice.event = static_cast<NoticeEvent>(dice.below(2));
  notice.batch = dice.maybe<Cited<Batch>>(
      [&] { return Cited<Batch>{{dice.text(), dice.maybe_number(), dice.maybe_number()}, dice.span()}; });
  notice.announced_count =
      dice.maybe<Cited<int>>([&] { return Cited<int>{static_cast<int>(dice.below(200)), dice.span()}; });
  notice.cumulative = dice.maybe<Cited<Cumulative>>(
      [&] { return Cited<Cumulative>{{dice.maybe_number(), dice.maybe_number(), dice.maybe_text()}, dice.span()}; });
  const auto cited_text = [&] { return dice.cited_text(); };
  notice.campaign_start = dice.maybe<Cited<std::string>>(cited_text);
  notice.issuers = dice.cited_texts();
  notice.legal_bases = dice.cited_texts();
  notice.mentions = dice.cited_texts();
  notice.source_line = dice.maybe<Cited<std::string>>(cited_text);
  notice.list.heading = dice.maybe<Cited<std::string>>(cited_text);
  notice.list.carrier = static_cast<Carrier>(dice.below(9));
  notice.list.completeness = static_cast<Completeness>(dice.below(4));
  for (auto count = dice.below(5); count > 0; --count) notice.list.entries.push_back(generated_entry(dice));
  notice.findings = dice.findings();
  return notice;
}

PageSummary generated_page(Dice& dice) {
  PageSummary page;
  page.sha256 = sha256_hex(std::to_string(dice.below(1000000)));
  page.bytes = (std::uint64_t{dice.below(100)} << 40U) + dice.below(1000);
  page.site = static_cast<Site>(dice.below(7));
  page.state = static_cast<PageState>(dice.below(21));
  page.url = dice.maybe_text();
  page.key = "test:" + std::to_string(dice.below(1000)) + dice.text();
  for (auto count = dice.below(3); count > 0; --count) page.aliases.push_back(dice.text());
  page.title = dice.maybe_text();
  page.account = dice.maybe_text();
  page.account_id = dice.maybe_text();
  page.author = dice.maybe_text();
  page.published_at = dice.maybe_text();
  page.published_origin = dice.maybe_text();
  page.source = dice.maybe_text();
  page.digest = dice.maybe_text();
  page.source_url = dice.maybe_text();
  page.original = dice.maybe<bool>([&] { return dice.below(2) == 1; });
  page.saved_at = dice.maybe_text();
  page.charset = dice.text();
  return page;
}

}  // namespace

Record generated_record(std::uint32_t seed) {
  Dice dice(seed);
  Record record;
  record.input = dice.text();
  record.record = dice.below(1000);
  record.page = dice.maybe<PageSummary>([&] { return generated_page(dice); });
  for (auto count = dice.below(4); count > 0; --count) record.notices.push_back(generated_notice(dice));
  record.findings = dice.findings();
  if (!record.page || dice.below(4) == 0) record.error = Error{"nesting_too_deep", dice.text()};
  return record;
}

Record small_record(std::uint32_t id, std::uint32_t version) {
  const auto name = "甲" + std::to_string(id) + "联盟";
  Record record;
  record.input = "page-" + std::to_string(id) + ".html";
  record.page.emplace();
  record.page->key = "test:" + std::to_string(id);
  record.page->sha256 = sha256_hex(std::to_string(id) + "/" + std::to_string(version));
  record.page->state = PageState::article;
  record.page->title = "版本" + std::to_string(version);
  record.page->charset = "utf-8";
  Notice notice;
  notice.list.carrier = Carrier::numbered;
  notice.list.entries.push_back({1, name, std::nullopt, std::nullopt, std::nullopt, {100, name.size()}});
  record.notices.push_back(notice);
  return record;
}

}  // namespace mingdan::test
