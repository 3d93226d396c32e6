#include "parse/wechat_key.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("An article's address tells its key in every form") {
  const std::string url =
      GENERATE(as<std::string>{},
               "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=2664167333&idx=4&sn=abc&chksm=def&scene=21#rd",
               "http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=2664167333&idx=4#wechat_redirect",
               "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA&mid=2664167333&idx=4",
               "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA%3D%3D&mid=2664167333&idx=4",
               "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&amp;mid=2664167333&amp;idx=4",
               "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&amp;amp;mid=2664167333&amp;amp;idx=4",
               R"(https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==\x26amp;mid=2664167333\x26amp;idx=4\x26amp;sn=1)",
               R"(https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==\x26mid=2664167333\x26idx=4)",
               "https://mp.weixin.qq.com/mp/appmsg/show?__biz=MzA5MzE5MDAzOA==&appmsgid=2664167333&itemidx=4&sign=1",
               "https://MP.weixin.qq.com/s/?idx=4&mid=2664167333&__biz=MzA5MzE5MDAzOA==&key=1&uin=2&pass_ticket=3",
               "https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x&target_url="
               "https%3A%2F%2Fmp.weixin.qq.com%2Fs%3F__biz%3DMzA5MzE5MDAzOA%3D%3D%26mid%3D2664167333%26idx%3D4");
  CAPTURE(url);
  CHECK(wechat_key_of_url(url) == "wechat:MzA5MzE5MDAzOA==:2664167333:4");
}

TEST_CASE("An address without a whole identity has no key") {
  const std::string url = GENERATE(
      as<std::string>{}, "https://mp.weixin.qq.com/s/tr38EieqyftubIx2FMWUWw",
      "https://mp.weixin.qq.com/s?__biz=&mid=1&idx=1", "https://mp.weixin.qq.com/s?__biz=bm90IGEgbnVtYmVy&mid=1&idx=1",
      "https://mp.weixin.qq.com/s?mid=1&idx=1", "https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=0&idx=1",
      "not an address", "", "https://mp.weixin.qq.com/s?src=3&timestamp=1500903767&ver=1&signature=x",
      "https://mp.weixin.qq.com.example.org/s?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1",
      "https://example.org/s?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1",
      "https://mp.weixin.qq.com/cgi-bin/loginpage?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1");
  CAPTURE(url);
  CHECK_FALSE(wechat_key_of_url(url));
}

TEST_CASE("Albums and lists of an account have keys of their own") {
  CHECK(wechat_key_of_url("https://mp.weixin.qq.com/mp/appmsgalbum?__biz=MzA5MzE5MDAzOA==&action=getalbum"
                          "&album_id=3329839945947119618#wechat_redirect") == "wechat-album:3329839945947119618");
  CHECK(wechat_key_of_url("https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&album_id=33&begin_msgid=22"
                          "&begin_itemidx=1&f=json") == "wechat-album:33:22:1");
  CHECK(wechat_key_of_url("https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA5MzE5MDAzOA==") ==
        "wechat-profile:MzA5MzE5MDAzOA==");
}

TEST_CASE("An account number is checked by decoding it") {
  CHECK(wechat_biz("MzA5MzE5MDAzOA") == "MzA5MzE5MDAzOA==");
  CHECK(wechat_biz("MzA5MzE5MDAzOA%253D%253D") == "MzA5MzE5MDAzOA==");
  CHECK_FALSE(wechat_biz("MzA5MzE5MDAz/A=="));
  CHECK_FALSE(wechat_biz(""));
  CHECK_FALSE(wechat_biz("gh_1e80bb81a1d2"));
}

TEST_CASE("An address that will be fetched keeps its check sum and loses its fragment") {
  CHECK(wechat_address(R"( http://mp.weixin.qq.com/s?__biz=Mz\x26amp;chksm=9b74bef6#rd)") ==
        "http://mp.weixin.qq.com/s?__biz=Mz&chksm=9b74bef6");
  CHECK(is_wechat_short_address("https://mp.weixin.qq.com/s/tr38EieqyftubIx2FMWUWw?nwr_flag=1"));
  CHECK_FALSE(is_wechat_short_address("https://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA=="));
  CHECK(wechat_address(std::string(20'000, '&')).empty());
}
