#include "parse/wechat_json.hpp"

#include "parse/next_page.hpp"
#include "parse/script_literals_object.hpp"
#include "parse/wechat_fields.hpp"
#include "parse/wechat_key.hpp"
#include "parse/wechat_lists.hpp"

namespace mingdan {
namespace {

std::optional<std::string> line_at(const std::string& text, const ScriptObject& object, std::string_view path) {
  const auto* literal = object.find(path);
  return literal ? wechat_line(text_of(text, *literal).text) : std::nullopt;
}

bool has_below(const ScriptObject& object, std::string_view prefix) {
  const auto next = object.members.lower_bound(prefix);
  return next != object.members.end() && next->first.starts_with(prefix);
}

/// `general_msg_list` is itself JSON, as a string.
std::vector<Block> general_items(const std::string& text, const ScriptObject& object) {
  const auto* literal = object.find("general_msg_list");
  if (!literal) return {};
  const auto inner = text_of(text, *literal);
  const auto list = read_script_object(inner.text, inner.text.find('{'), inner.text.size());
  return wechat_message_items(inner.text, list, &inner);
}

void set_json_identity(const std::string& text, const ScriptObject& object, const Page& page, Document& document) {
  auto& summary = document.page;
  summary.site = Site::wechat;
  for (const auto& url : {summary.url, page.final_url, page.url})
    if (const auto key = url ? wechat_key_of_url(*url) : std::nullopt; key && summary.key.empty()) summary.key = *key;
  if (summary.key.empty()) summary.key = "sha256:" + summary.sha256;
  summary.title = line_at(text, object, "getalbum_resp.base_info.title");
  summary.account = line_at(text, object, "getalbum_resp.base_info.nickname");
}

/// The last of `article_list`, which is one object when it holds one article alone.
std::optional<AlbumPlace> last_in_album(const std::string& text, const ScriptObject& object) {
  constexpr std::string_view kList = "getalbum_resp.article_list.";
  std::optional<AlbumPlace> last;
  const auto place_at = [&](const std::string& prefix) -> std::optional<AlbumPlace> {
    const auto message = line_at(text, object, prefix + "msgid");
    const auto item = line_at(text, object, prefix + "itemidx");
    if (!message || !item) return std::nullopt;
    return AlbumPlace{*message, *item};
  };
  for (std::size_t index = 0;; ++index) {
    const auto place = place_at(std::string(kList) + std::to_string(index) + ".");
    if (!place) break;
    last = place;
  }
  return last ? last : place_at(std::string(kList));
}

std::optional<std::string> rest_of_album(const std::string& text, const ScriptObject& object,
                                         const Document& document) {
  if (line_at(text, object, "getalbum_resp.continue_flag") != "1" || !document.page.url) return std::nullopt;
  const auto last = last_in_album(text, object);
  return last ? next_album_page(*document.page.url, *last) : std::nullopt;
}

}  // namespace

std::optional<Document> read_wechat_json(const std::string& text, const Page& page, const PageSummary& summary) {
  const auto start = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (start == std::string::npos || text[start] != '{') return std::nullopt;
  const auto object = read_script_object(text, start, text.size());
  const bool album = has_below(object, "getalbum_resp.");
  if (!album && !object.find("general_msg_list")) return std::nullopt;
  Document document;
  document.page = summary;
  document.page.key.clear();
  if (!document.page.url) document.page.url = page.final_url ? page.final_url : page.url;
  document.blocks = album ? wechat_object_items(text, object, "getalbum_resp.article_list", {"title", "url"})
                          : general_items(text, object);
  document.page.state = document.blocks.empty() ? PageState::empty_list : PageState::list_page;
  set_json_identity(text, object, page, document);
  if (album) document.next_page = rest_of_album(text, object, document);
  return document;
}

}  // namespace mingdan
