// A site of our own to try `mingdan fetch` on: the column, album, JSON list and feed of four hosts, articles from the
// fixtures, and a captcha in the middle, over TLS on the loopback interface.
//   sample_site FIXTURES FOLDER [no-captcha]
// writes FOLDER/sources.toml, FOLDER/authority.pem and FOLDER/pages.jsonl (the articles, to be imported directly), says
// "ready" on standard output and serves until its standard input ends. Each request goes to FOLDER/requests.log.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "tests/loopback/certificates.hpp"
#include "tests/loopback/loopback_server.hpp"
#include "tests/sample_site/sample_pages.hpp"
#include "text/url.hpp"

using namespace mingdan;
using namespace mingdan::test;

namespace {

constexpr std::size_t kPagesOfList = 10;
constexpr std::size_t kArticlesOfAlbum = 20;
constexpr int kCaptchaAt = 12;  // the article on which WeChat asks once for a check

const std::string kColumn = "https://www.mca.gov.cn/n152/n165/index.html";
const std::string kColumnNext = "https://www.mca.gov.cn/n152/n165/index_3497341_2.html";
const std::string kAlbum =
    "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&album_id=3329839945947119000&count=20&f=json";
const std::string kJsonList = "https://www.cac.gov.cn/cms/JsonList?channelCode=A093702&perPage=20&pageno=1";
const std::string kFeed = "https://feeds.example/notices.xml";

class SampleSite {
 public:
  SampleSite(const std::string& fixtures, bool captcha)
      : captcha_(captcha),
        mca_(sample_pages_in(fixtures + "/mca")),
        wechat_(sample_pages_in(fixtures + "/wechat")),
        cac_(sample_pages_in(fixtures + "/cac")) {
    for (const auto& page : wechat_)
      if (query_value(page.url, "mid")) album_.push_back(page);
    for (const auto* pages : {&mca_, &wechat_, &cac_})
      for (const auto& page : *pages) articles_.emplace(page.url, &page);
  }

  [[nodiscard]] std::string json_lines() const {
    return json_lines_of(mca_) + json_lines_of(wechat_) + json_lines_of(cac_);
  }

  Script answer_to(const ReceivedRequest& request) {
    const auto url = "https://" + request.host.substr(0, request.host.find(':')) + request.target;
    if (request.target == "/robots.txt") return answer(200, "text/plain", "User-agent: *\nDisallow: /private/\n");
    if (const auto article = articles_.find(url); article != articles_.end()) {
      if (request.host.starts_with("mp.weixin.qq.com") && ++articles_sent_ == kCaptchaAt && captcha_)
        return answer(302, "", "",
                      {"Location: https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x&target_url=y"});
      return answer(200, "text/html; charset=" + charset_of(article->second->body), article->second->body);
    }
    return list_for(url, request);
  }

 private:
  static std::string charset_of(const std::string& body) {
    return body.find("charset=gb") == std::string::npos ? "utf-8" : "gb18030";
  }

  Script list_for(const std::string& url, const ReceivedRequest& request) const {
    const auto conditional = [&](const std::string& type, const std::string& body) {
      const auto tag = "\"" + std::to_string(std::hash<std::string>{}(body)) + "\"";
      if (request.field("If-None-Match") == tag) return answer(304, "", "", {"ETag: " + tag});
      return answer(200, type, body, {"ETag: " + tag});
    };
    const auto middle = std::min(kPagesOfList, mca_.size());
    if (url == kColumn)
      return conditional("text/html",
                         mca_list({mca_.begin(), mca_.begin() + static_cast<std::ptrdiff_t>(middle)}, kColumnNext));
    if (url == kColumnNext)
      return conditional("text/html", mca_list({mca_.begin() + static_cast<std::ptrdiff_t>(middle), mca_.end()}, ""));
    if (url == kJsonList) return conditional("application/json", cac_list(cac_));
    if (url.starts_with("https://www.cac.gov.cn/cms/JsonList")) return conditional("application/json", cac_list({}));
    if (url == kFeed)
      return conditional("application/rss+xml", rss_feed({wechat_.begin(), wechat_.begin() + kPagesOfList}));
    if (url.starts_with("https://mp.weixin.qq.com/mp/appmsgalbum"))
      return conditional("application/json", album_for(url));
    return answer(404, "text/html", "<html><body>404</body></html>");
  }

  [[nodiscard]] std::string album_for(const std::string& url) const {
    const auto last = query_value(url, "begin_msgid");
    auto at = album_.begin();
    if (last)
      at = std::find_if(album_.begin(), album_.end(),
                        [&](const SamplePage& page) { return query_value(page.url, "mid") == last; });
    if (last && at != album_.end()) ++at;
    const auto end = album_.end() - at > static_cast<std::ptrdiff_t>(kArticlesOfAlbum)
                         ? at + static_cast<std::ptrdiff_t>(kArticlesOfAlbum)
                         : album_.end();
    return album_json({at, end}, end != album_.end());
  }

  bool captcha_;
  std::vector<SamplePage> mca_;
  std::vector<SamplePage> wechat_;
  std::vector<SamplePage> album_;  ///< of them, those that an album can go on behind
  std::vector<SamplePage> cac_;
  std::map<std::string, const SamplePage*> articles_;
  int articles_sent_ = 0;
};

std::string sources_for(const std::string& folder, const std::string& endpoint) {
  std::string text = "[fetch]\nca-file = \"" + folder + "/authority.pem\"\n";
  for (const auto* host : {"www.mca.gov.cn", "mp.weixin.qq.com", "www.cac.gov.cn", "feeds.example"})
    text.append("\n[host.\"").append(host).append("\"]\nconnect-to = \"").append(endpoint).append("\"\n");
  const auto source = [&](const char* name, const char* kind, const std::string& url) {
    text.append("\n[[source]]\nname = \"").append(name).append("\"\nkind = \"").append(kind);
    text.append("\"\nurl = \"").append(url).append("\"\npages = 9\nevery = \"0s\"\n");
  };
  source("mca", "list", kColumn);
  source("album", "list", kAlbum);
  source("cac", "list", kJsonList);
  source("feed", "feed", kFeed);
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    std::fprintf(stderr, "usage: sample_site FIXTURES FOLDER [no-captcha]\n");
    return 2;
  }
  const std::string folder = argv[2];
  SampleSite site(argv[1], argc == 3);
  const TestAuthority authority;
  std::ofstream log(folder + "/requests.log");
  const LoopbackServer server(
      [&](const ReceivedRequest& request) {
        log << request.host << ' ' << request.target << std::endl;
        return site.answer_to(request);
      },
      "127.0.0.1", authority.issue({"mp.weixin.qq.com,www.mca.gov.cn,www.cac.gov.cn,feeds.example"}));
  std::ofstream(folder + "/authority.pem") << authority.certificate();
  std::ofstream(folder + "/pages.jsonl") << site.json_lines();
  std::ofstream(folder + "/sources.toml") << sources_for(folder, server.endpoint());
  std::cout << "ready" << std::endl;
  for (std::string line; std::getline(std::cin, line);) continue;
  return 0;
}
