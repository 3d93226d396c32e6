#include "parse/text_fallback.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "parse/html_elements.hpp"
#include "parse/html_entities.hpp"
#include "parse/html_line.hpp"
#include "parse/html_scan.hpp"
#include "parse/site_key.hpp"
#include "parse/text_budget.hpp"
#include "parse/wechat_identity.hpp"
#include "parse/wechat_key.hpp"
#include "parse/wechat_scripts.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLongestUrl = 4096;
constexpr TextBudget kBudget;  ///< what is beyond it would be cut anyway

std::string lower_case(std::string_view name) {
  std::string folded(name);
  std::ranges::transform(folded, folded.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return folded;
}

class TextReader {
 public:
  explicit TextReader(std::string_view page) : page_(page), scanner_(page) {}

  void run();
  std::vector<Block> blocks;
  std::vector<Span> scripts;
  std::optional<Block> title;

 private:
  void start_tag(const HtmlToken& token);
  void end_tag(const HtmlToken& token);
  void raw_text(const HtmlToken& token);
  bool within_budget(Span text);
  void add_text(Span span);
  void add_image(const HtmlToken& token);
  void break_line(bool same_element);

  std::string_view page_;
  HtmlScanner scanner_;
  BlockLine line_;
  std::vector<Block> images_;
  std::string raw_name_;
  std::size_t text_bytes_ = 0;  ///< as written
  bool heading_ = false;
  bool continues_ = false;
};

void TextReader::break_line(bool same_element) {
  auto block = line_.take();
  if (!block.text.empty() && blocks.size() <= kBudget.blocks) {
    block.emphasis = false;
    block.kind = heading_ ? BlockKind::heading : BlockKind::paragraph;
    block.continues = continues_;
    continues_ = true;
    blocks.push_back(std::move(block));
  }
  std::ranges::move(images_, std::back_inserter(blocks));
  images_.clear();
  if (!same_element) continues_ = false;
}

bool TextReader::within_budget(Span text) {
  if (text_bytes_ > kBudget.bytes) return false;
  text_bytes_ += text.length;
  return true;
}

void TextReader::add_text(Span span) {
  if (!within_budget(span)) return;
  const auto text = page_.substr(span.offset, span.length);
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.find('&', at), text.size());
    line_.add_verbatim(text.substr(at, next - at), span.offset + at, false);
    at = next;
    if (at == text.size()) return;
    const auto reference = character_reference_at(text.substr(at, 64));
    if (reference)
      line_.add_replaced(reference->text, span.offset + at, reference->length, false);
    else
      line_.add_verbatim("&", span.offset + at, false);
    at += reference ? reference->length : 1;
  }
}

void TextReader::add_image(const HtmlToken& token) {
  auto url = raw_attribute(token.attributes, "data-src");
  if (!url || trimmed(*url).empty()) url = raw_attribute(token.attributes, "src");
  if (!url || trimmed(*url).empty() || blocks.size() + images_.size() > kBudget.blocks) return;
  Block image;
  image.kind = BlockKind::image;
  image.source = token.bytes;
  image.image_url = entities_resolved(trimmed(*url).substr(0, kLongestUrl));
  (line_.blank() ? blocks : images_).push_back(std::move(image));
}

void TextReader::start_tag(const HtmlToken& token) {
  const auto name = lower_case(token.name);
  raw_name_ = name;
  if (name == "br") return break_line(true);
  if (name == "img") return add_image(token);
  if (name == "a") {
    line_.close_link();
    if (const auto href = raw_attribute(token.attributes, "href"); href && !trimmed(*href).empty())
      line_.open_link(entities_resolved(trimmed(*href).substr(0, kLongestUrl)));
  }
  if (!is_block_element(name)) return;
  break_line(false);
  heading_ = is_heading_element(name);
}

