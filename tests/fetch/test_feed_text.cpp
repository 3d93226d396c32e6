#include "fetch/feed_text.hpp"

#include "tests/catch.hpp"
#include "text/charset.hpp"

using namespace mingdan;

TEST_CASE("dates of feeds in every form become the form of records") {
  const std::string moment = "2022-10-26T09:30:00+08:00";
  for (const auto* text :
       {"Wed, 26 Oct 2022 01:30:00 GMT", "Wed, 26 Oct 2022 01:30:00 +0000", "Wed, 26 Oct 2022 09:30:00 +0800",
        "Wed, 26 Oct 22 01:30:00 GMT", "26 Oct 2022 01:30:00 UT", "Wed,26 Oct 2022 09:30:00 CST",
        "Wed, 26 Oct 2022 09:30:00 ", "2022-10-26T01:30:00.000Z", "2022-10-26T09:30:00+08:00", "2022-10-26T09:30:00",
        "2022-10-26 09:30:00", "2022-10-26 09:30", " \n2022-10-26T01:30:00Z\n ", "2022年10月26日 9时30分"}) {
    INFO(text);
    CHECK(feed_date(text) == moment);
  }
}

TEST_CASE("a feed's day without a clock stays a day") {
  for (const auto* text : {"2022-10-26", "2022/10/26", "26 Oct 2022", "Wed, 26 Oct 22", "2022年10月26日", "20221026"}) {
    INFO(text);
    CHECK(feed_date(text) == "2022-10-26");
  }
}

TEST_CASE("what is no date of a feed is none") {
  for (const auto* text : {"", "yesterday", "2022", "Wed, 31 Feb 2022 01:30:00 GMT", "2022-13-01", "昨天 09:30"}) {
    INFO(text);
    CHECK(feed_date(text) == std::nullopt);
  }
  CHECK(feed_date(std::string(1U << 20U, '1')) == std::nullopt);
  CHECK(feed_date(std::string(1U << 20U, ',')) == std::nullopt);
}

TEST_CASE("titles of feeds lose their markup and keep their words") {
  CHECK(plain_title("名单公布") == "名单公布");
  CHECK(plain_title("<b>名单</b><br/>公布") == "名单公布");
  CHECK(plain_title("&lt;关停&gt; &amp; &quot;取缔&quot;") == "<关停> & \"取缔\"");
  CHECK(plain_title("&#8220;中国&#8221;&#x4E2d;&#X56FD;&ldquo;x&rdquo;&hellip;") == "“中国”中国“x”…");
  CHECK(plain_title("A&nbsp;B") == "A B");
  CHECK(plain_title("3 < 5 且 6 > 4") == "3 < 5 且 6 > 4");
  CHECK(plain_title("<《名单》>") == "<《名单》>");
  CHECK(plain_title("open <b") == "open <b");
  CHECK(plain_title("<!-- x -->名单") == "名单");
  CHECK(plain_title("AT&T &nosuch; &#; &#x; &#xZZ; &") == "AT&T &nosuch; &#; &#x; &#xZZ; &");
  CHECK(plain_title("&amp;lt;") == "&lt;");
  CHECK(plain_title("line\r\n\tand\x1b[31m") == "line   and [31m");
  CHECK(plain_title("\u200b\ufeff 名\u202e单 \u3000") == "名单");
  CHECK(plain_title("<p> </p>").empty());
  CHECK(plain_title("&lt;p class=&quot;x&quot;&gt;名单 &amp;amp; 公布&lt;/p&gt;") == "名单 & 公布");
  CHECK(plain_title("&lt;b 5 &amp;lt; 6") == "<b 5 &lt; 6");
}

TEST_CASE("references to what is no character and bytes that are no text stay harmless") {
  CHECK(plain_title("a&#xD800;b&#1114112;c&#99999999;") == "a\uFFFDb\uFFFDc\uFFFD");
  CHECK(plain_title("a&#0;b") == "a\uFFFDb");
  CHECK(plain_title("&#128512;&#x10FFFF;") == "\U0001F600\U0010FFFF");
  CHECK(plain_title("\xC3\xFB单") == "\uFFFD\uFFFD单");
}

TEST_CASE("a long title ends behind a whole character") {
  std::string title;
  for (int i = 0; i < 2000; ++i) title += "名";
  for (const std::string before : {"", "a", "ab"}) {
    const auto plain = plain_title(before + title);
    CHECK(plain.size() <= 1000);
    CHECK(plain.size() > 996);
    CHECK(is_valid_utf8(plain));
    CHECK(plain.find("\uFFFD") == std::string::npos);
  }
  CHECK(plain_title(std::string(1U << 20U, '<')).size() == 1000);
}

TEST_CASE("an address that was escaped too often is undone") {
  CHECK(unescaped_address("http://a.example/s?a=1&amp;b=2&amp;amp;c=3&d=4#rd") ==
        "http://a.example/s?a=1&b=2&c=3&d=4#rd");
  CHECK(unescaped_address("http://a.example/amp;/&am") == "http://a.example/amp;/&am");
}
