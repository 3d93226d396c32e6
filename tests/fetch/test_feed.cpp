#include "fetch/feed.hpp"

#include "tests/catch.hpp"

using namespace mingdan;

namespace {

using Pages = std::vector<ListedPage>;

const std::string kAddress = "https://feeds.example/wechat/feed.xml";
const std::string kMoment = "2022-10-26T09:30:00+08:00";

Listing read(std::string_view xml) {
  const auto listing = feed_of(xml, kAddress);
  INFO((listing ? "" : listing.error().message));
  REQUIRE(listing);
  return *listing;
}

/// An RSS feed around items.
std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>x</title>"
         "<link>https://a.example/</link>" +
         items + "</channel></rss>";
}

/// The address of the only item.
std::string only_link(const std::string& item) {
  const auto listing = read(rss("<item>" + item + "</item>"));
  return listing.pages.size() == 1 ? listing.pages[0].url : std::to_string(listing.pages.size()) + " pages";
}

}  // namespace

TEST_CASE("RSS as RSSHub writes it") {
  CHECK(read(R"(<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">
  <channel>
    <title>微信公众号</title>
    <link>https://mp.weixin.qq.com/mp/homepage</link>
    <atom:link href="https://rsshub.example/wechat/mp" rel="self" type="application/rss+xml"></atom:link>
    <description>synthetic - Powered by RSSHub</description>
    <generator>RSSHub</generator>
    <lastBuildDate>Wed, 26 Oct 2022 02:00:00 GMT</lastBuildDate>
    <ttl>5</ttl>
    <item>
      <title>2022年第四批被关停网站的7家非法社会组织名单</title>
      <description>&lt;p&gt;&lt;a href=&quot;https://x.example/&quot;&gt;x&lt;/a&gt;&lt;/p&gt;</description>
      <link>http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&amp;mid=2664167333&amp;idx=4&amp;sn=01ab&amp;chksm=8b5e#rd</link>
      <guid isPermaLink="false">wechat-2664167333-4</guid>
      <pubDate>Wed, 26 Oct 2022 01:30:00 GMT</pubDate>
      <author>民政部</author>
    </item>
  </channel>
</rss>)") == Listing{{{"http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=2664167333&idx=4&sn=01ab&chksm=8b5e#rd",
                       "2022年第四批被关停网站的7家非法社会组织名单", kMoment}},
                     {},
                     {},
                     {}});
}

TEST_CASE("Atom as RSSHub and wewe-rss write it") {
  const auto listing = read(R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
    <id>https://wewe.example/feeds/all.atom</id>
    <title>WeWe-RSS</title>
    <updated>2022-10-26T02:00:00.000Z</updated>
    <generator>WeWe-RSS</generator>
    <link rel="alternate" href="https://wewe.example/feeds/all.atom"/>
    <link rel="self" href="https://wewe.example/feeds/all.atom" type="application/atom+xml"/>
    <entry>
        <title type="html"><![CDATA[关停&nbsp;<em>8</em> 家非法社会组织网站]]></title>
        <id>aBcD-1_2</id>
        <link href="https://mp.weixin.qq.com/s/aBcD-1_2"/>
        <updated>2022-10-26T01:30:00.000Z</updated>
        <summary type="html"><![CDATA[]]></summary>
    </entry>
    <entry>
        <title>取缔</title>
        <content src="https://mp.weixin.qq.com/s/b" type="text/html"/>
        <link rel="enclosure" href="https://mmbiz.example/a.mp3" type="audio/mpeg"/>
        <link rel="alternate" href="https://mp.weixin.qq.com/s/b"/>
        <id>b</id>
        <published>2022-10-26T01:30:00.000Z</published>
        <updated>2022-10-27T01:30:00.000Z</updated>
    </entry>
</feed>)");
  CHECK(listing.pages == Pages{{"https://mp.weixin.qq.com/s/aBcD-1_2", "关停 8 家非法社会组织网站", kMoment, kMoment},
                               {"https://mp.weixin.qq.com/s/b", "取缔", kMoment, "2022-10-27T09:30:00+08:00"}});
  CHECK(listing.next_page == std::nullopt);
}

