#include <string>

#include "parse/html_budget.hpp"
#include "parse/html_tree.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  while (times-- > 0) all += text;
  return all;
}

std::string numbered(std::string_view before, std::string_view after, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all.append(before).append(std::to_string(i)).append(after);
  return all;
}

std::string outcome(const std::string& page) {
  const auto tree = HtmlTree::parse(page);
  return tree ? "parsed" : tree.error().code;
}

}  // namespace

TEST_CASE("Hostile shapes end with a name") {
  CHECK(outcome(repeated("<i>", 350'000)) == "depth_budget");
  CHECK(outcome(repeated("<div>", 100'000)) == "depth_budget");
  CHECK(outcome(repeated("<g>", 300'000)) == "depth_budget");
  CHECK(outcome("<svg>" + repeated("<g>", 300'000)) == "depth_budget");
  CHECK(outcome("<svg><desc>" + repeated("<x/>", 100'000)) == "depth_budget");
  CHECK(outcome(repeated("<i><div>", 50'000)) == "depth_budget");
  CHECK(outcome(repeated("<table><tr><td>", 40'000)) == "depth_budget");
  CHECK(outcome(repeated("<span>", 50'000) + repeated("</unknown>", 100'000)) == "depth_budget");
  CHECK(outcome(repeated("<b>" + repeated("<div>", 9) + "</b>" + repeated("</div>", 9), 30'000)) == "depth_budget");
  CHECK(outcome("<p " + numbered("a", "=1 ", 50'000) + ">") == "attribute_budget");
  CHECK(outcome(numbered("<body a", "=1>", 60'000)) == "attribute_budget");
  CHECK(outcome(numbered("<p><b id=", ">", 5'000)) == "formatting_budget");
  CHECK(outcome(repeated("<template>", 100'000)) == "formatting_budget");
  CHECK(outcome(repeated("<p>x</p>", 1'000'000)) == "node_budget");
  CHECK(outcome(repeated("<div>", 500) + repeated("<div></div>", 500'000)) == "time_budget");
  CHECK(outcome(numbered("<b id=", ">", 250) + repeated("<b></b>", 500'000)) == "time_budget");
  CHECK(outcome(repeated("<td>", 1'500'001)) == "node_budget");
  CHECK(outcome(repeated("文", 1'400'000)) == "text_budget");
  CHECK(outcome("<title>" + repeated("文", 1'400'000)) == "text_budget");
  CHECK(outcome("<table><math><select><mi><select><table>") == "unsafe_markup");
  CHECK(outcome("<table><svg><desc><b><select></table>") == "unsafe_markup");
  CHECK(outcome(repeated("<p " + numbered("a", " ", 399) + ">", 8'000)) == "memory_budget");
}

TEST_CASE("Odd but harmless shapes are parsed") {
  CHECK(outcome(repeated("<p><b>", 5'000)) == "parsed");
  CHECK(outcome("<ul>" + repeated("<li>x", 50'000)) == "parsed");
  CHECK(outcome(repeated("<p>x", 50'000)) == "parsed");
  CHECK(outcome(repeated("<a href=x><div></a></div>", 10'000)) == "parsed");
  CHECK(outcome("<table>" + repeated("<tr><td><font size=2><b>x", 10'000)) == "parsed");
  CHECK(outcome(repeated("</p></br>", 10'000)) == "parsed");
  CHECK(outcome("<select>" + repeated("<option>x", 20'000)) == "parsed");
  CHECK(outcome(repeated("<h1>", 10'000)) == "parsed");
  CHECK(outcome("<!--" + repeated("-", 1'000'000)) == "parsed");
  CHECK(outcome("<script>" + repeated("<!--<script>", 10'000)) == "parsed");
  CHECK(outcome("<script>" + repeated("var a = 1; ", 500'000) + "</script><p>文") == "parsed");
  CHECK(outcome(repeated("<p>\xEF\xBF\xBD</p>", 1'000)) == "parsed");
  CHECK(outcome(repeated("<div>", 80) + "x") == "parsed");
  CHECK(outcome("<svg><g></g></svg><select><option>x</select><math><mi>x</mi></math>") == "parsed");
  CHECK(outcome("") == "parsed");
}

TEST_CASE("The pre-scan reads raw text, comments and attributes as text") {
  const HtmlBudget small{10, 5, 5, 1000, 1000, 1000, 100'000};
  const auto fits = [&](const std::string& page) { return check_html_budget(page, small).has_value(); };
  CHECK(fits("<script>" + repeated("'<div>'", 50) + "</script>"));
  CHECK(fits("<!--" + repeated("<div>", 50) + "--><p title='" + repeated("<div>", 50) + "'>"));
  CHECK(fits("<style>" + repeated("<b>", 50) + "</style><textarea>" + repeated("<b>", 50) + "</textarea>"));
  CHECK(fits(repeated("<p>x", 50) + repeated("<br>", 50) + repeated("<div></div>", 50)));
  CHECK_FALSE(fits(repeated("<div>", 20)));
  CHECK_FALSE(fits("<svg><script>" + repeated("<g>", 50) + "</script></svg>"));
  CHECK_FALSE(fits("<p a b c d e f>"));
}
