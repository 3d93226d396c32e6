#include "parse/site_page.hpp"

#include <algorithm>
#include <ranges>

#include "parse/anti_bot.hpp"
#include "parse/government_meta.hpp"
#include "parse/next_page.hpp"
#include "parse/page_address.hpp"
#include "parse/page_labels.hpp"
#include "parse/page_lines.hpp"
#include "parse/page_names.hpp"
#include "parse/page_times.hpp"
#include "parse/page_wording.hpp"
#include "parse/site_body.hpp"
#include "parse/site_fields.hpp"
#include "parse/site_furniture.hpp"
#include "parse/site_key.hpp"
#include "parse/site_marks.hpp"
#include "parse/site_profiles.hpp"
#include "parse/site_title.hpp"
#include "parse/site_title_block.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kStubText = 100;   ///< characters: a page that only sends the reader on
constexpr std::size_t kArticleText = 30;  ///< Chinese letters
constexpr std::size_t kMuchText = 60;
constexpr std::size_t kEvidenceLines = 2000;  ///< lines of a page that are searched for 来源 and the like

bool same_site(std::string_view left, std::string_view right) {
  const auto a = split_url(left);
  const auto b = split_url(right);
  if (!a || !b) return false;
  const auto core = [](std::string_view host) {
    for (const std::string_view prefix : {"www.", "m.", "wap."})
      if (host.starts_with(prefix)) return host.substr(prefix.size());
    return host;
  };
  return core(a->host) == core(b->host);
}

void add_alias(Document& document, const std::optional<std::string>& url) {
  auto& aliases = document.page.aliases;
  if (url && url != document.page.url && std::ranges::find(aliases, *url) == aliases.end()) aliases.push_back(*url);
}

/// Address, key, aliases and site; `by_marks` counts only without an address. An address from outside beats what the page tells of itself.
void settle_identity(const Page& page, const ToldAddresses& told, Site by_marks, Document& document) {
  auto& summary = document.page;
  for (const auto& known : {page.final_url, page.url})
    if (!summary.url) summary.url = known;
  if (!summary.url && !told.urls.empty()) summary.url = told.urls.front();
  const std::string address = summary.url.value_or("");
  summary.key = site_key_of_url(address);
  if (summary.key.empty()) summary.key = "sha256:" + summary.sha256;
  summary.site = site_of_url(address);
  if (!split_url(address)) summary.site = by_marks;
  add_alias(document, page.url);
  add_alias(document, page.final_url);
  for (const auto& url : told.urls)
    if (same_site(url, archived_url(address))) add_alias(document, url);
  if (archived_url(address) != address) add_alias(document, std::string(archived_url(address)));
  if (!summary.saved_at) summary.saved_at = told.saved_at;
}

bool is_article_address(std::string_view key) {
  const auto tail = key.substr(key.rfind('/') == std::string_view::npos ? 0 : key.rfind('/') + 1);
  return key.starts_with("mca:") || key.starts_with("cac:") || key.starts_with("trs:") || key.starts_with("hanweb:") ||
         tail.starts_with("c_") || tail.starts_with("content_") || tail.starts_with("post_");
}

bool is_list_address(std::string_view key) {
  return key.starts_with("url:") && (key.ends_with("/") || key.find("/index_") != std::string_view::npos ||
                                     key.find("/list") != std::string_view::npos);
}

/// What speaks for an article and what for a list, before looking at the weight of text.
struct Evidence {
  bool article_metas = false;
  bool article = false;
  bool list = false;
};

Evidence evidence_of(const PageLines& lines, const PageMetas& metas, std::string_view key) {
  Evidence evidence;
  evidence.article_metas = metas.first({"articletitle"}) || metas.first({"pubdate"}) || metas.first({"publishdate"});
  const auto looked_at = lines.lines | std::views::take(kEvidenceLines);
  const bool told = std::ranges::any_of(looked_at, [&](const PageLine& line) {
    const auto& text = lines.blocks[line.block].text;
    return !line.item && text.size() < 240 && (labelled_source(text) || is_info_line(text));
  });
  evidence.list = !evidence.article_metas && (is_list_address(key) || metas.first({"columnname"}));
  evidence.article = evidence.article_metas || is_article_address(key) || (told && !evidence.list);
  return evidence;
}

bool reads_as_list(const PageLines& lines, const std::optional<SiteBody>& body, const std::optional<SiteBody>& list,
                   const Evidence& evidence) {
  if (!list || evidence.article_metas) return false;
  const auto all = lines.sums.back();
  const auto own = body ? lines.within(body->element.inner()) : LineSums{};
  if (!list->generic && !list->found_by.empty() && !(body && !body->generic)) return true;
  if (body && !body->generic) return own.dated_items >= 3 && own.linked > 3 * own.prose;
  if (evidence.article && own.prose >= kArticleText) return false;
  if (evidence.list && all.items >= 2 && (all.dated_items >= 1 || own.prose < 2 * kMuchText)) return true;
  if (all.dated_items >= 4 && all.linked > 2 * own.prose) return true;
  return all.items >= 5 && own.prose < kMuchText;
}

