#include "parse/site_key.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("an address gives the key of its family") {
  struct Row {
    const char* url;
    const char* key;
  };
  const Row rows[] = {
      {"http://www.mca.gov.cn/article/xw/tzgg/202002/20200200023925.shtml", "mca:20200200023925"},
      {"https://mzzt.mca.gov.cn/article/zt_a/b/202204/20220400041352.shtml?x=1#y", "mca:20220400041352"},
      {"https://www.mca.gov.cn/n152/n165/c1662004999979993926/content.html", "mca:c1662004999979993926"},
      {"http://www.mca.gov.cn/n1288/n1290/c1662004999979993926/content.html", "mca:c1662004999979993926"},
      {"https://www.mca.gov.cn/n152/c45259/content.html", "mca:c45259"},
      {"//www.cac.gov.cn/2022-10/26/c_1668415521458113.htm", "cac:c_1668415521458113"},
      {"http://www.mee.gov.cn/ywdt/202204/t20220417_974894.shtml", "trs:www.mee.gov.cn:974894"},
      {"http://a.gov.cn:8080/x/t20220417_974894.html", "trs:a.gov.cn:8080:974894"},
      {"http://fgw.zj.gov.cn/art/2016/11/22/art_1621004_30332664.html", "hanweb:fgw.zj.gov.cn:art_1621004_30332664"},
      {"http://www.xinhuanet.com/politics/2020-02/19/c_1125597921.htm",
       "url:www.xinhuanet.com/politics/2020-02/19/c_1125597921.htm"},
      {"HTTP://WWW.Example.CN:80/a/b.html?from=timeline#top", "url:www.example.cn/a/b.html"},
      {"https://example.cn:8443/a", "url:example.cn:8443/a"},
      {"http://example.cn/show.asp?id=39115", "url:example.cn/show.asp?id=39115"},
      {"http://example.cn/show.asp?id=39116", "url:example.cn/show.asp?id=39116"},
      {"http://example.cn/v.php?b=2&amp;a=1&utm_source=x&spm=1.2&share_token=9&from=singlemessage",
       "url:example.cn/v.php?a=1&b=2"},
      {"http://example.cn", "url:example.cn/"},
      {"http://example.cn/index.html", "url:example.cn/"},
      {"http://example.cn/a/index.htm?x=1", "url:example.cn/a/"},
      {"http://www.mca.gov.cn/article/xw/tzgg/?2", "url:www.mca.gov.cn/article/xw/tzgg/?2"},
      {"http://www.mca.gov.cn/article/sj/xzqh/2019/2019/201912251506.html",
       "url:www.mca.gov.cn/article/sj/xzqh/2019/2019/201912251506.html"},
      {"http://example.cn/%e6%b0%91", "url:example.cn/%E6%B0%91"},
      {"http://example.cn/a;jsessionid=12AB", "url:example.cn/a"},
      {"https://web.archive.org/web/20120611024252/http://www.he.xinhuanet.com/news/content_1.htm",
       "url:www.he.xinhuanet.com/news/content_1.htm"},
      {"http://example.cn/n1/c123456/content.html", "url:example.cn/n1/c123456/content.html"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.url);
    CHECK(site_key_of_url(row.url) == row.key);
  }
}

TEST_CASE("what is no address has no key") {
  for (const auto* url : {"", "about:blank", "/a/b.html", "file:///C:/page.html", "javascript:void(0)"}) {
    CAPTURE(url);
    CHECK(site_key_of_url(url).empty());
    CHECK(site_of_url(url) == Site::unknown);
  }
}

TEST_CASE("the host alone says whose page it is") {
  struct Row {
    const char* url;
    Site site;
  };
  const Row rows[] = {
      {"https://www.mca.gov.cn/", Site::mca},
      {"https://mzzt.mca.gov.cn/a.shtml", Site::mca},
      {"https://chinanpo.mca.gov.cn/", Site::chinanpo},
      {"https://xxgs.chinanpo.mca.gov.cn/gsxt/newList", Site::chinanpo},
      {"http://www.chinanpo.gov.cn/search/orgcx.html", Site::chinanpo},
      {"http://59.252.100.194/search/", Site::chinanpo},
      {"https://www.cac.gov.cn/x.htm", Site::cac},
      {"https://www.gov.cn/x.htm", Site::gov},
      {"http://mzt.hunan.gov.cn/x.html", Site::gov},
      {"http://society.people.com.cn/n1/2022/1026/c1008-1.html", Site::press},
      {"https://m.thepaper.cn/x", Site::press},
      {"https://notmca.gov.cn.example.com/", Site::unknown},
      {"https://www.fakemca.gov.cn/", Site::gov},
      {"https://mca.gov.cn.evil.com/", Site::unknown},
      {"https://notpeople.com.cn/", Site::unknown},
      {"https://mp.weixin.qq.com/s/abc", Site::unknown},
  };
  for (const auto& row : rows) {
    CAPTURE(row.url);
    CHECK(site_of_url(row.url) == row.site);
  }
}
