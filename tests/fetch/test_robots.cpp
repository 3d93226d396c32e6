#include "fetch/robots.hpp"

#include <string>

#include "tests/catch.hpp"
#include "tests/fetch/robots_cases.hpp"

using namespace mingdan;
using std::chrono::seconds;

namespace {

constexpr std::size_t kBound = 500UL << 10U;

bool allowed(std::string_view text, std::string_view path) { return allows(parse_robots(text), "mingdan", path); }

std::optional<seconds> delay(const std::string& value) {
  return crawl_delay_of(parse_robots("User-agent: mingdan\nCrawl-delay: " + value + "\n"), "mingdan");
}

/// Lines that say nothing, of exactly so many bytes.
std::string filler(std::size_t size) {
  std::string text;
  while (size - text.size() > 200) text += "#" + std::string(98, '-') + "\n";
  return text + "#" + std::string(size - text.size() - 2, '-') + "\n";
}

}  // namespace

TEST_CASE("of a robots.txt the lines count that are for us") {
  for (const auto& known : test::robots_group_cases()) {
    INFO(known.what);
    CHECK(allowed(known.text, known.path) == known.allowed);
  }
}

TEST_CASE("the longest rule that matches an address decides on it") {
  for (const auto& known : test::robots_rule_cases()) {
    INFO(known.what);
    const auto text = "User-agent: *\n" + std::string(known.text) + "\n";
    CHECK(allowed(text, known.path) == known.allowed);
  }
}

TEST_CASE("the robots.txt cases are as many as they should be") {
  CHECK(test::robots_group_cases().size() + test::robots_rule_cases().size() >= 120);
}

TEST_CASE("an address is free or not for the product that asks") {
  const auto rules = parse_robots("User-agent: a-b_C\nDisallow: /\n\nUser-agent: *\nDisallow: /x\n");
  CHECK_FALSE(allows(rules, "a-b_c", "/y"));
  CHECK_FALSE(allows(rules, "A-B_C", "/y"));
  CHECK(allows(rules, "a-b", "/y"));
  CHECK_FALSE(allows(rules, "a-b", "/x"));
}

TEST_CASE("a rule within 500 KiB counts and one that the bound cuts or leaves behind does not") {
  const std::string head = "User-agent: *\n";
  const std::string rule = "Disallow: /private\n";
  CHECK_FALSE(allowed(head + filler(kBound - head.size() - rule.size()) + rule, "/private"));
  const auto cut = head + filler(kBound - head.size() - 11) + rule;  // "Disallow: /" lies within
  CHECK(allowed(cut, "/private"));
  CHECK(allowed(cut, "/public"));
  CHECK(allowed(head + filler(kBound) + rule, "/private"));
  CHECK(parse_robots(std::string(2 * kBound, 'x')) == RobotsRules{});
}

TEST_CASE("many groups and rules within the bound all count") {
  std::string many = "User-agent: *\n";
  for (int i = 0; many.size() < kBound - 100; ++i) many += "Disallow:/" + std::to_string(i) + "-\n";
  const auto last = many.rfind('/');
  const auto rules = parse_robots(many);
  CHECK_FALSE(allows(rules, "mingdan", many.substr(last, many.size() - last - 1)));
  CHECK_FALSE(allows(rules, "mingdan", "/0-"));
  CHECK(allows(rules, "mingdan", "/x"));
  std::string groups;
  while (groups.size() < kBound - 100) groups += "User-agent: a\nDisallow: /\n";
  groups += "User-agent: mingdan\nDisallow: /\n";
  CHECK_FALSE(allowed(groups, "/x"));
}

TEST_CASE("of a long line the beginning counts and the next line is read") {
  const std::string head = "User-agent: *\n";
  const auto long_path = "/" + std::string(20000, 'a');
  const auto text = head + "Disallow: " + long_path + "\nDisallow: /b\n";
  CHECK_FALSE(allowed(text, "/b"));
  CHECK_FALSE(allowed(text, long_path));
  CHECK(allowed(text, "/" + std::string(10000, 'a')));
  CHECK_FALSE(allowed(head + std::string(100000, '\t') + "\nDisallow: /b\n", "/b"));
}

