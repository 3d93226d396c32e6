#include <array>
#include <string>
#include <utility>

#include "fetch/fetch_url.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("addresses are requested and kept in one form") {
  const std::array<std::pair<std::string, std::string>, 14> cases{{
      {"https://www.mca.gov.cn/n152/n165/index.html", "https://www.mca.gov.cn/n152/n165/index.html"},
      {"  HTTPS://WWW.MCA.GOV.CN/a#top \n", "https://www.mca.gov.cn/a"},
      {"http://www.mca.gov.cn:80/a", "http://www.mca.gov.cn/a"},
      {"https://www.mca.gov.cn:443/", "https://www.mca.gov.cn/"},
      {"http://www.mca.gov.cn:8080/a", "http://www.mca.gov.cn:8080/a"},
      {"http://www.mca.gov.cn", "http://www.mca.gov.cn/"},
      {"http://www.mca.gov.cn./a", "http://www.mca.gov.cn/a"},
      {"http://a.example/x/../y/./z", "http://a.example/y/z"},
      {"http://a.example/名单 一.html?q=取缔",
       "http://a.example/%e5%90%8d%e5%8d%95%20%e4%b8%80.html?q=%e5%8f%96%e7%bc%94"},
      {"http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1&sn=0a&chksm=8b5e&scene=27#wechat_redirect",
       "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1&sn=0a&chksm=8b5e&scene=27"},
      {"https://mp.weixin.qq.com/s?__biz=Mz==&amp;mid=1&amp;amp;idx=1\\x26amp;sn=2",
       "https://mp.weixin.qq.com/s?__biz=Mz==&mid=1&idx=1&sn=2"},
      {"https://mp.weixin.qq.com/s/AbC-_dEf?nwr_flag=1", "https://mp.weixin.qq.com/s/AbC-_dEf?nwr_flag=1"},
      {"http://127.0.0.1:8080/", "http://127.0.0.1:8080/"},
      {"http://[::1]:8080/x", "http://[::1]:8080/x"},
  }};
  for (const auto& [seen, wanted] : cases) {
    CAPTURE(seen);
    const auto url = fetchable_url(seen);
    REQUIRE(url);
    CHECK(*url == wanted);
    CHECK(fetchable_url(*url) == *url);
  }
}

TEST_CASE("what is no address to fetch is refused with a reason") {
  for (const std::string seen : {"", "www.mca.gov.cn", "file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)",
                                 "//a.example/x", "http://", "http:///x", "https://mp.weixin.qq.com@evil.example/",
                                 "http://user:word@a.example/", "http://a.example\\@evil.example/",
                                 "http://a.example/\r\nHost: b", "http://a.\texample/", "gopher://a.example/"}) {
    CAPTURE(seen);
    const auto url = fetchable_url(seen);
    REQUIRE_FALSE(url);
    CHECK(url.error().code == "bad_url");
  }
  CHECK_FALSE(fetchable_url("http://a.example/" + std::string(9000, 'a')));
}

TEST_CASE("redirects lead to absolute addresses, or nowhere") {
  const std::string from = "https://www.mca.gov.cn/n152/n165/c1/content.html?x=1";
  const std::array<std::pair<std::string, std::string>, 6> cases{{
      {"/n152/index.html", "https://www.mca.gov.cn/n152/index.html"},
      {"../c2/content.html", "https://www.mca.gov.cn/n152/n165/c2/content.html"},
      {"//cac.gov.cn/a", "https://cac.gov.cn/a"},
      {"http://a.example", "http://a.example/"},
      {"?x=2", "https://www.mca.gov.cn/n152/n165/c1/content.html?x=2"},
      {"https://A.example/a b#c", "https://a.example/a%20b"},
  }};
  for (const auto& [location, wanted] : cases) {
    CAPTURE(location);
    CHECK(redirect_target(from, location) == wanted);
  }
  for (const std::string location : {"", "file:///etc/passwd", "ftp://a.example/", "javascript:history.back()",
                                     "http://a@b.example/", "http://\r\n/"}) {
    CAPTURE(location);
    CHECK(redirect_target(from, location) == std::nullopt);
  }
}
