#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/html_tree.hpp"
#include "parse/script_literals_object.hpp"

namespace mingdan {

/// What the scripts of a WeChat page say, read in one pass. Views the tree's source, which must outlive it.
struct WechatScripts {
  std::string_view source;
  std::vector<ScriptAssignment> assignments;
  ScriptObject data_new;                        ///< window.cgiDataNew, since autumn 2025
  ScriptObject data;                            ///< window.cgiData: captcha pages, albums
  ScriptObject pictures;                        ///< window.picture_page_info_list where it stands alone
  std::optional<std::size_t> message_list_at;   ///< msgList = {…}
};

/// A value that a script tells, and which one.
struct ScriptValue {
  std::string text;     ///< escapes and entities undone, white space as it is
  std::string origin;   ///< the name that it was assigned to
  Span span;            ///< the literal's bytes
};

WechatScripts read_wechat_scripts(const HtmlTree& tree);

/// All values assigned to `name` that are not empty, by `var`, on window, d, _g or cgiData; nothing else is trusted.
std::vector<ScriptValue> assigned_values(const WechatScripts& scripts, std::string_view name);
std::optional<ScriptValue> assigned_value(const WechatScripts& scripts, std::string_view name);
/// A member of cgiDataNew, unless empty.
std::optional<ScriptValue> data_value(const WechatScripts& scripts, std::string_view path);
/// A member of any object, unless empty.
std::optional<ScriptValue> member_value(const WechatScripts& scripts, const ScriptObject& object,
                                        std::string_view path);

}  // namespace mingdan
