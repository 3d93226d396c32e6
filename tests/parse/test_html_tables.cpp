#include "tests/parse/blocks_of_text.hpp"

using namespace mingdan;
using Lines = std::vector<std::string>;

TEST_CASE("A table of data gives one block a row") {
  CHECK(body_lines("<table><caption>名单</caption><tr><th>序号</th><th>名称</th></tr><tr><td>1</td><td><p><span>甲</"
                   "span>会</p></td></tr>"
                   "<tr><td>2<td>乙<br>会</table>") == Lines{"p 名单", "t !序号!名称", "t |1|甲会", "t |2|乙 会"});
}

TEST_CASE("Spanned cells are repeated in every row and column that they cover") {
  CHECK(body_lines(
            "<table><tr><td rowspan=2>京</td><td>甲</td></tr><tr><td>乙</td></tr><tr><td colspan=2>合计</td></tr>"
            "<tr><td>丙</td><td>丁</td></tr></table>") == Lines{"t |京|甲", "t |京|乙", "t |合计|合计", "t |丙|丁"});
  CHECK(body_lines("<table><tr><td>甲<td rowspan=0>乙<tr><td>丙<tr><td>丁</table>") ==
        Lines{"t |甲|乙", "t |丙|乙", "t |丁|乙"});
}

TEST_CASE("A table around an article is no table") {
  CHECK(
      body_lines(
          "<table><tr><td>首页</td></tr><tr><td><p>一段。</p><p>二段。</p><p>1.甲</p><p>2.乙</p></td></tr></table>") ==
      Lines{"p 首页", "p 一段。", "p 二段。", "p 1.甲", "p 2.乙"});
  CHECK(body_lines("<table><tr><td>栏目</td><td><table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>甲</td></"
                   "tr></table></td></tr></table>") == Lines{"p 栏目", "t |序号|名称", "t |1|甲"});
  CHECK(body_lines("<table><tr><td><ol><li>甲<li>乙</ol></td></tr></table>") == Lines{"l1) 甲", "l2) 乙"});
}

TEST_CASE("Rows of one table share a container and empty rows are left out") {
  const std::string page = "<table><tr><td>甲<td>乙<tr><td>&nbsp;<td><tr><td>丙<td><img src=x></table>";
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  const auto blocks = tree->blocks_of(tree->root());
  CHECK(lines_of(blocks) == Lines{"t |甲|乙", "t |丙|", "i x"});
  CHECK(blocks[0].container != 0);
  CHECK(blocks[0].container == blocks[1].container);
}

TEST_CASE("Enormous spans cost nothing") {
  std::string page = "<table>";
  for (int row = 0; row < 200; ++row) page += "<tr><td rowspan=60000 colspan=9999>名</td><td>字</td></tr>";
  page += "</table>";
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  std::size_t bytes = 0;
  for (const auto& block : tree->blocks_of(tree->root())) bytes += block.text.size();
  CHECK(bytes > 600);
  CHECK(bytes < 10'000'000);
}
