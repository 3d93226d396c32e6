#include <algorithm>

#include "parse/html_tree.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

std::vector<std::string> ids(const std::vector<Element>& elements) {
  std::vector<std::string> found;
  for (const auto& element : elements) found.emplace_back(element.attribute("id").value_or("-"));
  return found;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("Selectors find elements in document order") {
  const std::string page =
      "<div id=a class='x y'><p id=b class=x><span id=c data-k='v w'></span></p><mp-Card id=d></mp-Card></div><p id=e "
      "title></p>";
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  const std::pair<const char*, Ids> kCases[] = {
      {"p", {"b", "e"}},
      {"#c", {"c"}},
      {".x", {"a", "b"}},
      {".x.y", {"a"}},
      {"div.x", {"a"}},
      {"div p", {"b"}},
      {"body > p", {"e"}},
      {"div > span", {}},
      {"div span", {"c"}},
      {".x > .x > span", {"c"}},
      {"body div span", {"c"}},
      {"[title]", {"e"}},
      {"[data-k='v w']", {"c"}},
      {"span[data-k=\"v w\"]#c", {"c"}},
      {"p[id=e], #a", {"a", "e"}},
      {"mp-card", {"d"}},
      {"#a *", {"b", "c", "d"}},
      {"p,", {"b", "e"}},
      {"> p", {}},
      {"[", {}},
      {"", {}},
  };
  for (const auto& [selector, expected] : kCases) {
    CAPTURE(selector);
    CHECK(ids(tree->all(selector)) == expected);
  }
  CHECK(ids(tree->all(*tree->first("#a"), "p")) == Ids{"b"});
  CHECK(ids(tree->children(*tree->first("#a"))) == Ids{"b", "d"});
  CHECK_FALSE(tree->first("#nowhere"));
}

TEST_CASE("Elements tell their tags, attributes and bytes") {
  const std::string page = "\xEF\xBB\xBF<!DOCTYPE html><DIV ID=a CLASS='p q' title='1&amp;2'>甲<p>乙</DIV>";
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  const auto div = *tree->first("div");
  CHECK(div.tag() == "div");
  CHECK(div.attribute("title") == "1&2");
  CHECK(div.has_class("q"));
  CHECK_FALSE(div.has_class("p q"));
  CHECK_FALSE(div.attribute("href"));
  const auto slice = [&](Span span) { return page.substr(span.offset, span.length); };
  CHECK(slice(div.start_tag()) == "<DIV ID=a CLASS='p q' title='1&amp;2'>");
  CHECK(slice(div.inner()) == "甲<p>乙");
  CHECK(slice(tree->first("p")->inner()) == "乙");
  CHECK(tree->root().tag() == "html");
}

TEST_CASE("Scripts and comments are given raw") {
  const std::string page =
      "<!--saved from url=(0010)http://a/--><script>var "
      "a='</p>';//<b></script><script>b<!--<script>x</script>--></script><p>c";
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  const auto slice = [&](Span span) { return page.substr(span.offset, span.length); };
  REQUIRE(tree->scripts().size() == 2);
  CHECK(slice(tree->scripts()[0]) == "var a='</p>';//<b>");
  CHECK(slice(tree->scripts()[1]) == "b<!--<script>x</script>-->");
  REQUIRE(tree->comments().size() == 1);
  CHECK(slice(tree->comments()[0]) == "saved from url=(0010)http://a/");
}

TEST_CASE("A byte order mark does not push the head into the body") {
  const std::string page = "\xEF\xBB\xBF<html><head><title>题</title></head><body>文</body></html>";
  const auto tree = HtmlTree::parse(page);
  REQUIRE(tree);
  CHECK(tree->first("head > title"));
}
