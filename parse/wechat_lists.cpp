#include "parse/wechat_lists.hpp"

#include <algorithm>

#include "parse/wechat_body.hpp"
#include "parse/wechat_fields.hpp"
#include "parse/wechat_key.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::uint32_t kContainer = 1;
constexpr std::string_view kBase = "https://mp.weixin.qq.com/";

std::string item_address(std::string_view as_seen) {
  const auto address = wechat_address(as_seen);
  return resolved_url(kBase, address).value_or(address);
}

void make_item(Block& block, std::string_view href) {
  block.kind = BlockKind::list_item;
  block.container = kContainer;
  block.continues = false;
  block.links.clear();
  if (!href.empty()) block.links.push_back({0, static_cast<std::uint32_t>(block.text.size()), item_address(href)});
}

std::optional<Block> object_item(std::string_view source, const ScriptObject& object, const std::string& prefix,
                                 WechatItemPaths paths, const MappedText* map) {
  const auto* title = object.find(prefix + std::string(paths.title));
  if (!title) return std::nullopt;
  auto block = wechat_line_block(without_entities(text_of(source, *title)));
  if (!block) return std::nullopt;
  if (map) block->runs = composed(block->runs, *map);
  const auto* url = object.find(prefix + std::string(paths.url));
  make_item(*block, url ? text_of(source, *url).text : std::string{});
  return block;
}

/// The title as printed in the item, else the attribute that repeats it.
std::optional<Block> item_title(const HtmlTree& tree, const Element& item) {
  if (const auto title = tree.first(item, ".album__item-title-wrp")) {
    auto lines = tree.blocks_of(*title);
    if (!lines.empty()) return std::move(lines.front());
  }
  const auto repeated = wechat_line(item.attribute("data-title").value_or(""));
  if (!repeated) return std::nullopt;
  const auto tag = item.start_tag();
  Block block;
  block.text = *repeated;
  block.runs.push_back({0, static_cast<std::uint32_t>(repeated->size()), static_cast<std::uint32_t>(tag.offset),
                        static_cast<std::uint32_t>(tag.length)});
  return block;
}

/// Album items as elements: the address is an attribute, the title stands inside.
std::vector<Block> element_items(const HtmlTree& tree) {
  std::vector<Block> items;
  for (const auto& item : tree.all("li[data-link]")) {
    auto line = item_title(tree, item);
    if (!line) continue;
    make_item(*line, item.attribute("data-link").value_or(""));
    items.push_back(std::move(*line));
  }
  return items;
}

std::vector<Block> message_list_text_items(const WechatScripts& scripts) {
  for (const auto& assignment : scripts.assignments) {
    if ((assignment.name != "msgList" && assignment.name != "general_msg_list") || !assignment.value) continue;
    const auto text = without_entities(text_of(scripts.source, *assignment.value));
    const auto object = read_script_object(text.text, text.text.find_first_of("{["), text.text.size());
    auto items = wechat_message_items(text.text, object, &text);
    if (!items.empty()) return items;
  }
  return {};
}

}  // namespace

std::vector<Block> wechat_object_items(std::string_view source, const ScriptObject& object, std::string_view list,
                                       WechatItemPaths paths, const MappedText* map) {
  std::vector<Block> items;
  for (std::size_t index = 0;; ++index) {
    const auto prefix = std::string(list) + "." + std::to_string(index) + ".";
    auto item = object_item(source, object, prefix, paths, map);
    if (!item) break;
    items.push_back(std::move(*item));
  }
  if (items.empty())  // one item alone is an object, not a list of one
    if (auto item = object_item(source, object, std::string(list) + ".", paths, map)) items.push_back(std::move(*item));
  return items;
}

std::vector<Block> wechat_message_items(std::string_view source, const ScriptObject& object, const MappedText* map) {
  constexpr WechatItemPaths kPaths{"title", "content_url"};
  std::vector<Block> items;
  for (std::size_t index = 0;; ++index) {
    const auto message = "list." + std::to_string(index) + ".";
    const auto next = object.members.lower_bound(message);
    if (next == object.members.end() || !next->first.starts_with(message)) break;
    const auto info = message + "app_msg_ext_info.";
    if (auto item = object_item(source, object, info, kPaths, map)) items.push_back(std::move(*item));
    for (auto& item : wechat_object_items(source, object, info + "multi_app_msg_item_list", kPaths, map))
      items.push_back(std::move(item));
  }
  return items;
}

std::optional<AlbumPlace> last_in_shown_album(const HtmlTree& tree, const WechatScripts& scripts, std::size_t items) {
  const auto told = member_value(scripts, scripts.data, "article_count");
  if (!told || told->text.empty() || !std::ranges::all_of(told->text, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  if (told->text.size() < 9 && std::stoul(told->text) <= items) return std::nullopt;
  const auto elements = tree.all("li[data-msgid]");
  if (!elements.empty()) {
    const auto& last = elements.back();
    return AlbumPlace{std::string(*last.attribute("data-msgid")),
                      std::string(last.attribute("data-itemidx").value_or("1"))};
  }
  if (items == 0) return std::nullopt;
  const auto prefix = "articleList." + std::to_string(items - 1) + ".";
  const auto message = member_value(scripts, scripts.data, prefix + "msgid");
  const auto item = member_value(scripts, scripts.data, prefix + "itemidx");
  if (!message) return std::nullopt;
  return AlbumPlace{message->text, item ? item->text : "1"};
}

std::vector<Block> wechat_list_blocks(const HtmlTree& tree, const WechatScripts& scripts) {
  auto items = element_items(tree);
  if (items.empty()) items = wechat_object_items(scripts.source, scripts.data, "articleList", {"title", "url"});
  if (items.empty() && scripts.message_list_at) {
    const auto object = read_script_object(scripts.source, *scripts.message_list_at, scripts.source.size());
    items = wechat_message_items(scripts.source, object);
  }
  return items.empty() ? message_list_text_items(scripts) : items;
}

}  // namespace mingdan
