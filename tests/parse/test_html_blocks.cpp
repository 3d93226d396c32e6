#include "tests/parse/blocks_of_text.hpp"

using namespace mingdan;
using Lines = std::vector<std::string>;

TEST_CASE("Block elements and br break lines") {
  CHECK(body_lines("<p>一</p><p>二<br>三<br/><span>四<br></span></p>五<section>六</section>") ==
        Lines{"p 一", "p 二", "p~ 三", "p~ 四", "p 五", "p 六"});
  CHECK(body_lines("<div>前<p>中</p>后</div>") == Lines{"p 前", "p 中", "p 后"});
  CHECK(body_lines("<center>居中</center><blockquote>引</blockquote><dl><dt>问<dd>答</dl><pre>甲\n乙</pre>") ==
        Lines{"p 居中", "p 引", "p 问", "p 答", "p 甲", "p~ 乙"});
}

TEST_CASE("Numbers and names in different elements are one line") {
  CHECK(
      body_lines("<p><span leaf=''>1</span><span style='font-family:宋体'>、</span><span><b>中国</b>营地</span></p>") ==
      Lines{"p 1、中国营地"});
}

TEST_CASE("White space collapses and wide blanks inside a line stay") {
  CHECK(body_lines("<p>\n  　　黄　　松&nbsp;一 \n\t 二　&nbsp; </p><p> &nbsp; </p>") ==
        Lines{"p 黄　　松\u00a0一 二"});
  CHECK(body_lines("<p>a <b> b</b> </p><p>\r\nc\r\nd</p>") == Lines{"p a b", "p c d"});
}

TEST_CASE("Character references are resolved and stay on their bytes") {
  CHECK(body_lines("<p>A&amp;B &lt;x&gt; &#20013;&#x56fd; &copy2022 &nosuch; & &#0; &hellip;</p>") ==
        Lines{"p A&B <x> 中国 ©2022 &nosuch; & \uFFFD …"});
  CHECK(body_lines("<p>&#3000000000;x&#x1000000041;y</p>") == Lines{"p \uFFFDx\uFFFDy"});
}

TEST_CASE("Tags that the tree drops leave no hole in the way back") {
  CHECK(body_lines("<p>甲</span></font>乙</i>丙</p>丁</body>戊") == Lines{"p 甲乙丙", "p 丁戊"});
}

TEST_CASE("Emphasis needs all of the visible text") {
  CHECK(body_lines("<p><b>一</b><strong>二</strong></p><p><b>一</b>二</p><p style='font-weight: bold'>三</p>"
                   "<p><span style='font-weight:700'>四</span>&nbsp;</p><p><b><span "
                   "style='font-weight:normal'>五</span></b></p>") ==
        Lines{"p* 一二", "p 一二", "p* 三", "p* 四", "p 五"});
}

TEST_CASE("Only heading tags make headings") {
  CHECK(body_lines("<h2><strong>一、情况</strong></h2><p style='text-align:center'>标题</p><h1>甲<br>乙</h1>") ==
        Lines{"h* 一、情况", "p 标题", "h* 甲", "h~* 乙"});
}

TEST_CASE("Ordered lists carry their numbers and unordered ones none") {
  CHECK(body_lines("<ol><li>甲<li><p>乙</p><p>乙二</p><li value=7>丙<li>丁</ol><ul><li>戊</ul>") ==
        Lines{"l1) 甲", "l2) 乙", "l~ 乙二", "l7) 丙", "l8) 丁", "l 戊"});
  CHECK(body_lines("<ol start=80><li>甲<li style='display:none'>无<li>乙</ol><ol reversed><li>三<li>二<li>一</ol>") ==
        Lines{"l80) 甲", "l81) 乙", "l3) 三", "l2) 二", "l1) 一"});
  CHECK(body_lines("<ol style='list-style-type:none'><li>1.甲</ol><ol><li>外<ol><li>内</ol>又<li>外二</ol>") ==
        Lines{"l 1.甲", "l1) 外", "l1) 内", "l~ 又", "l2) 外二"});
}

