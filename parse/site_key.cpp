#include "parse/site_key.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHex = "0123456789abcdefABCDEF";

constexpr std::array<std::string_view, 3> kChinanpoHosts{"chinanpo.gov.cn", "chinanpo.mca.gov.cn", "59.252.100.194"};

/// News organisations that re-publish notices; a name stands for its sub-domains too.
constexpr std::array<std::string_view, 62> kPressHosts{"xinhuanet.com",
                                                       "news.cn",
                                                       "people.com.cn",
                                                       "people.cn",
                                                       "peopleapp.com",
                                                       "chinanews.com",
                                                       "chinanews.com.cn",
                                                       "gmw.cn",
                                                       "cctv.com",
                                                       "cctv.cn",
                                                       "cntv.cn",
                                                       "china.com.cn",
                                                       "china.org.cn",
                                                       "zjol.com.cn",
                                                       "news.sina.com.cn",
                                                       "sina.com.cn",
                                                       "sina.cn",
                                                       "sohu.com",
                                                       "news.qq.com",
                                                       "new.qq.com",
                                                       "inews.qq.com",
                                                       "view.inews.qq.com",
                                                       "163.com",
                                                       "ifeng.com",
                                                       "thepaper.cn",
                                                       "bjnews.com.cn",
                                                       "cjn.cn",
                                                       "cnr.cn",
                                                       "youth.cn",
                                                       "cyol.com",
                                                       "ce.cn",
                                                       "banyuetan.org",
                                                       "ynet.com",
                                                       "caixin.com",
                                                       "huanqiu.com",
                                                       "chinadaily.com.cn",
                                                       "legaldaily.com.cn",
                                                       "cpd.com.cn",
                                                       "jcrb.com",
                                                       "rednet.cn",
                                                       "dzwww.com",
                                                       "southcn.com",
                                                       "nfnews.com",
                                                       "jiemian.com",
                                                       "yicai.com",
                                                       "stcn.com",
                                                       "eastday.com",
                                                       "toutiao.com",
                                                       "guancha.cn",
                                                       "bjd.com.cn",
                                                       "hebnews.cn",
                                                       "dahe.cn",
                                                       "workercn.cn",
                                                       "kankanews.com",
                                                       "qianlong.com",
                                                       "jschina.com.cn",
                                                       "xhby.net",
                                                       "shobserver.com",
                                                       "jfdaily.com",
                                                       "cqnews.net",
                                                       "hubpd.com",
                                                       "xinmin.cn"};

constexpr std::array<std::string_view, 16> kTrackingParameters{
    "from", "spm",  "isappinstalled", "nsukey", "ivk_sa", "fbclid", "gclid", "bd_vid",
    "hmsr", "hmpl", "hmcu",           "hmkw",   "hmci",   "wfr",    "adtag", "tdsourcetag"};
constexpr std::array<std::string_view, 2> kTrackingPrefixes{"utm_", "share"};

