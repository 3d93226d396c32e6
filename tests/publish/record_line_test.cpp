#include "publish/record_line.hpp"

#include <array>
#include <string>

#include "tests/catch.hpp"
#include "tests/publish/generated_record.hpp"

using namespace mingdan;

namespace {

const std::string kEmptyLine = R"({"schema":"mingdan.page/1","input":"a.html","record":0,"page":null,"notices":[],)"
                               R"("findings":[],"error":{"code":"empty_input","message":"a.html is empty"}})";

const std::string kWholeLine =
    R"({"schema":"mingdan.page/1","input":"甲.warc.gz","record":3,"page":{"sha256":"00","bytes":3057769,)"
    R"("site":"wechat","state":"article","url":"https://example.org/s?a=1&b=2","key":"wechat:A==:1:1",)"
    R"("aliases":["https://example.org/s/x"],"title":"名单","account":"某号","account_id":null,"author":null,)"
    R"("published_at":"2022-10-26T09:30:00+08:00","published_origin":"ct","source":null,"digest":null,)"
    R"("source_url":null,"original":false,"saved_at":null,"charset":"utf-8"},"notices":[)"
    R"({"kind":"website_shutdown","event":"add","batch":{"label":"2022年第四批","year":2022,"ordinal":4},)"
    R"("announced_count":7,"cumulative":{"batches":13,"organisations":165,"since":"2021-03-20"},)"
    R"("campaign_start":"2021-03-20","issuers":["民政部","中央网信办"],"legal_bases":[],"mentions":["甲联盟"],)"
    R"("source_line":"民政部网站","list":{"heading":"名单","carrier":"numbered","completeness":"short","entries":[)"
    R"({"no":1,"name":"甲\"联盟\"","annotation":null,"lawful_counterpart":null,"enforcing_authority":null,)"
    R"("span":[1200,1230]}]},"evidence":{"batch":[880,899],"announced_count":[899,904],"cumulative":[1,2],)"
    R"("campaign_start":[3,4],"issuers":[[10,19],[20,29]],"legal_bases":[],"mentions":[[30,39]],)"
    R"("source_line":[40,50],"heading":[60,70]},"findings":[{"code":"list_short","severity":"warning",)"
    R"("message":"says 7","evidence":[899,904]}]},)"
    R"({"kind":"banned","event":"remove","batch":{"label":null,"year":null,"ordinal":null},"announced_count":null,)"
    R"("cumulative":{"batches":null,"organisations":null,"since":null},"campaign_start":null,"issuers":[],)"
    R"("legal_bases":[],"mentions":[],"source_line":null,"list":{"heading":null,"carrier":"none",)"
    R"("completeness":"unknown","entries":[]},"evidence":{"batch":null,"announced_count":null,"cumulative":null,)"
    R"("campaign_start":null,"issuers":[],"legal_bases":[],"mentions":[],"source_line":null,"heading":null},)"
    R"("findings":[]}],"findings":[{"code":"charset_conflict","severity":"info","message":"","evidence":null}],)"
    R"("error":null})";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("a line that was read is written back byte for byte") {
  for (const auto& line : {kEmptyLine, kWholeLine}) {
    const auto record = read_record_line(line);
    REQUIRE(record);
    CHECK(record_line(*record) == line);
  }
}

TEST_CASE("a record line gives every value with its span") {
  const auto record = read_record_line(kWholeLine);
  REQUIRE(record);
  CHECK(record->input == "甲.warc.gz");
  CHECK(record->record == 3);
  REQUIRE(record->page);
  CHECK(record->page->bytes == 3057769);
  CHECK(record->page->original == false);
  CHECK(record->page->published_at == "2022-10-26T09:30:00+08:00");
  REQUIRE(record->notices.size() == 2);
  const Notice& notice = record->notices[0];
  CHECK(notice.batch == Cited<Batch>{{"2022年第四批", 2022, 4}, {880, 19}});
  CHECK(notice.cumulative == Cited<Cumulative>{{13, 165, "2021-03-20"}, {1, 1}});
  CHECK(notice.issuers[1] == Cited<std::string>{"中央网信办", {20, 9}});
  CHECK(notice.list.heading == Cited<std::string>{"名单", {60, 10}});
  CHECK(notice.list.completeness == Completeness::is_short);
  CHECK(notice.list.entries.at(0) == Entry{1, "甲\"联盟\"", {}, {}, {}, {1200, 30}});
  CHECK(notice.findings.at(0) == Finding{"list_short", Severity::warning, "says 7", Span{899, 5}});
  CHECK_FALSE(record->notices[1].batch);
  CHECK(record->notices[1].event == NoticeEvent::remove);
}

TEST_CASE("reading what was written gives the same line for a thousand generated records") {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    const Record record = test::generated_record(seed);
    const std::string line = record_line(record);
    const auto back = read_record_line(line);
    REQUIRE(back);
    CHECK(record_line(*back) == line);
    CHECK(*back == record);
    CHECK(line.find('\n') == std::string::npos);
  }
}

