#include <array>
#include <string>
#include <utility>

#include "fetch/fetch_url.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("addresses are requested and kept in one form") {
  const std::array<std::pair<std::string, std::string>, 27> cases{{
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
      {"http://mp.weixin.qq.com:80/s/x", "https://mp.weixin.qq.com/s/x"},
      {"http://mp.weixin.qq.com:8080/s/x", "http://mp.weixin.qq.com:8080/s/x"},
      {"http://a.example/a b?c d+e", "http://a.example/a%20b?c%20d+e"},
      {"http://a.example/%E5%90%8d?x=%E5%zz%", "http://a.example/%E5%90%8d?x=%E5%zz%"},
      {"http://a.example?x=1", "http://a.example/?x=1"},
      {"http://a.example/a|b^c\"<>{}`?{}|", "http://a.example/a|b^c\"<>{}`?{}|"},
      {"http://民政.中国/名单", "http://xn--5bvs5m.xn--fiqs8s/%e5%90%8d%e5%8d%95"},
      {"http://ｗｗｗ.mca.gov.cn/", "http://www.mca.gov.cn/"},
      {"http://a_b.example/", "http://a_b.example/"},
      {"http://0x7f.1/", "http://127.0.0.1/"},
      {"http://2130706433/", "http://127.0.0.1/"},
      {"http://%31%32%37.0.0.1/", "http://127.0.0.1/"},
      {"http://a.example/?u=http://b.example/?x=1&y", "http://a.example/?u=http://b.example/?x=1&y"},
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
  for (const std::string seen : {"",
                                 "www.mca.gov.cn",
                                 "file:///etc/passwd",
                                 "ftp://a.example/",
                                 "javascript:alert(1)",
                                 "//a.example/x",
                                 "http://",
                                 "http:///x",
                                 "https://mp.weixin.qq.com@evil.example/",
                                 "http://user:word@a.example/",
                                 "http://a.example\\@evil.example/",
                                 "http://a.example/\r\nHost: b",
                                 "http://a.\texample/",
                                 "gopher://a.example/",
                                 "http://a.example:99999/",
                                 "http://a.example:0/",
                                 "http://exa mple/",
                                 "http://名 单.中国/",
                                 "http:\\\\a.example/",
                                 "http://a.example%00.b.example/",
                                 "http://[::1/",
                                 "http://[not-an-address]/",
                                 "http://a.example:80:80/",
                                 "http://a%2fb.example/",
                                 "http://\xff\xfe.example/"}) {
    CAPTURE(seen);
    const auto url = fetchable_url(seen);
    REQUIRE_FALSE(url);
    CHECK(url.error().code == "bad_url");
  }
  CHECK_FALSE(fetchable_url("http://a.example/" + std::string(9000, 'a')));
}

TEST_CASE("redirects lead to absolute addresses, or nowhere") {
  const std::string from = "https://www.mca.gov.cn/n152/n165/c1/content.html?x=1";
  const std::array<std::pair<std::string, std::string>, 8> cases{{
      {"/s?__biz=Mz==&chksm=8b5e#rd", "https://www.mca.gov.cn/s?__biz=Mz==&chksm=8b5e"},
      {"http://0177.0.0.1/", "http://127.0.0.1/"},
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
  for (const std::string location :
       {"", "file:///etc/passwd", "ftp://a.example/", "javascript:history.back()", "http://a@b.example/",
        "http://\r\n/", "\\\\b.example/", "/a\r\nSet-Cookie: x", "data:text/html,x", "mailto:a@b.example"}) {
    CAPTURE(location);
    CHECK(redirect_target(from, location) == std::nullopt);
  }
}
