#include "parse/site_profiles.hpp"

#include <algorithm>
#include <array>

namespace mingdan {
namespace {

// Sources: docs/sites.md. The first body selector of a profile that has text wins, so the narrowest stand first.
constexpr std::array<SiteProfile, 33> kProfiles{{
    {.name = "mca-old",
     .hosts = "",
     .structure = "h3.mtitle|td.arlisttd",
     .titles = "h3.mtitle",
     .bodies = "div#zoom.content|div#zoom|#zoom",
     .times = "div.source > center|div.source",
     .sources = "div.source > center|div.source",
     .lists = "#list_content table|#list_content",
     .official = true},
    {.name = "mca-new",
     .hosts = "mca.gov.cn",
     .structure = "a.artitlelist",
     .titles = "h1.title|.article_title|.xxgk_title|h3.mtitle|h1",
     .bodies = "div#zoom|#zoom|div.content",
     .times = "",
     .sources = "",
     .lists = "#list_content|.list_tit ul|.list_tit",
     .official = true},
    {.name = "chinanpo-old",
     .hosts = "chinanpo.gov.cn|59.252.100.194",
     .structure = "#fontinfo|#local-data|#mzb-data",
     .titles = "#fontinfo p b",
     .bodies = "#fontinfo",
     .times = "ul li strong",
     .sources = "",
     .lists = "#local-data table.table-1|#mzb-data table.table-1|table.table-1",
     .official = true},
    {.name = "chinanpo-new",
     .hosts = "chinanpo.mca.gov.cn",
     .structure = ".list_ul .list_li .title_text",
     .titles = ".details_title|.detail_title",
     .bodies = "#zoom|.details_content|.detail_content",
     .times = "",
     .sources = "",
     .lists = ".list_ul|.ant-table-tbody|.el-table__body",
     .official = true},
    {.name = "cac",
     .hosts = "cac.gov.cn",
     .structure = "#BodyLabel",
     .titles = "h1.title|.title",
     .bodies = "#BodyLabel",
     .times = "#pubtime",
     .sources = "#source",
     .lists = "#loadingInfoPage",
     .official = true},
    {.name = "trs",
     .hosts = "",
     .structure = ".TRS_Editor|.trs_editor_view|.Custom_UnionStyle|.TRS_UEDITOR|.trs_web",
     .titles = "",
     .bodies = "#zoom|.TRS_Editor|.trs_editor_view|.TRS_UEDITOR|.trs_web|.Custom_UnionStyle",
     .times = "",
     .sources = "",
     .lists = ""},
    {.name = "hanweb-jcms",
     .hosts = "",
     .structure = "[name=ContentStart]|datastore",
     .titles = ".con-title|#barrierfree_container h1",
     .bodies = "#zoom|.bt-content|.bt_content|.article_con",
     .times = "",
     .sources = "",
     .lists = "datastore recordset|.default_pgContainer"},
    {.name = "hanweb-jpaas",
     .hosts = "",
     .structure = ".jpaas-article|[name=jpaas]",
     .titles = ".article-title",
     .bodies = ".article-content|.jpaas-article",
     .times = "",
     .sources = "",
     .lists = ".page-content ul"},
    {.name = "gov.cn",
     .hosts = "www.gov.cn",
     .structure = "#UCAP-CONTENT",
     .titles = ".article h1|#ti|.pages-title",
     .bodies = "#UCAP-CONTENT|.pages_content",
     .times = ".pages-date",
     .sources = "",
     .lists = ".news_box ul|.list_2 ul",
     .official = true},
    {.name = "gkmlpt",
     .hosts = "",
     .structure = ".gkmlpt|.classify-menu",
     .titles = ".content h1.title|h1.title|.title",
     .bodies = ".article-content",
     .times = "",
     .sources = "",
     .lists = "",
     .official = true},
    {.name = "beijing-mzj",
     .hosts = "mzj.beijing.gov.cn",
     .structure = ".bjmz_tylist",
     .titles = ".header h1|h1",
     .bodies = "#htmlContent|#mainText|.pages_content|#UCAP-CONTENT|#zoom",
     .times = "",
     .sources = "",
     .lists = "div.bjmz_tylist table",
     .official = true},
    {.name = "n-number",
     .hosts = "chinatax.gov.cn|miit.gov.cn|mps.gov.cn|sasac.gov.cn|audit.gov.cn",
     .structure = "#con_con|#fontzoom",
     .titles = "#con_title|.title h1",
     .bodies = "#fontzoom|#con_con|#ztdx|.cnt_bd|#zoom",
     .times = "#con_time",
     .sources = "",
     .lists = "ul.list.whlist|.list_con"},
    {.name = "shanghai",
     .hosts = "sh.gov.cn|shanghai.gov.cn",
     .structure = "#ivs_content",
     .titles = "#ivs_title",
     .bodies = "#ivs_content|.Article_content",
     .times = "#ivs_date",
     .sources = "",
     .lists = "",
     .official = true},
    {.name = "visual-sitebuilder",
     .hosts = "",
     .structure = ".v_news_content|#vsb_content",
     .titles = "",
     .bodies = ".v_news_content|#vsb_content|#vsb_content_2|#vsb_content_4",
     .times = "",
     .sources = "",
     .lists = ""},
    {.name = "webplus",
     .hosts = "",
     .structure = ".wp_articlecontent|.arti_title",
     .titles = ".arti_title",
     .bodies = ".wp_articlecontent|.arti_content",
     .times = ".arti_update",
     .sources = "",
     .lists = ".wp_article_list|#wp_news_w6"},
    {.name = "epoint",
     .hosts = "",
     .structure = ".ewb-article-info|#infodetail",
     .titles = ".ewb-article-tt|#title",
     .bodies = ".ewb-article-info|#infodetail|.infodetail",
     .times = "",
     .sources = "",
     .lists = ".ewb-data-items"},
    {.name = "easysite",
     .hosts = "",
     .structure = ".easysite-news-text|.easysite-news-content",
     .titles = ".easysite-news-title h2|.easysite-news-title",
     .bodies = ".easysite-news-text|.easysite-news-content",
     .times = "",
     .sources = "",
     .lists = ""},
    {.name = "xinhua",
     .hosts = "xinhuanet.com|news.cn",
     .structure = "#p-detail|.h-title",
     .titles = ".h-title|.main-left h1 .title|.head-line h1|#title|h1",
     .bodies = "#p-detail|#detailContent|span#detail|#detail|div.article|#Content|#content",
     .times = ".h-time|.h-info .time|#pubtime|.info .time",
     .sources = "#source|em.source",
     .lists = ""},
    {.name = "people",
     .hosts = "people.com.cn|people.cn",
     .structure = "#rwb_zw|.rm_txt_con",
     .titles = ".text_title h1|.rm_txt .col-1 h1|#p_title|h1",
     .bodies = ".rm_txt_con|#rwb_zw|.box_con|.artDet|.show_text|#p_content|#ozoom|.text_con_left",
     .times = "",
     .sources = "",
     .lists = ""},
    {.name = "chinanews",
     .hosts = "chinanews.com|chinanews.com.cn",
     .structure = ".left_zw",
     .titles = "h1.content_left_title|#cont_1_1_2 h1|h1",
     .bodies = ".left_zw",
     .times = "#newsdate|.left-t|#pubtime_baidu",
     .sources = "#source_baidu",
     .lists = ""},
    {.name = "gmw",
     .hosts = "gmw.cn",
     .structure = "",
     .titles = "h1.u-title|#articleTitle",
     .bodies = ".u-mainText|#contentMain|#articleBox",
     .times = ".m-con-time|#pubTime",
     .sources = "#source",
     .lists = ""},
    {.name = "cctv",
     .hosts = "cctv.com|cctv.cn|cntv.cn",
     .structure = "",
     .titles = "#title_area h1|.title_area h1|h1",
     .bodies = "#content_area|.content_area|.cnt_bd|#text_area",
     .times = ".info1",
     .sources = "",
     .lists = ""},
    {.name = "china.com.cn",
     .hosts = "china.com.cn|china.org.cn",
     .structure = "",
     .titles = ".articleTitle|h1",
     .bodies = "#articleBody|.articleBody|#fontzoom|#artbody|#artiContent",
     .times = "#pubtime_baidu",
     .sources = "#source_baidu",
     .lists = ""},
    {.name = "sina",
     .hosts = "sina.com.cn|sina.cn",
     .structure = "#artibody",
     .titles = "h1.main-title|#artibodyTitle|h1",
     .bodies = "#artibody|div.article#article|#article|.art_box",
     .times = ".date-source .date|#pub_date",
     .sources = ".date-source .source|#media_name",
     .lists = ""},
    {.name = "sohu",
     .hosts = "sohu.com",
     .structure = "#mp-editor",
     .titles = ".text-title h1|h1",
     .bodies = "article#mp-editor|#mp-editor|article.article|#contentText",
     .times = "#news-time",
     .sources = "",
     .lists = ""},
    {.name = "qq-news",
     .hosts = "qq.com",
     .structure = "",
     .titles = ".LEFT h1|h1",
     .bodies = ".content-article|#ArticleContent|#Cnt-Main-Article-QQ|.rich_media_content",
     .times = "",
     .sources = "",
     .lists = ""},
    {.name = "netease",
     .hosts = "163.com",
     .structure = "#endText",
     .titles = "h1.post_title|#epContentLeft h1|h1",
     .bodies = ".post_body|#endText|.post_text|#content article|article",
     .times = ".post_info|.post_time_source",
     .sources = "#ne_article_source",
     .lists = ""},
    {.name = "other-press",
     .hosts = "ifeng.com|thepaper.cn|bjnews.com.cn|cjn.cn|cnr.cn|youth.cn|ce.cn|banyuetan.org|ynet.com|caixin.com|"
              "huanqiu.com|zjol.com.cn|legaldaily.com.cn",
     .structure = "#pubtime_baidu|#source_baidu",
     .titles = "#artical_topic|.news_title|#articleTitle|h1",
     .bodies = "#main_content|.news_txt|#contentStr|.contentStr|.article-body|#articleText|#articleBox|.articleBox|"
               ".detail_content|#detail_content|#Main_Content_Val|.la_con|textarea.article-content|.artCon",
     .times = "#pubtime_baidu|#articleTime|.h-time",
     .sources = "#source_baidu|#articleSource",
     .lists = ""},
    {.name = "dedecms",
     .hosts = "",
     .structure = ".viewbox .info|.arcbody|.listbox .e2",
     .titles = ".viewbox .title h2|.viewbox .title h1|.viewbox h1|.arctitle",
     .bodies = ".viewbox .content|.arcbody|#contentText",
     .times = ".viewbox .info",
     .sources = "",
     .lists = ".listbox .e2|.listbox"},
    {.name = "phpcms",
     .hosts = "",
     .structure = "#Article",
     .titles = "#Article h1",
     .bodies = "#Article .content|#Article",
     .times = "#Article h1 span",
     .sources = "#Article h1 span",
     .lists = "ul.list.lh24"},
    {.name = "empirecms",
     .hosts = "",
     .structure = "#newstext|.newstext",
     .titles = ".title_info h1|.newstitle",
     .bodies = "#newstext|.newstext",
     .times = ".info_text",
     .sources = "",
     .lists = ""},
    {.name = "discuz",
     .hosts = "",
     .structure = "#thread_subject|td.t_f",
     .titles = "#thread_subject|h1.ts",
     .bodies = "first:td.t_f|first:.t_fsz|first:.pcb|first:.message",
     .times = ".authi em",
     .sources = "",
     .lists = "#threadlist"},
    {.name = "wordpress",
     .hosts = "",
     .structure = ".entry-content|.post-content",
     .titles = ".entry-title|.post-title|article h1",
     .bodies = ".entry-content|.post-content|.single-content",
     .times = "time.entry-date|.entry-date|time.published|.post-date|.entry-meta|.post-meta",
     .sources = "",
     .lists = ""},
}};

constexpr std::string_view kCommonBodies =
    "#zoom|#UCAP-CONTENT|#BodyLabel|#fontzoom|.TRS_Editor|.trs_editor_view|.pages_content|#con_con|.article-content|"
    ".v_news_content|.wp_articlecontent|#ivs_content|.zoom|#Zoom|.text-main|.wzcon|.xxgk_content|#NewsContent|#conN|"
    ".xl_content|.article_content|.article-body|#articleContent|#article-content|.articleContent|.news_content|"
    ".newsContent|.news-content|.newscontent|.detail-content|.detail_content|.detailContent|.contentText|"
    ".content_text|.text_content|.article_con|.article-con|.artcontent|.art_con|.art-con|.main-txt|.main-text|"
    ".entry-content|.post-content|#ozoom|#content_body|#contentBody|.view-content|.con_text|.content-text|"
    ".rich_media_content|#js_content";

bool is_host_of(std::string_view host, std::string_view domain) {
  return host == domain ||
         (host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

bool has_host(const SiteProfile& profile, std::string_view host) {
  return !host.empty() && std::ranges::any_of(split_selectors(profile.hosts),
                                              [&](std::string_view domain) { return is_host_of(host, domain); });
}

bool has_structure(const SiteProfile& profile, const PageNames& page) {
  return std::ranges::any_of(split_selectors(profile.structure),
                             [&](std::string_view selector) { return page.first(selector).has_value(); });
}

}  // namespace

std::vector<std::string_view> split_selectors(std::string_view joined) {
  std::vector<std::string_view> parts;
  while (!joined.empty()) {
    const auto end = std::min(joined.find('|'), joined.size());
    parts.push_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return parts;
}

std::vector<const SiteProfile*> profiles_of(const PageNames& page, std::string_view host) {
  std::vector<const SiteProfile*> found;
  for (const auto& profile : kProfiles)
    if (has_host(profile, host)) found.push_back(&profile);
  for (const auto& profile : kProfiles)
    if (!has_host(profile, host) && has_structure(profile, page)) found.push_back(&profile);
  return found;
}

bool built_by_government(const PageNames& page) {
  return std::ranges::any_of(
      kProfiles, [&](const SiteProfile& profile) { return profile.official && has_structure(profile, page); });
}

std::vector<std::string_view> selectors_of(const std::vector<const SiteProfile*>& profiles,
                                           std::string_view SiteProfile::* field) {
  std::vector<std::string_view> selectors;
  for (const auto* profile : profiles)
    for (const auto selector : split_selectors(profile->*field))
      if (std::ranges::find(selectors, selector) == selectors.end()) selectors.push_back(selector);
  return selectors;
}

std::vector<std::string_view> common_body_selectors() { return split_selectors(kCommonBodies); }

}  // namespace mingdan