TEST_CASE("RSS as we-mp-rss writes it, with clocks that have no zone") {
  CHECK(read("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<rss version=\"2.0\"><channel><title>Mp-We-Rss</title>"
             "<link>https://rss.example/</link><image><url></url><title>x</title><link>https://rss.example/i</link></"
             "image>"
             "<item><id>1-2</id><title>名单</title><description></description><guid>https://mp.weixin.qq.com/s/c</guid>"
             "<enclosure url=\"https://mmbiz.example/1.jpg\" length=\"0\" type=\"image/jpeg\"></enclosure>"
             "<link>https://mp.weixin.qq.com/s/c</link><pubDate>Wed, 26 Oct 2022 09:30:00 </pubDate></item>"
             "</channel></rss>")
            .pages == Pages{{"https://mp.weixin.qq.com/s/c", "名单", kMoment}});
}

TEST_CASE("RSS as WordPress writes it") {
  CHECK(read(R"(
<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
	<title>x</title>
	<atom:link href="https://a.example/feed/" rel="self" type="application/rss+xml" />
	<item>
		<media:title>picture</media:title>
		<title>名单 &#8211; &#8220;公布&#8221;</title>
		<link>https://a.example/2022/10/list/</link>
		<comments>https://a.example/2022/10/list/#respond</comments>
		<dc:creator><![CDATA[admin]]></dc:creator>
		<pubDate>Wed, 26 Oct 2022 01:30:00 +0000</pubDate>
		<guid isPermaLink="false">https://a.example/?p=1</guid>
		<content:encoded><![CDATA[<p>text</p><item><link>https://no.example/</link></item>]]></content:encoded>
	</item>
</channel>
</rss>)")
            .pages == Pages{{"https://a.example/2022/10/list/", "名单 – “公布”", kMoment}});
}

TEST_CASE("RSS 0.9 and 1.0, whose items stand beside the channel") {
  CHECK(
      read(
          R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>x</title><link>https://a.example/</link></channel>
<item><title>名单</title><link>https://a.example/1</link></item></rdf:RDF>)")
          .pages == Pages{{"https://a.example/1", "名单"}});
  CHECK(read(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>x</title></channel>
<item rdf:about="https://a.example/1"><title>名单</title><link>https://a.example/1</link>
<dc:date>2022-10-26T09:30:00+08:00</dc:date></item></rdf:RDF>)")
            .pages == Pages{{"https://a.example/1", "名单", kMoment}});
}

TEST_CASE("prefixes are free and names may be in another case") {
  CHECK(read(R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>名单</a:title>
<a:link href="https://a.example/1"/><a:updated>2022-10-26</a:updated></a:entry></a:feed>)")
            .pages == Pages{{"https://a.example/1", "名单", "2022-10-26", "2022-10-26"}});
  CHECK(read("<RSS><Channel><Item><Title>名单</Title><Link>https://a.example/1</Link></Item></Channel></RSS>").pages ==
        Pages{{"https://a.example/1", "名单"}});
}

TEST_CASE("titles in CDATA, escaped once or twice, or with markup inside") {
  const auto title = [](const std::string& text) {
    const auto listing = read(rss("<item><title" + text + "</title><link>https://a.example/</link></item>"));
    return listing.pages.at(0).title;
  };
  CHECK(title("><![CDATA[名单 & <b>公布</b>]]>") == "名单 & 公布");
  CHECK(title(">名单 &amp;amp; &lt;b&gt;公布&lt;/b&gt;") == "名单 & 公布");
  CHECK(title("><![CDATA[名]]><![CDATA[单]]> 公布") == "名单 公布");
  CHECK(title(" type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">名<em>单</em> 公布</div>") == "名单 公布");
  CHECK(title(">\n  名单\n  公布\n") == "名单   公布");
  CHECK(title(">").empty());
}

TEST_CASE("the link of an RSS item, or its guid when that is an address") {
  CHECK(only_link("<link> \n https://a.example/1 \n </link>") == "https://a.example/1");
  CHECK(only_link("<link><![CDATA[https://a.example/1?a=1&b=2]]></link>") == "https://a.example/1?a=1&b=2");
  CHECK(only_link("<link/><guid>https://a.example/2</guid>") == "https://a.example/2");
  CHECK(only_link("<guid isPermaLink=\"true\">https://a.example/2</guid>") == "https://a.example/2");
  CHECK(only_link("<guid isPermaLink=\"false\">https://a.example/2</guid>") == "0 pages");
  CHECK(only_link("<guid>tag:a.example,2022:2</guid>") == "0 pages");
  CHECK(only_link("<link>javascript:alert(1)</link><guid>https://a.example/2</guid>") == "https://a.example/2");
  CHECK(only_link("<link>/2022/1.html</link>") == "https://feeds.example/2022/1.html");
  CHECK(only_link("<atom:link rel=\"self\" href=\"https://a.example/s\"/><link>https://a.example/1</link>") ==
        "https://a.example/1");
  for (const auto* none : {"", "<link></link>", "<link>file:///etc/passwd</link>", "<link>ftp://a.example/</link>",
                           "<link>https://user@a.example/</link>"})
    CHECK(only_link(none) == "0 pages");
}

TEST_CASE("the signature of a WeChat address survives however often it was escaped") {
  const std::string signed_address =
      "http://mp.weixin.qq.com/s?__biz=MzA5MzE5MDAzOA==&mid=1&idx=1&sn=0123&chksm=8b5e#rd";
  std::string once = signed_address;
  for (std::size_t at = 0; (at = once.find('&', at)) != std::string::npos; at += 5) once.replace(at, 1, "&amp;");
  std::string twice = once;
  for (std::size_t at = 0; (at = twice.find('&', at)) != std::string::npos; at += 5) twice.replace(at, 1, "&amp;");
  CHECK(only_link("<link>" + once + "</link>") == signed_address);
  CHECK(only_link("<link>" + twice + "</link>") == signed_address);
  CHECK(only_link("<link><![CDATA[" + signed_address + "]]></link>") == signed_address);
  CHECK(only_link("<link><![CDATA[" + once + "]]></link>") == signed_address);
}

TEST_CASE("relative links lean on xml:base, and that on the one above it") {
  const auto listing = read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/">
<link rel="next" href="?page=2"/>
<entry><link href="1.html"/></entry>
<entry xml:base="y/"><link href="2.html"/></entry>
<entry xml:base="y/"><link xml:base="z/" href="../3.html"/></entry>
<entry xml:base="javascript:x"><link href="4.html"/></entry></feed>)");
  CHECK(listing.pages == Pages{{"https://a.example/x/1.html", ""},
                               {"https://a.example/x/y/2.html", ""},
                               {"https://a.example/x/y/3.html", ""},
                               {"https://a.example/x/4.html", ""}});
  CHECK(listing.next_page == "https://a.example/x/?page=2");
}

TEST_CASE("of Atom's links the alternate one leads to the page and the next one to more") {
  const auto listing = read(R"(<feed><link rel="self" href="https://feeds.example/wechat/feed.xml"/>
<link rel="next" href="feed.xml?p=2"/><link rel="next" href="feed.xml?p=3"/>
<entry><link rel="self" href="https://a.example/self"/><link rel="replies" href="https://a.example/r"/>
<link rel="ALTERNATE" href="https://a.example/1"/></entry>
<entry><link rel="alternate" href="mailto:a@b"/><link href="https://a.example/2"/></entry>
<entry><link href=""/><id>https://a.example/3</id></entry></feed>)");
  CHECK(listing.pages == Pages{{"https://a.example/1", ""}, {"https://a.example/2", ""}});
  CHECK(listing.next_page == "https://feeds.example/wechat/feed.xml?p=2");
  CHECK(read("<feed><link rel=\"next\" href=\"\"/></feed>").next_page == std::nullopt);
  CHECK(read("<feed><link rel=\"next\" href=\"feed.xml\"/></feed>").next_page == std::nullopt);
  CHECK(read(rss("<atom:link rel=\"next\" href=\"https://a.example/2\"/>")).next_page == "https://a.example/2");
}

TEST_CASE("an address counts once and its first title holds") {
  CHECK(read(rss("<item><title>1</title><link>https://a.example/</link></item>"
                 "<item><title>2</title><link>https://b.example/</link></item>"
                 "<item><title>3</title><guid>https://a.example/</guid></item>"))
            .pages == Pages{{"https://a.example/", "1"}, {"https://b.example/", "2"}});
}

TEST_CASE("an empty feed is a feed") {
  CHECK(read("<rss><channel/></rss>") == Listing{});
  CHECK(read("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>") == Listing{});
  CHECK(read(rss("")) == Listing{});
}
