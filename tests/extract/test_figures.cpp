#include <optional>
#include <string>

#include "extract/figures.hpp"
#include "tests/catch.hpp"
#include "tests/extract/lines_of_text.hpp"

namespace mingdan {
namespace {

struct Sentence {
  Lines lines;
  Words words;
};

Sentence sentence_of(const std::string& text) {
  Sentence sentence{lines_of(test::article("", {text})), {}};
  sentence.words = {0, 0, sentence.lines.body[0].text().size()};
  return sentence;
}

}  // namespace

TEST_CASE("batch labels give year and ordinal") {
  const auto [text, label, year, ordinal] = GENERATE(table<std::string, std::string, std::optional<int>, int>({
      {"依法关停了2022年第四批7家非法社会组织网站", "2022年第四批", 2022, 4},
      {"2022年第1批涉嫌非法社会组织名单", "2022年第1批", 2022, 1},
      {"2026 年第二批非法社会组织名单", "2026 年第二批", 2026, 2},
      {"公布今年第三批涉嫌非法社会组织名单", "今年第三批", 2023, 3},
      {"今年首批10家非法社会组织", "今年首批", 2023, 1},
      {"涉嫌非法社会组织名单（第五批）", "第五批", std::nullopt, 5},
      {"2021年地方民政部门依法取缔的部分非法社会组织名单（第二十三批）", "第二十三批", 2021, 23},
      {"二〇二一年第二批名单", "二〇二一年第二批", 2021, 2},
      {"２０２１年度第十一批", "２０２１年度第十一批", 2021, 11},
  }));
  const auto sentence = sentence_of(text);
  const auto hits = batches_in(sentence.lines, sentence.words, 2023);
  INFO(text);
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].batch.label == label);
  CHECK(hits[0].batch.year == year);
  CHECK(hits[0].batch.ordinal == ordinal);
}

TEST_CASE("cardinal batches are no labels") {
  const auto text = GENERATE(as<std::string>{}, "前期已分七批次关停了78家", "至今已分13批次关停了165家",
                             "公布新一批名单", "线索35批216家");
  const auto sentence = sentence_of(text);
  CHECK(batches_in(sentence.lines, sentence.words, 2022).empty());
}

TEST_CASE("counts of organisations are read and totals and parts are not") {
  const auto [text, count] = GENERATE(table<std::string, std::optional<int>>({
      {"依法关停了2022年第四批7家非法社会组织网站", 7},
      {"公布10个涉嫌非法社会组织名单", 10},
      {"第五批离岸社团山寨社团名单(100家)", 100},
      {"共有十三家非法社会组织被取缔", 13},
      {"民政部公布8起假冒行业协会等非法社会组织典型案例", 8},
      {"等2,家非法社会组织", 2},
      {"首批203家“离岸社团”“山寨社团”", 203},
      {"前期已分三批，对55家非法社会组织网站予以关停", std::nullopt},
      {"全国90万家社会组织", std::nullopt},
      {"其中3家非法社会组织涉及天津", std::nullopt},
      {"设立70家分支机构", std::nullopt},
      {"22部门联合行动", std::nullopt},
  }));
  const auto sentence = sentence_of(text);
  const auto hits = counts_in(sentence.lines, sentence.words, CountBinding::batch);
  INFO(text);
  if (count) {
    REQUIRE_FALSE(hits.empty());
    CHECK(hits[0].value == *count);
    CHECK_FALSE(hits[0].approximate);
  } else {
    CHECK(hits.empty());
  }
}

TEST_CASE("an approximate count is told as one") {
  const auto sentence = sentence_of("公布300余家涉嫌非法社会组织");
  const auto hits = counts_in(sentence.lines, sentence.words, CountBinding::batch);
  REQUIRE_FALSE(hits.empty());
  CHECK(hits[0].approximate);
}

TEST_CASE("running totals are read as printed") {
  const auto [text, batches, organisations] = GENERATE(table<std::string, std::optional<int>, std::optional<int>>({
      {"前期已分三批，对55家已被取缔的非法社会组织网站予以关停", 3, 55},
      {"前期已分七批次关停了78家仍在运营的非法社会组织网站", 7, 78},
      {"至今已分13批次关停了165家处于存续状态的非法社会组织网站", 13, 165},
      {"分批次关停了43家仍在运营的非法社会组织网站", std::nullopt, 43},
      {"此前，已依法对65家非法社会组织网站予以关停", std::nullopt, 65},
      {"至此，民政部已公布8批，总数已经达到748家", 8, 748},
      {"截至5月10日，共曝光527家", std::nullopt, 527},
  }));
  const auto sentence = sentence_of(text);
  const auto total = cumulative_in(sentence.lines, sentence.words, 2022);
  INFO(text);
  REQUIRE(total.has_value());
  CHECK(total->value.batches == batches);
  CHECK(total->value.organisations == organisations);
}

TEST_CASE("a campaign's first day is read with the year that it means") {
  const auto [text, start] = GENERATE(table<std::string, std::optional<std::string>>({
      {"自2021年3月20日进一步打击整治非法社会组织专项行动开展以来", "2021-03-20"},
      {"自今年3月20日进一步打击整治非法社会组织专项行动开展以来", "2022-03-20"},
      {"自6月20日起开展2023年打击整治非法社会组织专项行动以来", "2023-06-20"},
      {"2018年4月至12月开展打击整治非法社会组织专项行动", std::nullopt},
      {"2022年10月25日，民政部公布名单", std::nullopt},
  }));
  const auto sentence = sentence_of(text);
  const auto found = campaign_start_in(sentence.lines, sentence.words, 2022);
  INFO(text);
  CHECK(found.has_value() == start.has_value());
  if (found && start) CHECK(found->value == *start);
}

}  // namespace mingdan