bool is_host_of(std::string_view host, std::string_view domain) {
  return host == domain ||
         (host.size() > domain.size() && host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

template <std::size_t N>
bool is_host_of_any(std::string_view host, const std::array<std::string_view, N>& domains) {
  return std::ranges::any_of(domains, [&](std::string_view domain) { return is_host_of(host, domain); });
}

bool all_of_set(std::string_view text, std::string_view set) {
  return !text.empty() && text.find_first_not_of(set) == std::string_view::npos;
}

/// The last path segment without its extension, and the one before it.
struct PathTail {
  std::string_view folder;
  std::string_view stem;
  std::string_view extension;
};

PathTail tail_of(std::string_view path) {
  PathTail tail;
  const auto slash = path.rfind('/');
  const auto name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  if (slash != std::string_view::npos) {
    const auto above = path.substr(0, slash);
    tail.folder = above.substr(above.rfind('/') == std::string_view::npos ? 0 : above.rfind('/') + 1);
  }
  const auto dot = name.rfind('.');
  tail.stem = name.substr(0, dot);
  if (dot != std::string_view::npos) tail.extension = name.substr(dot + 1);
  return tail;
}

bool is_static_page(std::string_view extension) {
  return extension == "html" || extension == "shtml" || extension == "htm" || extension == "shtm" ||
         extension == "xhtml";
}

std::optional<std::string> mca_key(const PathTail& tail) {
  if (tail.stem.size() == 14 && all_of_set(tail.stem, kDigits) && is_static_page(tail.extension))
    return "mca:" + std::string(tail.stem);
  const bool article =
      tail.folder.size() > 1 && tail.folder.front() == 'c' && all_of_set(tail.folder.substr(1), kDigits);
  if (article && tail.stem == "content" && is_static_page(tail.extension)) return "mca:" + std::string(tail.folder);
  return std::nullopt;
}

std::optional<std::string> cac_key(const PathTail& tail) {
  if (!tail.stem.starts_with("c_") || !all_of_set(tail.stem.substr(2), kDigits)) return std::nullopt;
  return "cac:" + std::string(tail.stem);
}

/// t20190918_693227.shtml
std::optional<std::string> trs_key(std::string_view host, const PathTail& tail) {
  if (tail.stem.size() < 11 || tail.stem[0] != 't' || tail.stem[9] != '_') return std::nullopt;
  if (!all_of_set(tail.stem.substr(1, 8), kDigits) || !is_static_page(tail.extension)) return std::nullopt;
  const auto id = tail.stem.substr(10, tail.stem.find_first_not_of(kDigits, 10) - 10);
  const auto rest = tail.stem.substr(10 + id.size());  // "_1" on the second page of a long document
  if (id.empty() || (!rest.empty() && rest.front() != '_')) return std::nullopt;
  return "trs:" + std::string(host) + ":" + std::string(tail.stem.substr(10));
}

/// /art/2016/11/22/art_1621004_30332664.html
std::optional<std::string> hanweb_key(std::string_view host, const PathTail& tail) {
  if (!tail.stem.starts_with("art_") || !is_static_page(tail.extension)) return std::nullopt;
  const auto rest = tail.stem.substr(4);
  const auto bar = rest.find('_');
  if (bar == std::string_view::npos || !all_of_set(rest.substr(0, bar), kDigits) ||
      !all_of_set(rest.substr(bar + 1), kHex))
    return std::nullopt;
  return "hanweb:" + std::string(host) + ":" + std::string(tail.stem);
}

bool is_tracking(std::string_view parameter) {
  std::string name(parameter.substr(0, parameter.find('=')));
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name.empty() || std::ranges::find(kTrackingParameters, name) != kTrackingParameters.end() ||
         std::ranges::any_of(kTrackingPrefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
}

std::string kept_query(std::string_view query) {
  std::vector<std::string_view> kept;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    auto parameter = query.substr(0, end);
    if (parameter.starts_with("amp;")) parameter.remove_prefix(4);
    if (!is_tracking(parameter)) kept.push_back(parameter);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::ranges::stable_sort(kept);
  std::string joined;
  for (const auto parameter : kept) joined += (joined.empty() ? "?" : "&") + std::string(parameter);
  return joined;
}

/// Escapes in capitals, so that %e6 and %E6 are one.
std::string with_capital_escapes(std::string text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '%' && all_of_set(std::string_view(text).substr(i + 1, 2), kHex))
      for (const auto at : {i + 1, i + 2})
        if (text[at] >= 'a') text[at] = static_cast<char>(text[at] - 32);
  return text;
}

std::string url_key(std::string_view host, const UrlParts& parts) {
  std::string path = parts.path.substr(0, parts.path.find(";jsessionid"));
  const auto tail = tail_of(path);
  const bool fixed = is_static_page(tail.extension);
  const std::string query = fixed ? std::string() : kept_query(parts.query);
  if (fixed && tail.stem == "index") path.resize(path.rfind('/') + 1);
  if (path.empty()) path = "/";
  return "url:" + std::string(host) + with_capital_escapes(path + query);
}

}  // namespace

std::string_view archived_url(std::string_view url) {
  const auto parts = split_url(url);
  if (!parts || parts->host != "web.archive.org" || !parts->path.starts_with("/web/")) return url;
  const auto inner = url.find("/http", url.find("/web/") + 5);
  if (inner == std::string_view::npos || !split_url(url.substr(inner + 1))) return url;
  return url.substr(inner + 1);
}

std::string site_key_of_url(std::string_view url) {
  const auto parts = split_url(archived_url(url));
  if (!parts) return {};
  const bool default_port = parts->port.empty() || parts->port == "80" || parts->port == "443";
  const std::string host = default_port ? parts->host : parts->host + ":" + parts->port;
  const auto tail = tail_of(parts->path);
  const Site site = site_of_url(url);
  if (site == Site::mca)
    if (auto key = mca_key(tail)) return *key;
  if (site == Site::cac)
    if (auto key = cac_key(tail)) return *key;
  if (auto key = trs_key(host, tail)) return *key;
  if (auto key = hanweb_key(host, tail)) return *key;
  return url_key(host, *parts);
}

Site site_of_url(std::string_view url) {
  const auto parts = split_url(archived_url(url));
  if (!parts) return Site::unknown;
  const std::string_view host = parts->host;
  if (is_host_of_any(host, kChinanpoHosts)) return Site::chinanpo;
  if (is_host_of(host, "mca.gov.cn")) return Site::mca;
  if (is_host_of(host, "cac.gov.cn")) return Site::cac;
  if (is_host_of(host, "gov.cn")) return Site::gov;
  return is_host_of_any(host, kPressHosts) ? Site::press : Site::unknown;
}

}  // namespace mingdan
