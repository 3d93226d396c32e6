#include "parse/text_budget.hpp"

#include "parse/parse_page.hpp"
#include "tests/catch.hpp"

using namespace mingdan;

namespace {

constexpr TextBudget kSmall{10, 3, 12, 8};

std::vector<Block> blocks_with(const std::vector<std::string>& texts) {
  std::vector<Block> blocks;
  for (const auto& text : texts) blocks.emplace_back().text = text;
  return blocks;
}

/// How many blocks are kept, and the error's code.
std::pair<std::size_t, std::string> cut(const std::vector<std::string>& texts) {
  auto blocks = blocks_with(texts);
  const auto over = cut_to_budget(blocks, kSmall);
  return {blocks.size(), over ? over->code : ""};
}

std::string cut(std::string markdown) {
  const auto over = cut_to_budget(markdown, kSmall);
  return markdown + (over ? " " + over->code : "");
}

ParsedPage parsed(std::string body, MediaType type) {
  Page page;
  page.input = "page";
  page.sha256 = std::string(64, 'b');
  page.bytes = body.size();
  page.body = std::move(body);
  page.media_type = type;
  return parse_page(page);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

std::string error_of(const ParsedPage& page) { return page.error ? page.error->code : ""; }

}  // namespace

TEST_CASE("Blocks behind the budget are cut and named") {
  using Cut = std::pair<std::size_t, std::string>;
  CHECK(cut(std::vector<std::string>{}) == Cut{0, ""});
  CHECK(cut(std::vector<std::string>{"1234", "5678", "90"}) == Cut{3, ""});
  CHECK(cut(std::vector<std::string>{"1234", "5678", "901"}) == Cut{2, "text_budget"});
  CHECK(cut(std::vector<std::string>{"12345678901", "2"}) == Cut{0, "text_budget"});
  CHECK(cut(std::vector<std::string>{"1", "2", "3", "4"}) == Cut{3, "text_budget"});
}

TEST_CASE("Markdown is cut behind a line") {
  CHECK(cut("1234567890\n1") == "1234567890\n1");
  CHECK(cut("1234567890\n12") == "1234567890\n text_budget");
  CHECK(cut("1234567890123") == " text_budget");
}

TEST_CASE("Fields longer than any is are forgotten") {
  Document document;
  document.page.title = "123456789";
  document.page.account = "12345678";
  document.page.url = "http://a.b/c";
  document.page.key = "url:a.b/c";
  document.page.aliases = {"http://a.b/c", "a"};
  document.title_block.emplace().text = "123456789";
  document.findings = {{"date_conflict", Severity::warning, "1234567名单", std::nullopt}};
  drop_oversized_fields(document, kSmall);
  CHECK(document.page.title == std::nullopt);
  CHECK(document.page.account == "12345678");
  CHECK(document.page.url == std::nullopt);
  CHECK(document.page.key.empty());
  CHECK(document.page.aliases == std::vector<std::string>{"a"});
  CHECK_FALSE(document.title_block);
  CHECK(document.findings[0].message == "1234567…");
}

TEST_CASE("A page of more lines than the budget gives its beginning beside the error") {
  const TextBudget budget;
  const auto html = parsed(repeated("<p>甲会</p>", budget.blocks + 1), MediaType::html);
  CHECK(error_of(html) == "text_budget");
  REQUIRE(html.document);
  CHECK(html.document->blocks.size() == budget.blocks);
  const auto markdown = parsed("# 名单\n\n" + repeated("1. 甲会\n", budget.blocks + 2), MediaType::markdown);
  CHECK(error_of(markdown) == "text_budget");
  REQUIRE(markdown.document);
  CHECK(markdown.document->page.title == "名单");
  CHECK(markdown.document->blocks.size() == budget.blocks);
}

TEST_CASE("A title of a megabyte is none") {
  const auto page =
      parsed("<title>" + repeated("名单", 200'000) + "</title><p>" + repeated("正文", 50), MediaType::html);
  REQUIRE(page.document);
  CHECK(page.document->page.title == std::nullopt);
  CHECK(page.document->page.key.starts_with("sha256:"));
}
