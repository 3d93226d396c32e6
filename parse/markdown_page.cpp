#include "parse/markdown_page.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "archive/saved_time.hpp"
#include "parse/markdown_blocks.hpp"
#include "parse/markdown_front_matter.hpp"
#include "parse/page_wording.hpp"
#include "parse/site_key.hpp"
#include "parse/wechat_key.hpp"
#include "parse/wechat_wording.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLeastProse = 20;   // Chinese letters of a text that nothing else is known of
constexpr std::size_t kLongestNote = 240;  // bytes of a page that only says why there is no article

// Lines of WeChat's interface below an article, blanks removed. The first of these ends it.
constexpr auto kInterfaceLines = std::to_array<std::string_view>({
    "预览时标签不可点",
    "微信扫一扫",
    "关注该公众号",
    "微信扫一扫关注该公众号",
    "继续滑动看下一个",
    "轻触阅读原文",
    "向上滑动看下一个",
    "微信扫一扫使用小程序",
    "微信扫一扫可打开此内容，",
    "微信扫一扫可打开此内容，使用完整服务",
    "，轻点两下取消赞",
    "，轻点两下取消在看",
    "轻点两下取消赞",
    "轻点两下取消在看",
    "视频小程序赞，轻点两下取消赞在看，轻点两下取消在看",
});
// Lines that belong to it only where they stand directly before one of the above.
constexpr auto kWeakInterfaceLines = std::to_array<std::string_view>({
    "阅读原文",
    "知道了",
    "取消",
    "允许",
    "×",
    "分析",
    "赞",
    "在看",
    "分享",
    "收藏",
    "留言",
    "写留言",
    "喜欢作者",
    "：",
    "，",
    "。",
});

std::string without_blanks(std::string_view text) {
  std::string packed;
  for (auto left = trimmed(text); !left.empty(); left = trimmed(left)) {
    const auto end = std::min(left.find_first_of(" \t"), left.size());
    packed += left.substr(0, end);
    left.remove_prefix(end);
  }
  return packed;
}

bool is_line_of(const Block& block, std::span<const std::string_view> lines) {
  return block.kind != BlockKind::image && std::ranges::find(lines, without_blanks(block.text)) != lines.end();
}

void cut_interface(std::vector<Block>& blocks) {
  auto cut = std::ranges::find_if(blocks, [](const Block& block) { return is_line_of(block, kInterfaceLines); });
  if (cut == blocks.end()) return;
  while (cut != blocks.begin() && is_line_of(*std::prev(cut), kWeakInterfaceLines)) --cut;
  blocks.erase(cut, blocks.end());
}

std::optional<std::string> value_of(const FrontMatter& matter, std::string_view name) {
  const auto* field = matter.find(name);
  return field == nullptr ? std::nullopt : std::optional(field->value);
}

Block title_from(const FrontMatterField& field, std::string_view text) {
  Block block;
  block.kind = BlockKind::heading;
  block.text = field.value;
  const auto length = static_cast<std::uint32_t>(field.value.size());
  const auto written = text.substr(field.span.offset, field.span.length);
  const auto quote = written.find(field.value);  // inside quotes, unless it holds escapes
  if (quote == std::string_view::npos)
    block.runs.push_back(
        {0, length, static_cast<std::uint32_t>(field.span.offset), static_cast<std::uint32_t>(field.span.length)});
  else
    block.runs.push_back({0, length, static_cast<std::uint32_t>(field.span.offset + quote), length});
  return block;
}