TEST_CASE("Items of one list share a container and two lists do not") {
  const std::string page = "<ol><li>甲<li>乙</ol><p>中</p><ol><li>丙</ol>";
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  const auto blocks = tree->blocks_of(tree->root());
  REQUIRE(blocks.size() == 4);
  CHECK(blocks[0].container == blocks[1].container);
  CHECK(blocks[2].container == 0);
  CHECK(blocks[3].container != blocks[0].container);
}

TEST_CASE("Hidden and unread elements are left out but never the element that was asked for") {
  const std::string page =
      "<div id=b style='visibility:hidden;display:none'>一<p style='DISPLAY : "
      "none'>二</p><script>三</script><style>四</style>"
      "<noscript>五</noscript><svg><text>六</text></svg><iframe>七</iframe><select><option>八</select><button>九</"
      "button>"
      "<textarea>十</textarea><template>百</template><!--千--><span style='display:none'>万</span>零</div>";
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  CHECK(lines_of(tree->blocks_of(*tree->first("#b"))) == Lines{"p 一零"});
  CHECK(tree->text_of(*tree->first("#b")) == "一零");
  CHECK(tree->blocks_of(tree->root()).empty());
}

TEST_CASE("Images are blocks of their own and never carry their alt") {
  const std::string page =
      "<p>甲<img src=x.gif data-src='http://a/b?c=1&amp;d=2' alt='来源：假'>乙</p><img alt=无>"
      "<a href=/l><img src=' y.png '></a><img src=\"data:image/png;base64,AAAA\">";
  CHECK(body_lines(page) == Lines{"p 甲乙", "i http://a/b?c=1&d=2", "i y.png", "i data:image/png;base64,AAAA"});
  const auto tree = HtmlTree::parse(page);
  const auto blocks = tree->blocks_of(tree->root());
  REQUIRE(blocks[2].links.size() == 1);
  CHECK(blocks[2].links[0].href == "/l");
  const auto source = *blocks[2].source;
  CHECK(page.substr(source.offset, source.length) == "<img src=' y.png '>");
}

TEST_CASE("Links keep their range in every line that they cross") {
  const std::string page = "<p>见 <a href='a?x=1&amp;y=2'> 附件<br>二</a>尾</p><a name=n>锚</a>";
  const auto tree = HtmlTree::parse(page);
  const auto blocks = tree->blocks_of(tree->root());
  REQUIRE(blocks.size() == 3);
  REQUIRE(blocks[0].links.size() == 1);
  CHECK(blocks[0].text.substr(blocks[0].links[0].text_offset, blocks[0].links[0].text_length) == "附件");
  CHECK(blocks[0].links[0].href == "a?x=1&y=2");
  REQUIRE(blocks[1].links.size() == 1);
  CHECK(blocks[1].links[0].text_length == std::string("二").size());
  CHECK(blocks[2].links.empty());
}

TEST_CASE("Text of a page is one line with blanks between blocks") {
  const std::string page = "<div> a<p>b</p>c<br>d <i>e</i>f</div>";
  const auto tree = HtmlTree::parse(page);
  CHECK(tree->text_of(tree->root()) == "a b c d ef");
}

TEST_CASE("Runs are verbatim on random pieces of markup") {
  constexpr std::string_view kPieces[] = {
      "<p>",  "</p>",       "<b>",         "</b>",     "<br>",   "甲",       " ",
      "\r\n", "&amp;",      "&lt",         "<td>",     "</td>",  "<table>",  "</table>",
      "<tr>", "<a href=x>", "</a>",        "\u3000",   "&nbsp;", "1.",       "<li>",
      "<ol>", "</ol>",      "</x>",        "<!--c-->", "<",      "&#20013;", "<script>if(a<b)</script>",
      "<h2>", "</h2>",      "<img src=y>", "&ngE;"};
  unsigned state = 7;
  for (int round = 0; round < 400; ++round) {
    std::string page;
    for (int piece = 0; piece < 60; ++piece) {
      state = state * 1664525U + 1013904223U;
      page += kPieces[(state >> 16) % std::size(kPieces)];
    }
    const auto tree = HtmlTree::parse(page);
    REQUIRE(tree);
    check_runs(tree->blocks_of(tree->root()), page);
  }
}
