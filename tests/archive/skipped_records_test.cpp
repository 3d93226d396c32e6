#include "archive/input_kind.hpp"
#include "archive/page_reader.hpp"
#include "archive/stored_answer.hpp"
#include "tests/archive/exchanges.hpp"
#include "tests/archive/written_files.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

/// The bodies of the pages in an archive of these exchanges, then the codes of its errors.
std::vector<std::string> read_from(const std::vector<HttpExchange>& exchanges) {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  for (const auto& exchange : exchanges) test::append(writer, exchange);
  const auto path = writer.path_of(writer.files().at(0));
  std::vector<std::string> found;
  for (const auto& page : test::pages_in(path)) found.push_back(page.body);
  for (const auto& code : test::errors_in(path)) found.push_back(code);
  return found;
}

HttpExchange html(std::string_view url, std::string_view body) {
  return test::answer_of(url, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", body);
}

HttpExchange typed(std::string_view type, std::string_view body) {
  return test::answer_of("https://a.example/x", "HTTP/1.1 200 OK\r\nContent-Type: " + std::string(type) + "\r\n\r\n",
                         body);
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("a host's robots.txt in an archive is no page, whatever it is served as") {
  CHECK(read_from({test::answer_of("https://a.example/robots.txt",
                                   "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", "User-agent: *\nDisallow:\n"),
                   html("http://a.example:8080/robots.txt", "<html>not found</html>"),
                   html("https://a.example/robots.txt?x=1", "<html>not found</html>"),
                   html("https://a.example/docs/robots.txt", "<p>about</p>"),
                   html("https://a.example/", "<p>1</p>")}) == Found{"<p>about</p>", "<p>1</p>"});
}

TEST_CASE("feeds and sitemaps in an archive are no pages, whatever they are served as") {
  const std::string rss = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel/></rss>";
  for (const auto* type : {"application/rss+xml", "application/atom+xml", "text/xml; charset=utf-8", "application/xml",
                           "text/html", "text/html; charset=utf-8", "text/plain", "application/octet-stream", ""}) {
    INFO(type);
    CHECK(read_from({typed(type, rss)}) == Found{});
  }
  CHECK(read_from({typed("text/html", "<p>rss</p>")}) == Found{"<p>rss</p>"});
  CHECK(read_from({typed("application/xhtml+xml", "<?xml version=\"1.0\"?><html/>")}).size() == 1);
}

TEST_CASE("feeds and sitemaps are told by their root") {
  for (const auto* text :
       {"<rss>", "<rss version=\"2.0\">", "<feed xmlns=\"x\">", "<feed/>", "<rdf:RDF xmlns:rdf=\"x\">", "<urlset\n>",
        "<sitemapindex>", "<atom:feed>", "\xEF\xBB\xBF<?xml version=\"1.0\"?><rss>", " \r\n<rss>", "<RSS>",
        "<?xml version=\"1.0\"?><?xml-stylesheet href=\"a\"?><!-- <html> --><urlset>", "<!DOCTYPE rss><rss>"}) {
    INFO(text);
    CHECK(is_feed(text));
  }
  for (const auto* text : {"", "rss", "<html>", "<!DOCTYPE html><html>", "<!-- <rss> --><html>", "<?xml?><html>",
                           "<feedback>", "<p>&lt;rss>", "<", "<!--", "<?xml", "{\"rss\":1}", "<rss:html>"}) {
    INFO(text);
    CHECK_FALSE(is_feed(text));
  }
  std::string many;
  while (many.size() < 10'000'000) many += "<!>";
  CHECK_FALSE(is_feed(many + "<rss>"));
}

TEST_CASE("redirects, 304 and revisits in an archive are no pages") {
  auto same = html("https://a.example/1", "<p>1</p>");
  CHECK(read_from(
            {test::answer_of("https://a.example/r", "HTTP/1.1 302 Found\r\nLocation: /1\r\n\r\n", "<p>moved</p>", 302),
             test::answer_of("https://a.example/1", "HTTP/1.1 304 Not Modified\r\n\r\n", "", 304),
             test::answer_of("https://a.example/2", "HTTP/1.1 404 Not Found\r\n\r\n", "<p>none</p>", 404), same}) ==
        Found{"<p>1</p>"});
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  const auto first = test::append(writer, same);
  test::append(writer, same, RevisitOf{first.payload_sha1, same.url, same.sent_at});
  CHECK(test::pages_in(writer.path_of(first.file)).size() == 1);
  CHECK(test::errors_in(writer.path_of(first.file)).empty());
}

TEST_CASE("the beginning of a page is never read as the page") {
  auto cut = html("https://a.example/1", "<p>the beginning");
  for (const auto* why : {"length", "time", "disconnect", "unspecified"}) {
    cut.truncated = why;
    CHECK(read_from({cut, html("https://a.example/2", "<p>2</p>")}) == Found{"<p>2</p>", "truncated_body"});
  }
  auto packed = cut;
  packed.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
  packed.body = test::gzipped(std::string(1000, 'x')).substr(0, 20);
  CHECK(read_from({packed}) == Found{"truncated_body"});
  auto empty = cut;
  empty.body = "";
  CHECK(read_from({empty}) == Found{"truncated_body"});
}

TEST_CASE("what is no page is no error when it is cut, either") {
  auto cut = test::answer_of("https://a.example/robots.txt", "HTTP/1.1 200 OK\r\n\r\n", "User-ag");
  cut.truncated = "length";
  auto picture = typed("image/png", "\x89PNG\r\n");
  picture.truncated = "length";
  CHECK(read_from({cut, picture}) == Found{});
}

TEST_CASE("an answer that was cut is no stored answer") {
  const test::TemporaryFolder folder;
  auto writer = test::open_writer(folder.path());
  auto cut = typed("application/rss+xml", "<rss><channel>");
  cut.truncated = "disconnect";
  const auto place = test::append(writer, cut);
  const auto answer = read_answer_at(test::place_at(folder.path(), place));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == "truncated_body");
  CHECK(test::responses_in(writer.path_of(place.file)).at(0).truncated);
}