void TextReader::end_tag(const HtmlToken& token) {
  const auto name = lower_case(token.name);
  if (name == "a") line_.close_link();
  if (!is_block_element(name)) return;
  break_line(false);
  heading_ = false;
}

void TextReader::raw_text(const HtmlToken& token) {
  if (raw_name_ == "script") scripts.push_back(token.bytes);
  if ((raw_name_ == "xmp" || raw_name_ == "plaintext") && within_budget(token.bytes))
    line_.add_verbatim(page_.substr(token.bytes.offset, token.bytes.length), token.bytes.offset, false);
  if (raw_name_ != "title" || title) return;
  break_line(false);
  add_text(token.bytes);
  auto line = line_.take();
  line.kind = BlockKind::heading;
  line.emphasis = false;
  if (!line.text.empty()) title = std::move(line);
}

void TextReader::run() {
  for (auto token = scanner_.next(); token.kind != HtmlTokenKind::end; token = scanner_.next()) {
    switch (token.kind) {
      case HtmlTokenKind::text:
        add_text(token.bytes);
        break;
      case HtmlTokenKind::start_tag:
        start_tag(token);
        break;
      case HtmlTokenKind::end_tag:
        end_tag(token);
        break;
      case HtmlTokenKind::raw_text:
        raw_text(token);
        break;
      default:
        break;
    }
  }
  break_line(false);
}

/// Identity, title, account and time of a WeChat page by its script literals alone.
void read_wechat_literals(const std::string& text, const std::vector<Span>& ranges, PageSummary& summary) {
  static constexpr std::array<std::string_view, 10> kNames{"appmsgid", "biz",      "ct",        "idx",      "itemidx",
                                                           "mid",      "msg_link", "msg_title", "nickname", "sn"};
  WechatScripts scripts;
  scripts.source = text;
  scripts.assignments = script_assignments(text, ranges, kNames);
  std::vector<WechatAddress> addresses;
  if (summary.url) addresses.push_back({*summary.url, "address"});
  const auto found = find_wechat_identity(scripts, addresses);
  if (const auto key = wechat_key(found.identity)) {
    summary.site = Site::wechat;
    summary.key = *key;
  }
  if (summary.site != Site::wechat) return;
  if (const auto value = assigned_value(scripts, "msg_title")) summary.title = std::string(trimmed(value->text));
  if (const auto value = assigned_value(scripts, "nickname")) summary.account = std::string(trimmed(value->text));
  if (const auto value = assigned_value(scripts, "ct")) {
    const bool digits =
        value->text.size() <= 10 && std::ranges::all_of(value->text, [](char c) { return c >= '0' && c <= '9'; });
    summary.published_at = digits ? beijing_time(std::stoll("0" + value->text)) : std::nullopt;
    if (summary.published_at) summary.published_origin = "ct";
  }
}

void settle_address(const Page& page, PageSummary& summary) {
  for (const auto& url : {page.url, page.final_url})
    if (!summary.url) summary.url = url;
  if (!summary.url) return;
  if (is_wechat_address(*summary.url)) {
    summary.site = Site::wechat;
    summary.key = wechat_key_of_url(*summary.url).value_or("");
  } else {
    summary.site = site_of_url(*summary.url);
    summary.key = site_key_of_url(*summary.url);
  }
}

}  // namespace

Document read_text_only(const std::string& text, const Page& page, const PageSummary& summary) {
  TextReader reader(text);
  reader.run();
  Document document;
  document.page = summary;
  document.page.state = PageState::unrecognised;
  document.blocks = std::move(reader.blocks);
  settle_address(page, document.page);
  if (reader.title) document.page.title = reader.title->text;
  document.title_block = std::move(reader.title);
  read_wechat_literals(text, reader.scripts, document.page);
  if (document.page.title && document.title_block && document.title_block->text != *document.page.title)
    document.title_block.reset();
  if (document.page.key.empty()) document.page.key = "sha256:" + document.page.sha256;
  return document;
}

}  // namespace mingdan
