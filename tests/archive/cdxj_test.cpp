#include "archive/cdxj.hpp"

#include <nlohmann/json.hpp>

#include "tests/archive/exchanges.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

std::string index_of(const std::string& folder, const std::string& file, std::string_view present = "") {
  const auto index = cdxj_index(folder, file, present);
  INFO((index ? "" : index.error().message));
  REQUIRE(index);
  return *index;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    REQUIRE(end != std::string_view::npos);
    lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

TEST_CASE("addresses have one sort key, as web archives write it") {
  const std::vector<std::pair<std::string, std::string>> forms{
      {"https://www.mca.gov.cn/n152/n165/index.html", "cn,gov,mca)/n152/n165/index.html"},
      {"http://mca.gov.cn", "cn,gov,mca)/"},
      {"https://mca.gov.cn/", "cn,gov,mca)/"},
      {"http://MZ.Example.org:80/A/B", "org,example,mz)/a/b"},
      {"https://example.org:443/", "org,example)/"},
      {"https://example.org:80/", "org,example:80)/"},
      {"http://example.org:8080/", "org,example:8080)/"},
      {"http://example.org/?b=2&a=1", "org,example)/?a=1&b=2"},
      {"http://example.org?x", "org,example)/?x"},
      {"http://example.org/?", "org,example)/"},
      {"http://example.org/a#b", "org,example)/a"},
      {"http://192.0.2.1/x", "192.0.2.1)/x"},
      {"http://[2001:db8::1]:81/x", "[2001:db8::1]:81)/x"},
      {"http://mp.weixin.qq.com/s?__biz=MzA5==&mid=1&idx=2&sn=Ab#rd",
       "com,qq,weixin,mp)/s?__biz=mza5==&idx=2&mid=1&sn=ab"},
      {"http://www.www.example/", "example,www)/"},
      {"http://localhost/", "localhost)/"},
      {"urn:X:y", "urn:x:y"},
      {"http://a b/c\td\n", "http://a+b/c+d+"},
      {"", ""},
  };
  for (const auto& [address, key] : forms) {
    INFO(address);
    CHECK(surt_of(address) == key);
  }
  CHECK(surt_of("http://example.org/" + std::string(100'000, 'x')).size() == 2000);
}

TEST_CASE("a line of the index has its key, moment and facts") {
  StoredResponse response;
  response.url = "https://www.a.example/名单?q=\"1\"";
  response.sent_at = "2026-11-24T22:03:31Z";
  response.status = 200;
  response.media_type = "text/html";
  response.payload_sha1 = "ABC";
  response.offset = 300;
  response.end = 1000;
  const std::string key = "example,a)/名单?q=\"1\" 20261124220331 ";
  CHECK(cdxj_line(response, "f.warc.gz") ==
        key + R"({"url":"https://www.a.example/名单?q=\"1\"","mime":"text/html","status":"200","digest":"sha1:ABC",)" +
            R"("length":"700","offset":"300","filename":"f.warc.gz"})");
  response.revisit = true;
  response.payload_sha1 = "";
  const auto revisit = nlohmann::json::parse(cdxj_line(response, "f").substr(key.size()));
  CHECK(revisit["mime"] == "warc/revisit");
  CHECK(revisit["digest"] == "-");
  response.revisit = false;
  response.media_type = "";
  response.url = "https://a.example/\xff\n";
  const auto odd = cdxj_line(response, "f");
  CHECK(odd.find('\n') == std::string::npos);
  CHECK(odd.find("\"mime\":\"unk\"") != std::string::npos);
}

TEST_CASE("an index that grew run by run equals one that is made anew") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  std::string index;
  std::string file;
  for (const auto* name : {"z", "a", "m", "a", "名", "q?b=1&a=2"}) {
    auto exchange = test::exchange_of(name);
    if (std::string(name) == "m") exchange.notes = {{"robots", "ignored"}};
    file = test::append(writer, exchange).file;
    index = index_of(folder.path(), file, index);
    CHECK(index == index_of(folder.path(), file));
    CHECK(index == index_of(folder.path(), file, index));
  }
  const auto lines = lines_of(index);
  CHECK(lines.size() == 6);
  CHECK(std::ranges::is_sorted(lines));
}

TEST_CASE("each line of the index leads to its record") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  const auto first = test::exchange_of("1");
  const auto place = test::append(writer, first);
  test::append(writer, first, RevisitOf{place.payload_sha1, first.url, first.sent_at});
  test::append(writer, test::exchange_of("2"));
  for (const auto& line : lines_of(index_of(folder.path(), place.file))) {
    const auto entry = nlohmann::json::parse(line.substr(line.find('{')));
    const auto offset = std::stoull(entry["offset"].get<std::string>());
    const auto found = test::responses_in(folder.file(place.file), offset).at(0);
    CHECK(found.url == entry["url"]);
    CHECK(std::to_string(found.end - found.offset) == entry["length"]);
    CHECK(found.revisit == (entry["mime"] == "warc/revisit"));
  }
}

TEST_CASE("an index that can't be of this file is made anew") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  const auto file = test::append(writer, test::exchange_of("1")).file;
  test::append(writer, test::exchange_of("2"));
  const auto whole = index_of(folder.path(), file);
  const auto first = whole.substr(0, whole.find('\n') + 1);
  for (const auto& present :
       {std::string("rubbish\n"), std::string("{}x"), whole.substr(0, whole.size() - 20), first + "cut {\"url\":\"",
        std::string(R"(a 1 {"offset":"99999999","length":"1"})") + "\n", std::string("\n"), std::string(100, '\0')}) {
    INFO(present);
    CHECK(index_of(folder.path(), file, present) == whole);
  }
  CHECK(cdxj_index(folder.path(), "mingdan-none.warc.gz", "").error().code == "file_missing");
}
