#include "tests/sample_site/sample_pages.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "archive/input_paths.hpp"
#include "archive/page_reader.hpp"
#include "fetch/fetch_url.hpp"
#include "parse/parse_page.hpp"
#include "text/dates.hpp"
#include "text/url.hpp"

namespace mingdan::test {
namespace {

constexpr std::string_view kHead =
    R"(<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="generator" content="mingdan synthetic fixture">)";

std::optional<SamplePage> sample_page_in(const std::string& path) {
  PagePlace place;
  place.input = path;
  const auto page = read_page_at(place);
  if (!page || !*page || (*page)->media_type != MediaType::html) return std::nullopt;
  const auto parsed = parse_page(**page);
  if (!parsed.document || parsed.error || !parsed.document->page.url) return std::nullopt;
  const auto& known = parsed.document->page;
  const auto url = fetchable_url(*known.url);
  const bool shows_something = known.state == PageState::article || known.state == PageState::text_post ||
                               known.state == PageState::repost_card || known.state == PageState::image_post;
  if (!shows_something) return std::nullopt;
  if (!url || !url->starts_with("https://") || known.key.starts_with("sha256:")) return std::nullopt;
  return SamplePage{*url, known.title.value_or(""), std::string(day_of(known.published_at.value_or(""))),
                    (*page)->body};
}

std::string base64_of(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = (group << 8U) | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) text += at + i > bytes.size() ? '=' : kLetters[(group >> (18 - 6 * i)) & 63U];
  }
  return text;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

}  // namespace

std::vector<SamplePage> sample_pages_in(const std::string& folder) {
  std::vector<SamplePage> pages;
  std::set<std::string> seen;
  for (const auto& input : input_paths({folder})) {
    if (input.error || input.path.ends_with(".json")) continue;
    auto page = sample_page_in(input.path);
    if (page && seen.insert(page->url).second) pages.push_back(std::move(*page));
  }
  std::ranges::sort(pages, {}, &SamplePage::url);
  return pages;
}

std::string json_lines_of(const std::vector<SamplePage>& pages) {
  std::string text;
  for (const auto& page : pages)
    text += nlohmann::json{{"url", page.url}, {"body_base64", base64_of(page.body)}}.dump() + "\n";
  return text;
}

std::string mca_list(const std::vector<SamplePage>& pages, const std::string& next) {
  std::string text(kHead);
  text += R"(<title>通知公告_中华人民共和国民政部</title></head><body><div class="list_con"><ul class="list_tit">)";
  for (const auto& page : pages)
    text += "<li><a class=\"artitlelist\" href=\"" + escaped(page.url) + "\" title=\"" + escaped(page.title) + "\">" +
            escaped(page.title) + "</a><span>" + page.published + "</span></li>";
  text += "</ul><div id=\"page_div\">";
  if (!next.empty()) text += "<a href=\"" + escaped(next) + "\">下一页</a>";
  return text + "</div></div></body></html>";
}

std::string cac_list(const std::vector<SamplePage>& pages) {
  auto list = nlohmann::json::array();
  for (const auto& page : pages)
    list.push_back(
        {{"topic", page.title}, {"infourl", page.url.substr(page.url.find("//"))}, {"pubtime", page.published}});
  return nlohmann::json{{"totalRec", pages.size()}, {"list", list}}.dump();
}

std::string album_json(const std::vector<SamplePage>& pages, bool continues) {
  auto list = nlohmann::json::array();
  for (const auto& page : pages)
    list.push_back({{"title", page.title},
                    {"url", page.url + "#rd"},
                    {"msgid", query_value(page.url, "mid").value_or("")},
                    {"itemidx", query_value(page.url, "idx").value_or("")},
                    {"create_time", "1666747800"},
                    {"item_show_type", "0"}});
  nlohmann::json answer{{"continue_flag", continues ? "1" : "0"}, {"reverse_continue_flag", "0"}};
  // As the real ones do: one article alone is an object, none at all is missing.
  if (list.size() == 1)
    answer["article_list"] = list.front();
  else if (!list.empty())
    answer["article_list"] = list;
  return nlohmann::json{{"base_resp", {{"ret", 0}}}, {"getalbum_resp", answer}}.dump();
}

std::string rss_feed(const std::vector<SamplePage>& pages) {
  std::string text = R"(<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>名单</title>)";
  for (const auto& page : pages)
    text += "<item><title>" + escaped(page.title) + "</title><link>" + escaped(page.url) + "</link></item>";
  return text + "</channel></rss>";
}

}  // namespace mingdan::test
