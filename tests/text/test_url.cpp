#include "tests/catch.hpp"
#include "text/url.hpp"

using namespace mingdan;

TEST_CASE("an http address splits into its parts") {
  const auto parts = split_url("HTTP://WWW.Mca.gov.cn:8080/article/a.shtml?id=1&x=%20#top");
  REQUIRE(parts);
  CHECK(parts->scheme == "http");
  CHECK(parts->host == "www.mca.gov.cn");
  CHECK(parts->port == "8080");
  CHECK(parts->path == "/article/a.shtml");
  CHECK(parts->query == "id=1&x=%20");
  CHECK(parts->fragment == "top");
}

TEST_CASE("an address without path or scheme still splits") {
  const auto bare = split_url("//www.cac.gov.cn");
  REQUIRE(bare);
  CHECK(bare->scheme == "https");
  CHECK(bare->host == "www.cac.gov.cn");
  CHECK(bare->path.empty());
  const auto query = split_url("https://a.cn?x=1/2");
  REQUIRE(query);
  CHECK(query->path.empty());
  CHECK(query->query == "x=1/2");
  CHECK(split_url("http://[::1]:80/")->host == "[::1]");
  CHECK(split_url("http://中国.cn/")->host == "中国.cn");
}

TEST_CASE("what is no http address is refused") {
  const char* urls[] = {"",
                        "http://",
                        "http:///path",
                        "https:/a.cn/",
                        "ftp://a.cn/",
                        "javascript:void(0)",
                        "/path",
                        "www.mca.gov.cn/article",
                        "http://user@a.cn/",
                        "http://user:word@a.cn/",
                        "http://a b.cn/",
                        "http://a.cn/a b",
                        "http://a.cn/\n",
                        "http://a.cn:99x/",
                        "http://a.cn:123456/",
                        "http://a.cn\\path",
                        "http://a.cn/　x",
                        "http://.cn/",
                        "mailto:a@b.cn"};
  for (const auto* url : urls) {
    CAPTURE(url);
    CHECK_FALSE(split_url(url).has_value());
  }
}

TEST_CASE("a query value is found decoded and the first one wins") {
  const char* url = "https://a.cn/s?__biz=MzA5MzE5MDAzOA==&mid=1&amp;idx=2&amp;amp;sn=a%20b&mid=9&empty=&flag#mid=7";
  CHECK(query_value(url, "__biz") == std::optional<std::string>("MzA5MzE5MDAzOA=="));
  CHECK(query_value(url, "mid") == std::optional<std::string>("1"));
  CHECK(query_value(url, "idx") == std::optional<std::string>("2"));
  CHECK(query_value(url, "sn") == std::optional<std::string>("a b"));
  CHECK(query_value(url, "empty") == std::optional<std::string>(""));
  CHECK(query_value(url, "flag") == std::optional<std::string>(""));
  CHECK_FALSE(query_value(url, "biz").has_value());
  CHECK_FALSE(query_value("https://a.cn/path", "mid").has_value());
  CHECK_FALSE(query_value("", "mid").has_value());
}

TEST_CASE("percent escapes are resolved and broken ones kept") {
  CHECK(percent_decoded("%e6%b0%91%E6%94%BF") == "民政");
  CHECK(percent_decoded("a%2Bb+c") == "a+b+c");
  CHECK(percent_decoded("100%") == "100%");
  CHECK(percent_decoded("%4") == "%4");
  CHECK(percent_decoded("%zz%41") == "%zzA");
}

TEST_CASE("references resolve against their base as RFC 3986 says") {
  struct Row {
    const char* reference;
    const char* url;
  };
  const Row rows[] = {
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {";x", "http://a/b/c/;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/../h", "http://a/b/c/h"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {" 附件 1.doc\n", "http://a/b/c/附件%201.doc"},
      {"https://x.cn/../a", "https://x.cn/a"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.reference);
    CHECK(resolved_url("http://a/b/c/d;p?q", row.reference) == std::optional<std::string>(row.url));
  }
  CHECK(resolved_url("http://www.mca.gov.cn/n152/n165/index.html", "../../n152/n165/c99/content.html") ==
        std::optional<std::string>("http://www.mca.gov.cn/n152/n165/c99/content.html"));
  CHECK(resolved_url("http://a.cn", "b") == std::optional<std::string>("http://a.cn/b"));
}

TEST_CASE("references that lead nowhere by http give nothing") {
  CHECK_FALSE(resolved_url("http://a/b", "javascript:void(0)").has_value());
  CHECK_FALSE(resolved_url("http://a/b", "mailto:a@b.cn").has_value());
  CHECK_FALSE(resolved_url("http://a/b", "file:///C:/a.html").has_value());
  CHECK_FALSE(resolved_url("file:///C:/a.html", "b.html").has_value());
  CHECK_FALSE(resolved_url("", "b.html").has_value());
}
