#include "parse/site_marks.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "parse/page_wording.hpp"
#include "parse/site_key.hpp"
#include "parse/site_profiles.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

/// A layout and words that together occur on one site alone. Lists are joined by '|'.
struct SiteMark {
  Site site = Site::unknown;
  std::string_view structure;  ///< one of these selectors; joined by '+' all of them
  std::string_view wording;    ///< names of the site, see site_names; empty when the layout is enough
};

constexpr std::array<SiteMark, 9> kMarks{{
    {Site::chinanpo, "#local-data|#mzb-data|#fontinfo|table.table-1",
     "中国社会组织公共服务平台|中国社会组织政务服务平台|中国社会组织网|国家社会组织管理局|"
     "欢迎访问中国社会组织公共服务平台"},
    {Site::chinanpo, ".list_ul .list_li .title_text|.details_title|.detail_title",
     "中国社会组织政务服务平台|中国社会组织公共服务平台|全国社会组织信用信息公示平台"},
    {Site::cac, "#BodyLabel+#pubtime", ""},
    {Site::cac, "#BodyLabel|#pubtime|#loadingInfoPage",
     "中央网络安全和信息化委员会办公室|中共中央网络安全和信息化委员会办公室|国家互联网信息办公室|中国网信网"},
    {Site::mca, "div#zoom|.mtitle|td.arlisttd|a.artitlelist|#list_content",
     "中华人民共和国民政部|中华人民共和国民政部门户网站|民政部门户网站|民政部网站"},
    {Site::mca, "h3.mtitle+div.source > center", ""},
    {Site::gov, "#UCAP-CONTENT|.pages_content", "中国政府网|中央政府门户网站|中华人民共和国中央人民政府门户网站"},
    {Site::press, "#p-detail|.h-title|#detail|#detailContent|span#content|.main-article|#Content",
     "新华网|新华社|新华每日电讯"},
    {Site::press, "#rwb_zw|.rm_txt_con|#p_content|.box_con|.text_title|.show_text|.artDet", "人民网"},
}};

bool has_layout(const PageNames& names, std::string_view structure) {
  return std::ranges::any_of(split_selectors(structure), [&](std::string_view all) {
    for (std::size_t from = 0; from <= all.size();) {
      const auto end = std::min(all.find('+', from), all.size());
      if (!names.first(all.substr(from, end - from))) return false;
      from = end + 1;
    }
    return true;
  });
}

/// The parts of <title> between separators, where sites put their names.
void add_title_parts(std::string_view title, std::vector<std::string>& names) {
  while (!title.empty()) {
    const auto end = std::min(title.find_first_of("_-|"), title.size());
    const auto part = title.substr(0, end);
    const auto dash = part.rfind("—");  // also the second half of ——
    const auto tail = trimmed(dash == std::string_view::npos ? part : part.substr(dash + 3));
    if (!tail.empty()) names.emplace_back(tail);
    title.remove_prefix(std::min(end + 1, title.size()));
  }
}

/// What the page calls its site: SiteName and the like, the parts of its titles, and the owner in a copyright meta.
std::vector<std::string> site_names(const PageNames& names, const PageMetas& metas) {
  std::vector<std::string> found;
  for (const std::string_view meta : {"sitename", "og:site_name"})
    if (auto name = metas.first({meta})) found.push_back(std::move(*name));
  for (const auto& element : names.all("title")) add_title_parts(one_line(names.tree->text_of(element)), found);
  if (const auto owner = metas.first({"copyright"})) {
    constexpr std::string_view kBefore = "版权归";
    const auto at = owner->find(kBefore);
    const auto end = owner->find("所有");
    if (at != std::string::npos && end != std::string::npos && end > at)
      found.push_back(owner->substr(at + kBefore.size(), end - at - kBefore.size()));
  }
  return found;
}

/// Government sites carry prescribed metas and a site number in the footer.
bool looks_official(const PageNames& names, const PageMetas& metas, const PageLines& lines) {
  return says_government(metas) || built_by_government(names) ||
         std::ranges::any_of(lines.blocks, [](const Block& block) {
           return block.text.find("网站标识码") != std::string::npos && is_footer_line(block.text);
         });
}

}  // namespace

Site site_by_marks(const PageNames& names, const PageMetas& metas, const PageLines& lines) {
  if (const auto domain = metas.first({"sitedomain"})) {
    const bool whole = domain->find("://") != std::string::npos;
    if (const auto site = site_of_url(whole ? *domain : "http://" + *domain + "/"); site != Site::unknown) return site;
  }
  const auto told = site_names(names, metas);
  for (const auto& mark : kMarks) {
    const auto wordings = split_selectors(mark.wording);
    const bool named = wordings.empty() || std::ranges::any_of(wordings, [&](std::string_view wording) {
                         return std::ranges::find(told, wording) != told.end();
                       });
    if (named && has_layout(names, mark.structure)) return mark.site;
  }
  return looks_official(names, metas, lines) ? Site::gov : Site::unknown;
}

}  // namespace mingdan