/// The title with its place: a heading that says it (those headings are no part of the article), else front matter.
void set_title(const FrontMatter& matter, std::string_view text, Document& document) {
  auto& blocks = document.blocks;
  const auto* field = matter.find("title");
  auto heading = std::ranges::find_if(blocks, [&](const Block& block) {
    return block.kind == BlockKind::heading &&
           (field == nullptr || without_blanks(block.text) == without_blanks(field->value));
  });
  if (field == nullptr && heading != blocks.end()) {
    const bool first =
        std::none_of(blocks.begin(), heading, [](const Block& block) { return block.kind != BlockKind::image; });
    if (!first) return;
  }
  if (heading != blocks.end())
    document.title_block = *heading;
  else if (field != nullptr)
    document.title_block = title_from(*field, text);
  if (!document.title_block) return;
  document.page.title = field != nullptr ? field->value : document.title_block->text;
  const auto title = without_blanks(*document.page.title);
  std::erase_if(blocks, [&](const Block& block) {
    return block.kind == BlockKind::heading && without_blanks(block.text) == title;
  });
}

void add_alias(PageSummary& summary, const std::optional<std::string>& url) {
  if (!url || url == summary.url || std::ranges::find(summary.aliases, *url) != summary.aliases.end()) return;
  summary.aliases.push_back(*url);
}

void set_identity(const FrontMatter& matter, const Page& page, PageSummary& summary) {
  const auto told = value_of(matter, "url");
  for (const auto& url : {page.url, page.final_url, told})
    if (!summary.url) summary.url = url;
  for (const auto& url : {page.url, page.final_url, told}) add_alias(summary, url);
  if (!summary.url) return;
  if (is_wechat_address(*summary.url)) {
    summary.site = Site::wechat;
    for (const auto& url : {summary.url, told})
      if (summary.key.empty() && url) summary.key = wechat_key_of_url(*url).value_or("");
  } else {
    summary.site = site_of_url(*summary.url);
    summary.key = site_key_of_url(*summary.url);
  }
}

void set_fields(const FrontMatter& matter, PageSummary& summary) {
  auto& source = summary.site == Site::wechat ? summary.account : summary.source;
  source = value_of(matter, "source");
  if (const auto account = value_of(matter, "account")) summary.account = account;
  summary.author = value_of(matter, "author");
  summary.digest = value_of(matter, "digest");
  for (const std::string_view name : {"date", "published", "published_at"}) {
    const auto* field = summary.published_at ? nullptr : matter.find(name);
    if (field == nullptr) continue;
    summary.published_at = absolute_date_in(field->value);
    if (summary.published_at) summary.published_origin = "front_matter";
  }
  if (const auto fetched = value_of(matter, "fetch_date"); fetched && !summary.saved_at) {
    summary.saved_at = saved_time(*fetched);
    if (!summary.saved_at) summary.saved_at = absolute_date_in(*fetched);  // without a zone it is Beijing time
  }
}

/// A few words without title and address are no article: what a server says instead of a page (404 not found, ok).
bool says_too_little(const Document& document) {
  if (document.page.title || document.page.url) return document.blocks.empty();
  std::size_t letters = 0;
  for (const auto& block : document.blocks) letters += chinese_letters(block.text);
  return letters < kLeastProse;
}

void set_state(Document& document) {
  std::size_t bytes = 0;
  for (const auto& block : document.blocks) bytes += block.text.size();
  document.page.state = says_too_little(document) ? PageState::unrecognised : PageState::article;
  if (document.page.site != Site::wechat || bytes > kLongestNote) return;
  for (const auto& block : document.blocks)
    if (const auto noted = wechat_note_state(block.text)) {
      document.page.state = *noted;
      return;
    }
}

}  // namespace

Document read_markdown_page(const std::string& text, const Page& page, const PageSummary& summary) {
  const auto matter = read_front_matter(text);
  Document document;
  document.page = summary;
  set_identity(matter, page, document.page);
  set_fields(matter, document.page);
  document.blocks = markdown_blocks(text, matter.end);
  if (document.page.site == Site::wechat) cut_interface(document.blocks);
  set_title(matter, text, document);
  set_state(document);
  if (document.page.key.empty()) document.page.key = "sha256:" + document.page.sha256;
  return document;
}

}  // namespace mingdan
