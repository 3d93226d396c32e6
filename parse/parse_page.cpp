#include "parse/parse_page.hpp"

#include <algorithm>
#include <utility>

#include "parse/decoded_page.hpp"
#include "parse/hanweb_records.hpp"
#include "parse/html_tree.hpp"
#include "parse/markdown_page.hpp"
#include "parse/page_form.hpp"
#include "parse/session_values.hpp"
#include "parse/site_json.hpp"
#include "parse/site_page.hpp"
#include "parse/span_map.hpp"
#include "parse/text_budget.hpp"
#include "parse/text_fallback.hpp"
#include "parse/wechat_json.hpp"
#include "parse/wechat_page.hpp"

namespace mingdan {
namespace {

PageSummary summary_of(const Page& page, const DecodedPage& decoded) {
  PageSummary summary;
  summary.sha256 = page.sha256;
  summary.bytes = page.bytes;
  summary.url = page.url ? page.url : page.final_url;
  summary.saved_at = page.fetched_at;
  summary.charset = decoded.charset;
  return summary;
}

bool has_finding(const Document& document, std::string_view code) {
  return std::ranges::any_of(document.findings, [&](const Finding& finding) { return finding.code == code; });
}

void check_session_values(const Page& page, const std::string& text, Document& document) {
  if (has_finding(document, "saved_session_values")) return;
  auto found = saved_session_values(text);
  for (const auto& url : {page.url, page.final_url}) {
    if (found || !url) continue;
    found = saved_session_values(*url);
    if (found) found->evidence.reset();  // it counts the address, not the page
  }
  if (found) document.findings.push_back(std::move(*found));
}

Document unrecognised_json(const PageSummary& summary, const Page& page, const std::string& text) {
  auto document = read_text_only(text, page, summary);
  document.blocks.clear();
  document.title_block.reset();
  document.findings.push_back({"unrecognised_page", Severity::warning, "JSON that no reader knows", std::nullopt});
  return document;
}

void read_html(const std::string& text, const Page& page, const PageSummary& summary, ParsedPage& parsed) {
  const auto opened = with_records_opened(text);
  const auto tree = HtmlTree::parse(opened ? *opened : text);
  if (!tree) {
    parsed.error = tree.error();
    parsed.document = read_text_only(text, page, summary);
    return;
  }
  parsed.document = read_wechat_page(*tree, page, summary);
  if (!parsed.document) parsed.document = read_site_page(*tree, page, summary);
}

/// What every reader leaves to be done: the bounds of text, session values, the way back through escapes, findings of
/// decoding.
void finish(const Page& page, DecodedPage& decoded, ParsedPage& parsed) {
  auto& document = *parsed.document;
  if (auto over = cut_to_budget(document.blocks); over && !parsed.error) parsed.error = std::move(over);
  drop_oversized_fields(document);
  check_session_values(page, decoded.text, document);
  map_document(decoded.unescaped, document);
  if (document.page.key.empty()) document.page.key = "sha256:" + page.sha256;
  if (document.page.state == PageState::unrecognised && !has_finding(document, "unrecognised_page"))
    document.findings.push_back({"unrecognised_page", Severity::warning, "no reader knows this page", std::nullopt});
  document.findings.insert(document.findings.begin(), std::make_move_iterator(decoded.findings.begin()),
                           std::make_move_iterator(decoded.findings.end()));
}

}  // namespace

ParsedPage parse_page(const Page& page) {
  ParsedPage parsed;
  parsed.error = unreadable_form(page);
  if (parsed.error) return parsed;
  auto decoded = decode_page(page);
  const auto summary = summary_of(page, decoded);
  switch (form_of(decoded.text, page.media_type)) {
    case TextForm::json:
      parsed.document = read_wechat_json(decoded.text, page, summary);
      if (!parsed.document) parsed.document = read_site_json(decoded.text, page, summary);
      if (!parsed.document) parsed.document = unrecognised_json(summary, page, decoded.text);
      break;
    case TextForm::markdown:
      parsed.error = cut_to_budget(decoded.text);
      parsed.document = read_markdown_page(decoded.text, page, summary);
      break;
    case TextForm::html:
      read_html(decoded.text, page, summary, parsed);
      break;
  }
  finish(page, decoded, parsed);
  return parsed;
}

ParsedPage parse_page_text(const Page& page, Error why) {
  ParsedPage parsed;
  parsed.error = unreadable_form(page);
  if (parsed.error) return parsed;
  auto decoded = decode_page(page);
  parsed.document = read_text_only(decoded.text, page, summary_of(page, decoded));
  finish(page, decoded, parsed);
  parsed.error = std::move(why);
  return parsed;
}

}  // namespace mingdan