void read_article(const HtmlTree& tree, const PageLines& lines, const SiteBody& body, Document& document) {
  document.page.state = PageState::article;
  document.blocks = tree.blocks_of(body.element);
  for (auto& block : attachment_blocks(lines, body.element)) document.blocks.push_back(std::move(block));
  if (body.generic)
    document.findings.push_back({"generic_body", Severity::info,
                                 "no site profile fits; the body is the fullest element, " + body.found_by,
                                 body.element.start_tag()});
}

void read_list(const HtmlTree& tree, const SiteBody& list, Document& document) {
  document.page.state = PageState::list_page;
  document.blocks = list_blocks(tree, list.element);
}

/// True when a page of its kind would have entries but none stand there.
bool is_empty_list(const PageNames& names, const PageLines& lines, const std::vector<const SiteProfile*>& profiles,
                   const Evidence& evidence) {
  if (evidence.article_metas || lines.sums.back().prose > 4 * kMuchText) return false;
  if (evidence.list) return true;
  const auto lists = selectors_of(profiles, &SiteProfile::lists);
  return std::ranges::any_of(lists, [&](std::string_view selector) { return names.first(selector).has_value(); });
}

/// A list's frame around a few words (暂无数据, 共0条).
bool is_frame_of_list(const PageLines& lines, const SiteBody& body, const std::optional<SiteBody>& list,
                      const Evidence& evidence) {
  return evidence.list && !evidence.article && !list && lines.within(body.element.inner()).prose < 2 * kMuchText;
}

/// Stubs, guards and shells. True when the page is one.
bool read_stand_in(const HtmlTree& tree, const Page& page, const PageLines& lines, const PageMetas& metas,
                   Document& document) {
  if (metas.first({"articletitle"}) && lines.visible > kStubText) return false;
  auto stand = stand_in(tree, page, lines);
  const bool guard = stand && stand->state == PageState::challenge;
  if (lines.visible <= kStubText && !guard)
    if (const auto target = redirect_target(tree, document.page.url)) {
      add_alias(document, target);
      document.sent_to = target;
      stand = StandIn{PageState::shell, "redirect_stub", "the page only sends the reader to " + *target};
    }
  if (!stand) return false;
  document.page.state = stand->state;
  document.findings.push_back({stand->code, Severity::warning, stand->reason, std::nullopt});
  if (stand->state == PageState::unrecognised) document.blocks = lines.blocks;
  return true;
}

void find_missed_profile(const std::vector<const SiteProfile*>& profiles, const std::string& address,
                         const std::optional<SiteBody>& body, Document& document) {
  if (profiles.empty() || !split_url(address) || (body && !body->generic)) return;
  if (profiles.front()->hosts.empty() || profiles.front()->bodies.empty()) return;
  document.findings.push_back({"profile_mismatch", Severity::warning,
                               "no body selector of the profile " + std::string(profiles.front()->name) + " has text",
                               std::nullopt});
}

}  // namespace

Document read_site_page(const HtmlTree& tree, const Page& page, const PageSummary& summary) {
  Document document;
  document.page = summary;
  document.page.state = PageState::unrecognised;
  const auto names = read_page_names(tree);
  const auto metas = read_metas(tree);
  const auto lines = read_page_lines(tree);
  settle_identity(page, told_addresses(tree, metas), site_by_marks(names, metas, lines), document);
  const std::string address(archived_url(document.page.url.value_or("")));
  const auto parts = split_url(address);
  const auto profiles = profiles_of(names, parts ? parts->host : "");
  if (read_stand_in(tree, page, lines, metas, document)) {
    document.page.title = site_title(names, metas, lines, profiles, std::nullopt);
    if (document.page.title) document.title_block = site_title_block(tree, lines, profiles, *document.page.title);
    return document;
  }
  const auto body = find_site_body(names, lines, profiles);
  const auto list = find_site_list(names, lines, profiles);
  const auto evidence = evidence_of(lines, metas, document.page.key);
  if (reads_as_list(lines, body, list, evidence)) {
    read_list(tree, *list, document);
    document.next_page = next_html_page(tree, address);
  } else if (body && body->generic && is_frame_of_list(lines, *body, list, evidence)) {
    document.page.state = PageState::empty_list;
    document.blocks = tree.blocks_of(body->element);
  } else if (body) {
    read_article(tree, lines, *body, document);
    find_missed_profile(profiles, address, body, document);
  } else if (is_empty_list(names, lines, profiles, evidence)) {
    document.page.state = PageState::empty_list;
  } else {
    document.blocks = lines.blocks;
  }
  const bool article = document.page.state == PageState::article;
  read_fields(names, metas, lines, profiles, article ? body : std::nullopt, address, document);
  if (article) cut_furniture(document.blocks, document.page.title.value_or(""));
  if (document.page.title) document.title_block = site_title_block(tree, lines, profiles, *document.page.title);
  return document;
}

}  // namespace mingdan
