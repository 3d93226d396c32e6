#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingdan {

struct RobotsRule {
  bool allow = false;
  std::string pattern;  ///< normalised path, may hold * and a $ at its end

  bool operator==(const RobotsRule&) const = default;
};

/// The rules of one group, and whom they are for.
struct RobotsGroup {
  std::vector<std::string> products;  ///< lower case; "*" for all others
  std::vector<RobotsRule> rules;
  std::optional<std::chrono::seconds> crawl_delay;

  bool operator==(const RobotsGroup&) const = default;
};

/// A robots.txt, groups in their order.
struct RobotsRules {
  std::vector<RobotsGroup> groups;

  bool operator==(const RobotsRules&) const = default;
};

/// Reads a robots.txt. Any bytes will do: what is no rule is passed over. Of a long text the whole lines within the
/// first 500 KiB count, of a long line the first 16,664 bytes. Usual misspellings of names count, as does a blank in
/// the colon's place. Linear time. Source: RFC 9309 sections 2.1, 2.2 and 2.5; google/robotstxt.
RobotsRules parse_robots(std::string_view text);

/// Whether `product` may fetch an address. In: path and query as they are requested; an empty path is /. The groups
/// that name the product count together, else those for all; the longest rule wins, an allowing one among equals.
/// /robots.txt is always allowed. Time: rule by rule the sum of the lengths; where that would be more than 16 MiB all in
/// all, which takes rules by the thousand with stars, nothing is allowed. Source: RFC 9309 section 2.2.
bool allows(const RobotsRules& rules, std::string_view product, std::string_view path_and_query);

/// The Crawl-delay that the groups for `product` ask for, the longest of several, 0 to 300 s. No standard has it.
std::optional<std::chrono::seconds> crawl_delay_of(const RobotsRules& rules, std::string_view product);

enum class RobotsAnswer { use_rules, allow_all, disallow_all };

/// What an answer for robots.txt means, redirects followed; nullopt: there was none. Source: RFC 9309 section 2.3.1.
RobotsAnswer robots_answer_for(std::optional<int> status);

}  // namespace mingdan
