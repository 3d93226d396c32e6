#include "parse/site_body.hpp"

#include <algorithm>
#include <array>

#include "parse/generic_body.hpp"
#include "parse/page_wording.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLeastBody = 10;       ///< Chinese letters of a body found by selector
constexpr std::size_t kAttachmentLines = 14;  ///< lines behind the body that may hold attachments
constexpr std::string_view kFirstMark = "first:";

constexpr std::array<std::string_view, 12> kFileEndings{".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps",
                                                        ".et",  ".ofd",  ".zip", ".rar",  ".ppt", ".pptx"};

std::size_t amount_in(const PageLines& page, Element element) {
  const auto sums = page.within(element.inner());
  return sums.prose + sums.linked;
}

std::optional<Element> fullest(const PageNames& names, const PageLines& page, std::string_view selector) {
  const bool take_first = selector.starts_with(kFirstMark);
  if (take_first) selector.remove_prefix(kFirstMark.size());
  std::optional<Element> best;
  for (const auto& element : names.all(selector)) {
    if (amount_in(page, element) < kLeastBody) continue;
    if (!best || amount_in(page, element) > amount_in(page, *best)) best = element;
    if (take_first) break;
  }
  return best;
}

std::string description_of(Element element) {
  std::string text(element.tag());
  if (const auto id = element.attribute("id"); id && !id->empty()) text += "#" + std::string(*id);
  if (const auto classes = element.attribute("class"); classes && !classes->empty())
    text += "." + std::string(classes->substr(0, classes->find(' ')));
  return text;
}

std::vector<std::string_view> body_selectors(const std::vector<const SiteProfile*>& profiles) {
  auto selectors = selectors_of(profiles, &SiteProfile::bodies);
  for (const auto selector : common_body_selectors())
    if (std::ranges::find(selectors, selector) == selectors.end()) selectors.push_back(selector);
  return selectors;
}

/// What stands between an opening and a closing comment or meta mark of the system, as the smallest element around it.
std::optional<Element> element_around_marks(const HtmlTree& tree) {
  const auto begin = tree.first("[name=ContentStart]");
  const auto end = tree.first("[name=ContentEnd]");
  if (!begin || !end) return std::nullopt;
  const auto from = begin->start_tag().offset;
  const auto to = end->start_tag().offset;
  std::optional<Element> best;
  for (const auto& element : tree.all("div, td, section, article, p")) {
    const auto inner = element.inner();
    if (inner.offset <= from && inner.end() >= to && (!best || inner.length < best->inner().length)) best = element;
  }
  return best;
}

bool trusts_plain_lines(const SiteProfile& profile) { return profile.name.starts_with("chinanpo"); }

}  // namespace

bool is_file_link(const Link& link) {
  const auto href = lower_ascii(link.href);
  const auto path = std::string_view(href).substr(0, href.find_first_of("?#"));
  return href.find("downfile.jsp") != std::string::npos ||
         std::ranges::any_of(kFileEndings,
                             [&](std::string_view ending) { return path.ends_with(ending) || href.ends_with(ending); });
}

std::optional<SiteBody> find_site_body(const PageNames& names, const PageLines& page,
                                       const std::vector<const SiteProfile*>& profiles) {
  const HtmlTree& tree = *names.tree;
  const auto generic = find_generic_body(tree, page);
  const std::size_t expected = generic ? page.within(generic->inner()).prose : 0;
  const auto selectors = body_selectors(profiles);
  for (const auto selector : selectors) {
    const auto element = fullest(names, page, selector);
    if (element && (expected < 200 || amount_in(page, *element) * 5 >= expected))
      return SiteBody{*element, std::string(selector), false};
  }
  if (const auto marked = element_around_marks(tree); marked && amount_in(page, *marked) >= kLeastBody)
    return SiteBody{*marked, "ContentStart", false};
  for (const auto selector : selectors) {
    if (selector.starts_with(kFirstMark)) continue;
    const auto element = names.first(selector);
    if (element && expected < 60 && tree.first(*element, "img"))
      return SiteBody{*element, std::string(selector), false};
  }
  if (!generic) return std::nullopt;
  return SiteBody{*generic, description_of(*generic), true};
}

std::optional<SiteBody> find_site_list(const PageNames& names, const PageLines& page,
                                       const std::vector<const SiteProfile*>& profiles) {
  for (const auto* profile : profiles)
    for (const auto selector : split_selectors(profile->lists)) {
      std::optional<Element> best;
      std::size_t most = trusts_plain_lines(*profile) ? 0 : 1;
      for (const auto& element : names.all(selector)) {
        const auto sums = page.within(element.inner());
        const auto count = sums.items + (trusts_plain_lines(*profile) ? sums.own_lines : 0);
        if (count > most) {
          most = count;
          best = element;
        }
      }
      if (best) return SiteBody{*best, std::string(selector), false};
    }
  const auto generic = find_generic_list(*names.tree, page);
  if (!generic) return std::nullopt;
  return SiteBody{*generic, description_of(*generic), true};
}

std::vector<Block> list_blocks(const HtmlTree& tree, Element list) {
  auto blocks = tree.blocks_of(list);
  std::vector<Span> inside;  // outermost ones, ascending
  for (const auto& element : tree.all(list, "li ul, li ol, .popbox"))
    if (inside.empty() || element.inner().offset >= inside.back().end()) inside.push_back(element.inner());
  std::erase_if(blocks, [&](const Block& block) {
    if (block.runs.empty()) return false;
    const std::size_t offset = block.runs.front().source_offset;
    const auto behind = std::ranges::upper_bound(inside, offset, {}, &Span::offset);
    return behind != inside.begin() && offset < std::prev(behind)->end();
  });
  return blocks;
}

std::vector<Block> attachment_blocks(const PageLines& page, Element body) {
  std::vector<Block> found;
  const auto from = page.line_at(body.inner().end());
  for (std::size_t i = from; i < std::min(from + kAttachmentLines, page.lines.size()); ++i) {
    const Block& block = page.blocks[page.lines[i].block];
    if (std::ranges::any_of(block.links, is_file_link)) found.push_back(block);
  }
  return found;
}

}  // namespace mingdan
