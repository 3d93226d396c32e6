#include "tests/cli/fetch_case.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "cli/log.hpp"
#include "store/sqlite_store.hpp"

namespace mingdan::test {

using namespace std::chrono_literals;

namespace {

template <class T>
T given(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

}  // namespace

std::string notice_page(int number) {
  return R"(<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="取缔公告"><title>关于取缔“中国)" +
         std::to_string(number) + R"(号促进会”的公告</title></head><body><h1>关于取缔“中国)" + std::to_string(number) +
         R"(号促进会”的公告</h1><div id="zoom"><p>“中国)" + std::to_string(number) +
         R"(号促进会”未经登记，擅自以社会团体名义开展活动，现依法予以取缔。</p></div></body></html>)";
}

std::string list_page(int first, int last) {
  std::string text =
      R"(<html><head><meta charset="utf-8"><title>通知公告</title></head><body><div class="list_con"><ul class="list_tit">)";
  for (int i = last; i >= first; --i)
    text += "<li><a class=\"artitlelist\" href=\"../../n152/n165/c" + std::to_string(1662004999980000000LL + i) +
            "/content.html\">关于取缔非法社会组织的公告（" + std::to_string(i) + "）</a><span>2026-05-28</span></li>";
  return text + "</ul></div></body></html>";
}

std::string page_url(int i) {
  return "https://www.mca.gov.cn/n152/n165/c" + std::to_string(1662004999980000000LL + i) + "/content.html";
}

int number_in(const std::string& url) {
  const auto at = url.find("/c16620049");
  return at == std::string::npos ? 0 : static_cast<int>(std::stoll(url.substr(at + 2)) - 1662004999980000000LL);
}

SimulatedAnswer html(std::string body) { return {200, "text/html", std::move(body), {}, std::nullopt}; }

SimulatedAnswer status(int code, std::vector<std::string> fields) {
  return {code, "text/html", "", std::move(fields), std::nullopt};
}

Source list_source() {
  Source source;
  source.name = "mca";
  source.kind = PageRole::list;
  source.urls = {kList};
  source.title = "非法社会组织";
  source.every = 6h;
  return source;
}

SimulatedSite ministry(int pages) {
  return [pages](const HttpRequest& request, Instant) {
    if (request.url.ends_with("/robots.txt")) return status(404);
    if (request.url == kList) return html(list_page(1, pages));
    return html(notice_page(number_in(request.url)));
  };
}

FetchCase::FetchCase() {
  GlobalOptions quiet;
  quiet.quiet = true;
  start_log(quiet);
}

std::optional<ExitCode> FetchCase::run() {
  const auto store = given(open_sqlite_store(folder.path()));
  WarcOptions options;
  options.begun_at = utc_text(web.now());
  options.software = "test";
  auto archive = given(WarcWriter::open(folder.file("archive"), options));
  const auto read = [](const FetchedPlace& place) { return read_fetched(place, std::nullopt); };
  const auto now = [this] { return web.now(); };
  const auto drawn = [this] { return std::uniform_real_distribution<double>(0, 1)(random); };
  const auto stop = []() -> std::optional<ExitCode> { return std::nullopt; };
  FetchRun run({web, archive, *store, read, now, drawn, stop}, plan);
  try {
    const auto code = run.run();
    counts = run.counts();
    if (const auto closed = store->close(); !closed) throw std::runtime_error(closed.error().message);
    return code;
  } catch (const Killed&) {
    return std::nullopt;
  }
}

std::vector<std::string> FetchCase::names() {
  const auto store = given(open_sqlite_store_for_reading(folder.path()));
  std::vector<std::string> names;
  const auto read = store->for_each_current_record([&](Record&& record) {
    for (const auto& notice : record.notices)
      for (const auto& entry : notice.list.entries) names.push_back(entry.name);
    return true;
  });
  if (!read) throw std::runtime_error(read.error().message);
  std::ranges::sort(names);
  return names;
}

UrlState FetchCase::url(const std::string& address) {
  const auto store = given(open_sqlite_store_for_reading(folder.path()));
  return given(store->fetch_ledger().url(address)).value_or(UrlState{});
}

std::size_t FetchCase::hits(const std::string& address) const {
  return static_cast<std::size_t>(std::ranges::count(web.seen(), address, &SeenRequest::url));
}

}  // namespace mingdan::test
