#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "extract/extract_notices.hpp"
#include "tests/catch.hpp"
#include "tests/extract/lines_of_text.hpp"

namespace mingdan {
namespace {

const std::vector<std::string> kSix{"1.中国雷锋基金会",   "2.世界华人易经协会", "3.中华养生文化研究院",
                                    "4.中国国学教育联盟", "5.全国书画家联合会", "6.国际茶文化促进会"};

std::vector<std::string> parts_of(const std::string& text, std::string_view mark) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(mark, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + mark.size();
  }
  return parts;
}

/// One line of wordings.tsv.
struct Wording {
  std::string title;
  std::string published;
  std::vector<std::string> above;
  std::vector<std::string> below;
  std::map<std::string, std::string> told;
};

Wording wording_in(const std::string& row) {
  std::vector<std::string> cells;
  std::istringstream in(row);
  for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
  REQUIRE(cells.size() == 5);
  Wording wording{cells[0], cells[1], parts_of(cells[2], "¶"), parts_of(cells[3], "¶"), {}};
  for (const auto& field : parts_of(cells[4], "¶")) {
    const auto equals = field.find('=');
    REQUIRE(equals != std::string::npos);
    wording.told[field.substr(0, equals)] = field.substr(equals + 1);
  }
  return wording;
}

std::vector<Wording> wordings() {
  std::vector<Wording> all;
  std::ifstream file(MINGDAN_WORDINGS);
  for (std::string row; std::getline(file, row);)
    if (!row.starts_with('#')) all.push_back(wording_in(row));
  return all;
}

std::string number(const std::optional<int>& value) { return value ? std::to_string(*value) : ""; }

template <class T>
std::string text(const std::optional<Cited<T>>& value) {
  return value ? value->value : "";
}

std::string joined(const std::vector<Cited<std::string>>& values) {
  std::string all;
  for (const auto& value : values) all += (all.empty() ? "" : "; ") + value.value;
  return all;
}

std::map<std::string, std::string> told_by(const Notice& notice) {
  const auto batch = notice.batch ? notice.batch->value : Batch{};
  const auto total = notice.cumulative ? notice.cumulative->value : Cumulative{};
  return {{"kind", std::string(name_of(notice.kind))},
          {"count", notice.announced_count ? std::to_string(notice.announced_count->value) : ""},
          {"label", notice.batch ? batch.label : ""},
          {"year", number(batch.year)},
          {"ordinal", number(batch.ordinal)},
          {"total", number(total.batches) + "/" + number(total.organisations) + "/" + total.since.value_or("")},
          {"start", text(notice.campaign_start)},
          {"issuers", joined(notice.issuers)},
          {"laws", joined(notice.legal_bases)},
          {"source", text(notice.source_line)}};
}

}  // namespace

TEST_CASE("figures, labels, issuers and laws are read from every wording around a list") {
  const auto all = wordings();
  REQUIRE(all.size() > 80);
  for (const auto& wording : all) {
    auto lines = wording.above;
    lines.insert(lines.end(), kSix.begin(), kSix.end());
    lines.insert(lines.end(), wording.below.begin(), wording.below.end());
    CAPTURE(wording.title, lines);
    const auto notices = extract_notices(test::article(wording.title, lines, wording.published));
    REQUIRE(notices.size() == 1);
    CHECK(notices[0].list.entries.size() == kSix.size());
    const auto told = told_by(notices[0]);
    for (const auto& [field, value] : wording.told) {
      CAPTURE(field);
      CHECK(told.at(field) == value);
    }
  }
}

}  // namespace mingdan
