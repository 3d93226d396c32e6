#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "parse/html_tree.hpp"
#include "parse/next_page.hpp"
#include "parse/wechat_scripts.hpp"

namespace mingdan {

/// The items of an album page or of an account's list of articles: one list_item block each, its text the title and
/// its link the article's address as it can be fetched. Empty when the list is.
std::vector<Block> wechat_list_blocks(const HtmlTree& tree, const WechatScripts& scripts);

/// The last item of an album page that shows fewer than its `article_count`; nullopt when it shows all of them.
/// `items`: how many wechat_list_blocks() found.
std::optional<AlbumPlace> last_in_shown_album(const HtmlTree& tree, const WechatScripts& scripts, std::size_t items);

/// Where an item's title and address stand below its place in the list: "title" and "url", say.
struct WechatItemPaths {
  std::string_view title;
  std::string_view url;
};

/// Items `<list>.0.<title>`, `<list>.1.<title>` … of an object; `map` leads from `source` to the page's bytes and may
/// be null when `source` is the page.
std::vector<Block> wechat_object_items(std::string_view source, const ScriptObject& object, std::string_view list,
                                       WechatItemPaths paths, const MappedText* map = nullptr);
/// The items of `{"list":[{"app_msg_ext_info":{…}}]}`, several articles a message included.
std::vector<Block> wechat_message_items(std::string_view source, const ScriptObject& object,
                                        const MappedText* map = nullptr);

}  // namespace mingdan
