// For comparison with other implementations. stdin: a line {"text", "paths"} for each robots.txt; stdout: a line
// {"allowed"} each, whether "mingdan" may fetch each of the paths.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "fetch/robots.hpp"

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto asked = nlohmann::json::parse(line);
    const auto rules = mingdan::parse_robots(asked.at("text").get<std::string>());
    auto allowed = nlohmann::json::array();
    for (const auto& path : asked.at("paths"))
      allowed.push_back(mingdan::allows(rules, "mingdan", path.get<std::string>()));
    std::cout << nlohmann::json{{"allowed", allowed}}.dump() << '\n';
  }
  return std::cout.flush() ? 0 : 1;
}