TEST_CASE("only what JSON demands is escaped and invalid UTF-8 becomes U+FFFD") {
  struct Case {
    std::string text;
    std::string json;
  };
  const std::array cases{
      Case{"名单/a\u2028\x7f", "名单/a\u2028\x7f"},
      Case{"\"\\\b\f\n\r\t", R"(\"\\\b\f\n\r\t)"},
      Case{std::string("\0\x01\x1f", 3), R"(\u0000\u0001\u001f)"},
      Case{"a\xff"
           "b",
           "a\uFFFD"
           "b"},
      Case{"\xc0\x80", "\uFFFD\uFFFD"},
      Case{"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
      Case{"\xf4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      Case{"\xe5\x90", "\uFFFD\uFFFD"},
      Case{"\xf0\xa0\xae\xb7", "𠮷"},
  };
  for (const auto& [text, json] : cases) {
    Record record;
    record.input = text;
    record.error = Error{"x", "y"};
    CHECK_THAT(record_line(record), ContainsSubstring("\"input\":\"" + json + "\","));
  }
}

TEST_CASE("an unknown input is written as null") {
  Record record;
  record.error = Error{"x", "y"};
  CHECK_THAT(record_line(record), ContainsSubstring(R"("input":null,"record":0)"));
  CHECK(read_record_line(record_line(record)) == record);
}

TEST_CASE("members that are not known are skipped and white space around the line is allowed") {
  const auto line = replaced(kWholeLine, R"("record":3)", R"("record":3,"later":{"a":[1,{"b":null}]})");
  const auto record = read_record_line("  " + line + "\r\n");
  REQUIRE(record);
  CHECK(record_line(*record) == kWholeLine);
}

TEST_CASE("a value without evidence is kept with an empty span") {
  const auto line = replaced(kWholeLine, R"("issuers":[[10,19],[20,29]],)", "");
  const auto record = read_record_line(line);
  REQUIRE(record);
  CHECK(record->notices[0].issuers[1] == Cited<std::string>{"中央网信办", {0, 0}});
}

TEST_CASE("a line that is no record line is refused with the reason") {
  struct Case {
    std::string line;
    std::string reason;
  };
  const std::array cases{
      Case{"", "not valid JSON"},
      Case{"{", "not valid JSON"},
      Case{kWholeLine + "x", "not valid JSON"},
      Case{replaced(kWholeLine, "名单", "\xff"), "not valid JSON"},
      Case{"[]", "no schema"},
      Case{"{}", "no schema"},
      Case{R"({"schema":1})", "no schema"},
      Case{std::string(100000, '['), "nested too deeply"},
      Case{replaced(kWholeLine, "page/1", "page/2"), "mingdan.page/2"},
      Case{R"({"schema":"mingdan.page/1"})", "\"input\""},
      Case{replaced(kWholeLine, R"("bytes":3057769)", R"("bytes":-1)"), "\"bytes\""},
      Case{replaced(kWholeLine, R"("bytes":3057769)", R"("bytes":1.5)"), "\"bytes\""},
      Case{replaced(kWholeLine, R"("no":1)", R"("no":2147483648)"), "\"no\""},
      Case{replaced(kWholeLine, R"("no":1)", R"("no":99999999999999999999)"), "\"no\""},
      Case{replaced(kWholeLine, R"("no":1,)", ""), "\"no\""},
      Case{replaced(kWholeLine, R"("kind":"banned")", R"("kind":"other")"), "\"kind\""},
      Case{replaced(kWholeLine, "[1200,1230]", "[1230,1200]"), "\"span\""},
      Case{replaced(kWholeLine, "[1200,1230]", "[1200]"), "\"span\""},
      Case{replaced(kWholeLine, "[1200,1230]", "null"), "\"span\""},
      Case{replaced(kWholeLine, "[[10,19],[20,29]]", "[[10,19]]"), "\"issuers\""},
      Case{replaced(kWholeLine, R"("legal_bases":[])", R"("legal_bases":null)"), "\"legal_bases\""},
      Case{replaced(kWholeLine, R"("batch":{"label":null,"year":null,"ordinal":null})", R"("batch":null)"),
           "\"batch\""},
      Case{replaced(kWholeLine, R"("error":null)", R"("error":"no")"), "\"error\""},
      Case{replaced(kWholeLine, R"("error":null)", R"("errors":null)"), "\"error\""},
      Case{replaced(kEmptyLine, R"("page":null)", R"("page":[])"), "\"page\""},
      Case{replaced(kEmptyLine, R"("notices":[])", R"("notices":[null])"), "\"notices\""},
  };
  for (const auto& [line, reason] : cases) {
    INFO(line.substr(0, 200));
    const auto record = read_record_line(line);
    REQUIRE_FALSE(record);
    CHECK(record.error().code == "bad_record_line");
    CHECK_THAT(record.error().message, ContainsSubstring(reason));
  }
}
