#include "parse/page_address.hpp"

#include <algorithm>

#include "parse/page_wording.hpp"
#include "text/dates.hpp"
#include "text/spaces.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kCommentWindow = 4096;  ///< bytes of a comment or script that are searched

void add(std::vector<std::string>& urls, std::string_view url) {
  const std::string kept(trimmed(url));
  if (split_url(kept) && std::ranges::find(urls, kept) == urls.end()) urls.push_back(kept);
}

/// "saved from url=(0023)http://…" of browsers, "url: http://…" of SingleFile.
void add_from_comments(const HtmlTree& tree, std::vector<std::string>& urls) {
  const std::string_view source = tree.source();
  for (const auto& span : tree.comments()) {
    const auto text = source.substr(span.offset, std::min(span.length, kCommentWindow));
    auto at = text.find("saved from url=(");
    if (at != std::string_view::npos) {
      at = text.find(')', at);
    } else if (text.find("SingleFile") != std::string_view::npos) {
      at = text.find("url:");
      if (at != std::string_view::npos) at += 3;
    }
    if (at == std::string_view::npos) continue;
    const auto rest = trimmed(text.substr(at + 1));
    add(urls, rest.substr(0, rest.find_first_of(" \t\r\n")));
  }
}

/// archive.org writes __wm.wombat("http://…","20120611024252",…) into the pages that it plays.
void add_from_wayback(const HtmlTree& tree, ToldAddresses& told) {
  const std::string_view source = tree.source();
  for (const auto& span : tree.scripts()) {
    const auto text = source.substr(span.offset, std::min(span.length, kCommentWindow));
    const auto call = text.find("__wm.wombat(\"");
    if (call == std::string_view::npos) continue;
    const auto begin = call + std::string_view("__wm.wombat(\"").size();
    const auto end = text.find('"', begin);
    if (end == std::string_view::npos) return;
    add(told.urls, text.substr(begin, end - begin));
    const auto stamp = text.find("\"20", end + 1);
    if (stamp == std::string_view::npos || stamp + 15 > text.size()) return;
    const std::string digits(text.substr(stamp + 1, 14));
    told.saved_at =
        absolute_date_in(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) + "T" +
                         digits.substr(8, 2) + ":" + digits.substr(10, 2) + ":" + digits.substr(12, 2) + "Z");
    return;
  }
}

/// The quoted address behind `location.href =`, `location =` or `location.replace(`.
std::optional<std::string> script_target(std::string_view script) {
  for (auto at = script.find("location"); at != std::string_view::npos; at = script.find("location", at + 1)) {
    auto rest = script.substr(at + 8);
    for (const std::string_view part : {".href", ".replace", ".assign"})
      if (rest.starts_with(part)) rest.remove_prefix(part.size());
    rest = trimmed(rest);
    if (!rest.starts_with("=") && !rest.starts_with("(")) continue;
    rest = trimmed(rest.substr(1));
    if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
    const auto end = rest.find(rest.front(), 1);
    if (end == std::string_view::npos || end == 1) continue;
    const auto behind = trimmed(rest.substr(end + 1));
    if (!behind.starts_with("+")) return std::string(rest.substr(1, end - 1));
  }
  return std::nullopt;
}

std::optional<std::string> refresh_target(const HtmlTree& tree) {
  for (const auto& meta : tree.all("meta[http-equiv]")) {
    const auto content = meta.attribute("content");
    if (!content || lower_ascii(*meta.attribute("http-equiv")) != "refresh") continue;
    const auto at = lower_ascii(*content).find("url=");
    if (at == std::string::npos) continue;
    auto target = trimmed(content->substr(at + 4));
    while (!target.empty() && (target.front() == '\'' || target.front() == '"')) target.remove_prefix(1);
    while (!target.empty() && (target.back() == '\'' || target.back() == '"')) target.remove_suffix(1);
    return std::string(target);
  }
  return std::nullopt;
}

}  // namespace

ToldAddresses told_addresses(const HtmlTree& tree, const PageMetas& metas) {
  ToldAddresses told;
  add_from_comments(tree, told.urls);
  add_from_wayback(tree, told);
  if (const auto link = tree.first("link[rel=canonical]"))
    if (const auto href = link->attribute("href")) add(told.urls, *href);
  for (const std::string_view name : {"og:url", "url"})
    if (const auto url = metas.first({name})) add(told.urls, *url);
  return told;
}

std::optional<std::string> redirect_target(const HtmlTree& tree, const std::optional<std::string>& base) {
  auto target = refresh_target(tree);
  const std::string_view source = tree.source();
  for (const auto& span : tree.scripts())
    if (!target) target = script_target(source.substr(span.offset, span.length));
  if (!target) return std::nullopt;
  if (base)
    if (auto url = resolved_url(*base, *target)) return url;
  return split_url(*target) ? target : std::optional<std::string>();
}

}  // namespace mingdan
