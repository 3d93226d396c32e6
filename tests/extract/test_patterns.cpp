#include <set>
#include <string>

#include "extract/patterns.hpp"
#include "tests/catch.hpp"
#include "text/fold.hpp"

namespace mingdan {

TEST_CASE("every pattern takes the sentences it says it takes and refuses those it says it refuses") {
  for (const auto& pattern : all_patterns()) {
    CHECK_FALSE(pattern.takes.empty());
    CHECK_FALSE(pattern.refuses.empty());
    for (const auto sentence : pattern.takes) {
      INFO(pattern.name << " takes " << sentence);
      CHECK(matches(pattern.id, fold(sentence).text));
    }
    for (const auto sentence : pattern.refuses) {
      INFO(pattern.name << " refuses " << sentence);
      CHECK_FALSE(matches(pattern.id, fold(sentence).text));
    }
  }
}

TEST_CASE("every pattern is in the table once with a name and a purpose of its own") {
  std::set<std::string_view> names;
  std::set<P> ids;
  for (const auto& pattern : all_patterns()) {
    CHECK(names.insert(pattern.name).second);
    CHECK(ids.insert(pattern.id).second);
    CHECK_FALSE(pattern.purpose.empty());
  }
  CHECK(ids.size() == static_cast<std::size_t>(P::count_));
}

}  // namespace mingdan
