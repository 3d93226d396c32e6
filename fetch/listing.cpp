#include "fetch/listing.hpp"

#include <map>

#include "text/dates.hpp"
#include "text/spaces.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostListed = 5000;  // entries of one list page

/// The day that an entry prints beside its links, else at their end.
std::optional<std::string> date_of(const Block& block) {
  std::string beside = block.text;
  for (const auto& link : block.links) beside.replace(link.text_offset, link.text_length, link.text_length, ' ');
  if (auto date = absolute_date_in(beside)) return date;
  constexpr std::size_t kDateTail = 24;
  const auto tail = block.text.size() > kDateTail ? block.text.size() - kDateTail : 0;
  const auto at = block.text.find_first_of("0123456789", tail);
  return at == std::string::npos ? std::nullopt : absolute_date_in(std::string_view(block.text).substr(at));
}

std::string_view title_of(const Block& block, const Link& link) {
  const auto shown = trimmed(std::string_view(block.text).substr(link.text_offset, link.text_length));
  const auto told = trimmed(link.title);
  return told.size() > shown.size() ? told : shown;
}

/// The page that a link leads to: without a fragment, never the list itself.
std::optional<std::string> target_of(const std::string& base, const Link& link) {
  auto url = resolved_url(base, link.href);
  if (!url) return std::nullopt;
  const bool wechat = url->find("mp.weixin.qq.com/") != std::string::npos;
  if (!wechat) url->resize(std::min(url->find('#'), url->size()));
  if (*url == base) return std::nullopt;
  return url;
}

}  // namespace

Listing listing_of(const Document& document) {
  Listing listing;
  listing.next_page = document.next_page;
  listing.sent_to = document.sent_to;
  if (document.page.state != PageState::list_page) return listing;
  const auto base = document.page.url.value_or("");
  std::map<std::string, std::size_t, std::less<>> places;
  for (const auto& block : document.blocks) {
    const auto published = date_of(block);
    for (const auto& link : block.links) {
      const auto url =
          base.empty() ? (split_url(link.href) ? std::optional(link.href) : std::nullopt) : target_of(base, link);
      if (!url || (places.size() >= kMostListed && !places.contains(*url))) continue;
      const auto [place, is_new] = places.emplace(*url, listing.pages.size());
      if (is_new) listing.pages.push_back({*url, {}, std::nullopt});
      auto& page = listing.pages[place->second];
      if (const auto title = title_of(block, link); title.size() > page.title.size()) page.title = title;
      if (!page.published) page.published = published;
    }
  }
  return listing;
}

bool is_wanted(const ListedPage& page, const Source& source, const TitleFilter& titles) {
  if (source.since && page.published && day_of(*page.published) < *source.since) return false;
  return titles.takes(page.title);
}

}  // namespace mingdan
