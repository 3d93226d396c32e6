#include "publish/listing_table.hpp"

#include "tests/catch.hpp"
#include "tests/publish/generated_record.hpp"
#include "text/terminal.hpp"

using namespace mingdan;
using test::generated_record;
using test::small_record;

TEST_CASE("names stand in aligned columns by their width on a terminal") {
  Record record = small_record(1, 1);
  record.page->published_at = "2022-10-26T09:30:00+08:00";
  record.page->account = "某号";
  Notice& notice = record.notices[0];
  notice.batch = Cited<Batch>{{"第四批", {}, 4}, {}};
  notice.list.entries.push_back({12, "CHINA 联盟", "原丁联盟", {}, {}, {}});
  ListingTable table;
  add_lines(table, record);
  CHECK(table_text(table) ==
        "batch   kind       no  name        annotation  published   account or site\n"
        "第四批  suspected  1   甲1联盟                 2022-10-26  某号\n"
        "第四批  suspected  12  CHINA 联盟  原丁联盟    2022-10-26  某号\n");
}

TEST_CASE("a list that stands elsewhere is one line that says where") {
  Record record = small_record(1, 1);
  record.notices[0].list.entries.clear();
  record.notices[0].list.carrier = Carrier::image;
  record.notices[0].announced_count = Cited<int>{7, {}};
  record.notices[0].event = NoticeEvent::remove;
  ListingTable table;
  add_lines(table, record);
  CHECK_THAT(table_text(table), ContainsSubstring("(7 names in a picture)"));
  CHECK_THAT(table_text(table), ContainsSubstring("suspected (removed)"));
}

TEST_CASE("nothing listed is an empty table") {
  CHECK(table_text({}).empty());
  Record record = small_record(1, 1);
  record.page.reset();
  ListingTable table;
  add_lines(table, record);
  CHECK(table_text(table).empty());
}

TEST_CASE("pages without a notice are one line that says what they are") {
  Record record = small_record(1, 1);
  const Record with_notice = record;
  record.notices.clear();
  record.page->state = PageState::deleted;
  ListingTable table;
  add_lines(table, record);
  CHECK(table_text(table) == "no notice in 1 page: deleted\n");
  record.page->state = PageState::article;
  add_lines(table, record);
  add_lines(table, record);
  CHECK(table_text(table) == "no notice in 3 pages: article 2, deleted 1\n");
  add_lines(table, with_notice);
  CHECK_THAT(table_text(table), !ContainsSubstring("no notice"));
}

TEST_CASE("control characters never reach the terminal and lines are never wider than their columns") {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Record record = generated_record(seed);
    for (auto& notice : record.notices)
      if (!notice.list.entries.empty()) notice.list.entries[0].name = "\x1b[2J" + std::string(500, 'x') + "\u202e\n";
    ListingTable table;
    add_lines(table, record);
    std::string text = table_text(table);
    for (const char c : text) CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
    CHECK(text.find("\u202e") == std::string::npos);
    while (!text.empty()) {
      const auto end = text.find('\n');
      REQUIRE(end != std::string::npos);
      CHECK(display_width(text.substr(0, end)) <= 200);
      text.erase(0, end + 1);
    }
  }
}
