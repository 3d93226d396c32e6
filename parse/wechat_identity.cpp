#include "parse/wechat_identity.hpp"

#include <algorithm>
#include <array>

namespace mingdan {
namespace {

constexpr std::size_t kMaxAddresses = 32;
constexpr std::size_t kMaxConflicts = 4;         ///< findings for one member; a page full of them tells no more
constexpr std::size_t kSavedFromWindow = 4096;  ///< a comment that names the address is short and stands early

std::string_view without_scheme(std::string_view url) {
  const auto slashes = url.find("//");
  return slashes == std::string_view::npos ? url : url.substr(slashes);
}

void add_address(std::vector<WechatAddress>& addresses, std::string_view as_seen, std::string_view origin) {
  if (addresses.size() >= kMaxAddresses) return;
  auto url = wechat_address(as_seen);
  if (url.empty() || !is_wechat_address(url)) return;
  const bool known = std::ranges::any_of(
      addresses, [&](const WechatAddress& other) { return without_scheme(other.url) == without_scheme(url); });
  if (!known) addresses.push_back({std::move(url), std::string(origin)});
}

/// `saved from url=(0049)https://…`: written by browsers, the number is the address's length.
std::optional<std::string> saved_from(const HtmlTree& tree) {
  constexpr std::string_view kMark = "saved from url=(";
  const std::string_view source = tree.source();
  for (const auto& span : tree.comments()) {
    const auto comment = source.substr(span.offset, std::min(span.length, kSavedFromWindow));
    const auto mark = comment.find(kMark);
    if (mark == std::string_view::npos) continue;
    const auto close = comment.find(')', mark + kMark.size());
    if (close == std::string_view::npos) continue;
    const auto address = comment.substr(close + 1);
    return std::string(address.substr(0, address.find_first_of(" \t\r\n")));
  }
  return std::nullopt;
}

struct Source {
  std::string name;
  WechatIdentity identity;
  std::optional<Span> span;
};

std::optional<std::string> canonical(std::string_view member, std::string_view text) {
  if (member == "biz") return wechat_biz(text);
  if (member == "sn") return std::string(text);
  return wechat_number(text);
}

std::optional<std::string>& member_of(WechatIdentity& identity, std::string_view member) {
  if (member == "biz") return identity.biz;
  if (member == "mid") return identity.mid;
  return member == "idx" ? identity.idx : identity.sn;
}

/// One source for every value, so that two that differ on one page are seen.
void add_assigned(std::vector<Source>& sources, const WechatScripts& scripts, std::string_view name,
                  std::string_view member) {
  for (const auto& value : assigned_values(scripts, name)) {
    const auto text = canonical(member, value.text);
    if (!text) continue;
    Source source{std::string(name), {}, value.span};
    member_of(source.identity, member) = *text;
    sources.push_back(std::move(source));
  }
}

std::vector<Source> identity_sources(const WechatScripts& scripts, const std::vector<WechatAddress>& addresses) {
  std::vector<Source> sources;
  for (const auto member : {"biz", "mid", "idx", "sn"}) add_assigned(sources, scripts, member, member);
  add_assigned(sources, scripts, "appmsgid", "mid");
  add_assigned(sources, scripts, "itemidx", "idx");
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kNew{
      {{"bizuin", "biz"}, {"mid", "mid"}, {"idx", "idx"}, {"sn", "sn"}}};
  for (const auto& [path, member] : kNew) {
    const auto value = data_value(scripts, path);
    const auto text = value ? canonical(member, value->text) : std::nullopt;
    if (!text) continue;
    Source source{"cgiDataNew." + std::string(path), {}, value->span};
    member_of(source.identity, member) = *text;
    sources.push_back(std::move(source));
  }
  for (const auto& address : addresses)
    sources.push_back({address.origin, wechat_identity_of_url(address.url), std::nullopt});
  return sources;
}

/// The origin of the value that won is kept for the message.
void merge_member(std::string_view member, std::vector<Source>& sources, WechatIdentityFound& found) {
  const Source* winner = nullptr;
  std::size_t conflicts = 0;
  auto& kept = member_of(found.identity, member);
  for (auto& source : sources) {
    const auto& value = member_of(source.identity, member);
    if (!value) continue;
    if (!winner) {
      winner = &source;
      kept = value;
    } else if (*value != *kept && conflicts++ < kMaxConflicts) {
      found.findings.push_back(
          {"identity_conflict", Severity::warning,
           std::string(member) + " is " + *kept + " by " + winner->name + " but " + *value + " by " + source.name,
           source.span ? source.span : winner->span});
    }
  }
}

std::string list_key(const WechatScripts& scripts, const std::vector<WechatAddress>& addresses,
                     const WechatIdentity& identity) {
  for (const auto& address : addresses)
    if (auto key = wechat_key_of_url(address.url); key && !key->starts_with("wechat:")) return *key;
  if (const auto album = member_value(scripts, scripts.data, "albumId"))
    if (const auto number = wechat_number(album->text)) return "wechat-album:" + *number;
  return identity.biz ? "wechat-profile:" + *identity.biz : std::string{};
}

bool is_list(PageState state) { return state == PageState::list_page || state == PageState::empty_list; }

}  // namespace

std::vector<WechatAddress> wechat_addresses(const HtmlTree& tree, const WechatScripts& scripts, const Page& page,
                                            const PageSummary& summary) {
  std::vector<WechatAddress> addresses;
  for (const auto& outside : {summary.url, page.final_url, page.url})
    if (outside) add_address(addresses, *outside, "address");
  if (const auto saved = saved_from(tree)) add_address(addresses, *saved, "saved from url");
  for (const auto& value : assigned_values(scripts, "msg_link")) add_address(addresses, value.text, "msg_link");
  if (const auto link = data_value(scripts, "link")) add_address(addresses, link->text, "cgiDataNew.link");
  if (const auto target = member_value(scripts, scripts.data, "target_url"))
    add_address(addresses, target->text, "target_url");
  for (const auto& meta : tree.all("meta[property=og:url]"))
    add_address(addresses, meta.attribute("content").value_or(""), "og:url");
  return addresses;
}

WechatIdentityFound find_wechat_identity(const WechatScripts& scripts, const std::vector<WechatAddress>& addresses) {
  auto sources = identity_sources(scripts, addresses);
  WechatIdentityFound found;
  for (const auto member : {"biz", "mid", "idx", "sn"}) merge_member(member, sources, found);
  return found;
}

void set_wechat_identity(const WechatScripts& scripts, const std::vector<WechatAddress>& addresses,
                         Document& document) {
  auto& page = document.page;
  auto found = find_wechat_identity(scripts, addresses);
  if (!page.url && !addresses.empty()) page.url = addresses.front().url;
  const auto own = page.url ? wechat_address(*page.url) : std::string{};
  for (const auto& address : addresses)
    if (without_scheme(address.url) != without_scheme(own)) page.aliases.push_back(address.url);
  const auto target = assigned_value(scripts, "transferTargetLink");
  if (const auto url = target ? wechat_address(target->text) : std::string{}; is_wechat_address(url)) {
    page.aliases.push_back(url);
    document.sent_to = url;
  }
  std::ranges::move(found.findings, std::back_inserter(document.findings));
  if (is_list(page.state))
    page.key = list_key(scripts, addresses, found.identity);
  else
    page.key = wechat_key(found.identity).value_or("");
  if (page.key.empty()) page.key = "sha256:" + page.sha256;
}

}  // namespace mingdan