TEST_CASE("patterns made to be slow end soon with the right answer") {
  std::string stars;
  for (int i = 0; i < 5000; ++i) stars += "*a";
  const std::string letters(2000, 'a');
  const auto rules = parse_robots("User-agent: *\nDisallow: /" + stars + "b\nDisallow: /*" + letters + "b$\n");
  CHECK(allows(rules, "mingdan", "/" + std::string(4000, 'a')));
  CHECK(allows(rules, "mingdan", "/" + letters + "c"));
  CHECK_FALSE(allows(rules, "mingdan", "/" + letters + "b"));
  const auto many = parse_robots("User-agent: *\nDisallow: /" + stars + "\n");
  CHECK_FALSE(allows(many, "mingdan", "/" + std::string(5000, 'a')));
  CHECK(allows(many, "mingdan", "/" + std::string(4999, 'a')));
  std::string lines = "User-agent: *\n";
  while (lines.size() < kBound - 100) lines += "Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n";
  CHECK(allowed(lines, "/" + std::string(1000, 'a')));
}

TEST_CASE("more searching than any honest robots.txt asks for ends, and nothing is fetched") {
  std::string lines = "User-agent: *\n";
  while (lines.size() < kBound - 100) lines += "Allow: *aX\n";
  const auto rules = parse_robots(lines);
  CHECK_FALSE(allows(rules, "mingdan", "/" + std::string(8000, 'a')));
  CHECK(allows(rules, "mingdan", "/" + std::string(200, 'a')));
  CHECK(allows(rules, "mingdan", "/robots.txt"));
}

TEST_CASE("a delay is read in its forms, rounded up and bounded") {
  CHECK(delay("10") == seconds(10));
  CHECK(delay("0") == seconds(0));
  CHECK(delay("0.5") == seconds(1));
  CHECK(delay("1.5") == seconds(2));
  CHECK(delay(".5") == seconds(1));
  CHECK(delay("7 # please") == seconds(7));
  CHECK(delay("10s") == seconds(10));
  CHECK(delay("300") == seconds(300));
  CHECK(delay("86400") == seconds(300));
  CHECK(delay("1e9") == seconds(300));
  CHECK(delay("99999999999999999999") == seconds(300));
  for (const auto* none : {"", "-1", "ten", "nan", "inf", "-", "1e999"}) {
    INFO(none);
    CHECK(delay(none) == std::nullopt);
  }
}

TEST_CASE("the longest delay of the groups that are for us holds, else that for all") {
  const auto rules = parse_robots(
      "User-agent: *\nCrawl-delay: 3\nCrawl-delay: 9\nCrawl-delay: 4\nDisallow: /x\n\n"
      "User-agent: mingdan\nCrawl-delay: 1\nAllow: /\n\nUser-agent: mingdan\nDisallow: /y\nCrawl-delay: 2\n\n"
      "User-agent: quiet\nDisallow:\n");
  CHECK(crawl_delay_of(rules, "mingdan") == seconds(2));
  CHECK(crawl_delay_of(rules, "other") == seconds(9));
  CHECK(crawl_delay_of(rules, "quiet") == std::nullopt);
  CHECK(crawl_delay_of(parse_robots("Crawl-delay: 5\nUser-agent: *\nDisallow: /\n"), "mingdan") == std::nullopt);
  const auto shared = parse_robots("User-agent: mingdan\nCrawl-delay: 5\nUser-agent: *\nDisallow: /\n");
  CHECK(crawl_delay_of(shared, "mingdan") == seconds(5));
}

TEST_CASE("what is kept of a rule is its normal form") {
  const auto rules = parse_robots("User-agent: A/1\nuser-agent: *\nAllow: /%7e%e4*?a=%3a\nDisallow: x$\n");
  CHECK(rules == RobotsRules{{{{"a", "*"}, {{true, "/~%E4*?a=:"}, {false, "/x$"}}, std::nullopt}}});
}

TEST_CASE("without rules the status says what is meant") {
  using enum RobotsAnswer;
  for (const int status : {200, 204, 206, 299}) CHECK(robots_answer_for(status) == use_rules);
  for (const int status : {301, 302, 307, 308, 400, 401, 403, 404, 410, 418, 451})
    CHECK(robots_answer_for(status) == allow_all);
  for (const int status : {429, 500, 502, 503, 504, 521, 599}) CHECK(robots_answer_for(status) == disallow_all);
  CHECK(robots_answer_for(std::nullopt) == disallow_all);
}
