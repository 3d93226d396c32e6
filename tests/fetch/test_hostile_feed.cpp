#include "fetch/feed.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

using Pages = std::vector<ListedPage>;

const std::string kAddress = "https://feeds.example/feed.xml";

std::string error_of(std::string_view xml) {
  const auto listing = feed_of(xml, kAddress);
  return listing ? "none" : listing.error().code + ": " + listing.error().message;
}

std::string item_with(std::string_view title, std::string_view declaration) {
  return std::string(declaration) + "<rss><channel><item><title>" + std::string(title) +
         "</title><link>https://a.example/</link></item></channel></rss>";
}

std::string title_in(std::string_view xml) {
  const auto listing = feed_of(xml, kAddress);
  return listing && listing->pages.size() == 1 ? listing->pages[0].title : error_of(xml);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("a feed is read in the charset of its bytes, whatever it declares") {
  const std::string gbk = "\xC3\xFB\xB5\xA5";  // 名单
  CHECK(title_in(item_with(gbk, "<?xml version=\"1.0\" encoding=\"gb2312\"?>")) == "名单");
  CHECK(title_in(item_with(gbk, "<?xml version='1.0' encoding='GBK' standalone='yes'?>")) == "名单");
  CHECK(title_in(item_with(gbk, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")) == "名单");
  CHECK(title_in(item_with(gbk, "")) == "名单");
  CHECK(title_in(item_with("名单", "<?xml version=\"1.0\" encoding=\"gb2312\"?>")) == "名单");
  CHECK(title_in(item_with("\xA6\x57\xB3\xE6", "<?xml version=\"1.0\" encoding=\"big5\"?>")) == "名單");
  CHECK(title_in("\xEF\xBB\xBF" + item_with("名单", "<?xml version=\"1.0\"?>")) == "名单");
  CHECK(title_in(item_with("\xC3\xFB\xB5", "<?xml version=\"1.0\" encoding=\"gb2312\"?>")) == "名\uFFFD");
  CHECK(title_in(item_with("名单公布\xE5\x90", "<?xml version=\"1.0\" encoding=\"utf-8\"?>")) == "名单公布\uFFFD");
  CHECK(title_in(item_with("名单公布\x81", "")) == "名单公布\uFFFD");
  CHECK(title_in(item_with(gbk, "<?xml version=\"1.0\" encoding=\"utf-16\"?>")) == "名单");
  std::string wide = "\xFF\xFE";
  for (const char c : item_with("x", "<?xml version=\"1.0\" encoding=\"utf-16\"?>")) wide += {c, '\0'};
  CHECK(title_in(wide) == "x");
}

TEST_CASE("what is no feed is an error that says what it is") {
  CHECK_THAT(error_of("<!DOCTYPE html>\n<html><head></head><body>登录</body></html>"), ContainsSubstring("web page"));
  CHECK_THAT(error_of("<!-- x -->\n<HTML><body><p>1<p>2"), ContainsSubstring("web page"));
  CHECK_THAT(error_of("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
             ContainsSubstring("web page"));
  CHECK_THAT(error_of("<opml version=\"2.0\"/>"), ContainsSubstring("<opml>"));
  CHECK_THAT(error_of("<urlset/>"), ContainsSubstring("<urlset>, a sitemap"));
  CHECK_THAT(sitemap_of("<rss/>", kAddress).error().message, ContainsSubstring("<rss>, a feed"));
  CHECK_THAT(error_of("\n{\"version\":\"https://jsonfeed.org/version/1.1\"}"), ContainsSubstring("JSON"));
  CHECK_THAT(error_of("<rss version=\"2.0\"/>"), ContainsSubstring("no <channel>"));
  CHECK_THAT(error_of("<rss><channel><item></channel></rss>"), ContainsSubstring("at byte"));
  CHECK_THAT(error_of("<rss><channel><item><title>cut o"), ContainsSubstring("at byte"));
  for (const auto* text : {"", " ", "{\"items\":[]}", "not found", "<", "<rss", "\xff\xff\xff", "<?xml?>"}) {
    INFO(text);
    CHECK_THAT(error_of(text), ContainsSubstring("bad_feed"));
  }
  CHECK_THAT(error_of("<" + std::string(500, 'x') + "/>"), !ContainsSubstring(std::string(41, 'x')));
  CHECK_THAT(error_of(repeated(" ", (16UL << 20U) + 1)), ContainsSubstring("larger than 16 MiB"));
}

TEST_CASE("entities of a feed's own are not resolved") {
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol0 \"lol\">";
  for (int i = 1; i < 10; ++i)
    laughs += "<!ENTITY lol" + std::to_string(i) + " \"" + repeated("&lol" + std::to_string(i - 1) + ";", 10) + "\">";
  CHECK(title_in(laughs + "]>" + item_with("&lol9;", "")) == "&lol9;");
  CHECK(title_in("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>" + item_with("&f;", "")) == "&f;");
}

TEST_CASE("a megabyte of nested elements is read without a stack for each") {
  const std::size_t depth = (1UL << 20U) / 3;
  const auto nested = repeated("<a>", depth) + "x" + repeated("</a>", depth);
  CHECK(title_in(item_with(nested, "")) == "x");
  CHECK(title_in("<rss>" + nested + item_with("y", "").substr(5)) == "y");
  CHECK_THAT(error_of(nested), ContainsSubstring("<a>"));
  CHECK_THAT(error_of(repeated("<a>", depth)), ContainsSubstring("bad_feed"));
  CHECK_THAT(error_of("<rss>" + repeated("<![CDATA[", depth)), ContainsSubstring("bad_feed"));
}

TEST_CASE("tags without end are refused before a tree is made of them") {
  CHECK_THAT(error_of("<rss>" + repeated("<a/>", 1'000'001)), ContainsSubstring("1,000,000 tags"));
}

TEST_CASE("bases and links that are too long for an address are passed over") {
  const auto entry = [](const std::string& href) { return "<entry><link href=\"" + href + "\"/></entry>"; };
  std::string entries = entry("https://a.example/" + std::string(8192, 'x'));
  for (int i = 0; i < 5000; ++i) entries += entry(std::to_string(i));
  const auto base = "https://b.example/" + repeated("c/", 1UL << 20U);
  const auto listing = feed_of("<feed xml:base=\"" + base + "\">" + entries + "</feed>", kAddress);
  REQUIRE(listing);
  REQUIRE(listing->pages.size() == 5000);
  CHECK(listing->pages.front().url == "https://feeds.example/0");
}

TEST_CASE("of very many entries the first 5,000 count") {
  std::string items;
  std::string urls;
  for (int i = 0; i < 100'000; ++i) {
    const auto url = "https://a.example/" + std::to_string(i);
    items += "<item><link>" + url + "</link></item>";
    urls += "<url><loc>" + url + "</loc></url>";
  }
  const auto feed = feed_of("<rss><channel>" + items + "</channel></rss>", kAddress);
  REQUIRE(feed);
  REQUIRE(feed->pages.size() == 5000);
  CHECK(feed->pages.back().url == "https://a.example/4999");
  const auto sitemap = sitemap_of("<urlset>" + urls + "</urlset>", kAddress);
  REQUIRE(sitemap);
  CHECK(sitemap->pages.size() == 5000);
}

TEST_CASE("addresses and titles of a feed are valid UTF-8 without control characters") {
  const auto listing = feed_of(
      "<rss><channel><item><title>a&#27;[0m&#xD800;b&#10;c</title>"
      "<link>https://a.example/&#xDFFF;</link></item>"
      "<item><link>https://a.example/&#10;x&#13;&#10;Host: b</link></item></channel></rss>",
      kAddress);
  REQUIRE(listing);
  REQUIRE(listing->pages.size() == 2);
  CHECK(listing->pages[0].title == "a [0m\uFFFD\uFFFD\uFFFDb c");
  CHECK(listing->pages[0].url == "https://a.example/\uFFFD\uFFFD\uFFFD");
  CHECK(listing->pages[1].url == "https://a.example/xHost:%20b");
}

TEST_CASE("a sitemap leads to pages and an index to sitemaps") {
  const auto sitemap = sitemap_of(R"(<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="https://a.example/wp-sitemap.xsl" ?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://a.example/1.png</image:loc></image:image>
<loc> https://a.example/1?a=1&amp;b=2 </loc><lastmod>2022-10-26</lastmod><priority>0.5</priority></url>
<url><loc><![CDATA[https://a.example/2]]></loc><lastmod>2022-10-26T01:30:00+00:00</lastmod></url>
<url><loc>https://a.example/2</loc></url>
<url><loc></loc></url><url/><url><loc>ftp://a.example/</loc></url><url><loc>/3</loc><lastmod>soon</lastmod></url>
</urlset>)",
                                  "https://a.example/sitemap.xml");
  REQUIRE(sitemap);
  CHECK(sitemap->pages == Pages{{"https://a.example/1?a=1&b=2", "", std::nullopt, "2022-10-26"},
                                {"https://a.example/2", "", std::nullopt, "2022-10-26T09:30:00+08:00"},
                                {"https://a.example/3", "", std::nullopt, std::nullopt}});
  CHECK(sitemap->further_lists.empty());
  const auto index = sitemap_of(R"(<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/wp-sitemap-posts-post-1.xml</loc><lastmod>2022-10-26</lastmod></sitemap>
<sitemap><loc>https://a.example/b.xml.gz</loc></sitemap></sitemapindex>)",
                                kAddress);
  REQUIRE(index);
  CHECK(index->pages.empty());
  CHECK(index->further_lists == Pages{{"https://a.example/wp-sitemap-posts-post-1.xml", "", std::nullopt, "2022-10-26"},
                                      {"https://a.example/b.xml.gz", "", std::nullopt, std::nullopt}});
  CHECK_FALSE(sitemap_of("<rss/>", kAddress));
  CHECK_FALSE(sitemap_of("https://a.example/1\nhttps://a.example/2\n", kAddress));
}
