#pragma once

#include <vector>

#include "model/document.hpp"
#include "parse/html_tree.hpp"
#include "parse/wechat_scripts.hpp"

namespace mingdan {

/// The page's text: the body element where it has one, else what the scripts hold for the kinds whose body is drawn by
/// script (text, image and repost posts), last the description of the head. `state` is the kind of article.
/// Spans count bytes of the page. Source: docs/wechat-pages.md, "Body".
std::vector<Block> wechat_article_blocks(const HtmlTree& tree, const WechatScripts& scripts, PageState state);

/// Lines of a text that a script holds: markup is read as markup, a text without any is split at its line ends.
std::vector<Block> wechat_script_blocks(const MappedText& text);
/// The first line of a mapped text as one block, trimmed; nullopt when it is blank.
std::optional<Block> wechat_line_block(const MappedText& text);
/// The page's title with the way back to its bytes: the heading element when it says `title`, else a script literal.
std::optional<Block> wechat_title_block(const HtmlTree& tree, const WechatScripts& scripts, const std::string& title);

}  // namespace mingdan
