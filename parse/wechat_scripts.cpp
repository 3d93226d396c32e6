#include "parse/wechat_scripts.hpp"

#include <algorithm>
#include <array>

#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::array<std::string_view, 39> kNames{"PAGE_MID",
                                                  "_copyright_stat",
                                                  "alias",
                                                  "appmsg_token",
                                                  "appmsgid",
                                                  "author",
                                                  "biz",
                                                  "cgiData",
                                                  "cgiDataNew",
                                                  "copyright_stat",
                                                  "createTime",
                                                  "create_time",
                                                  "ct",
                                                  "desc",
                                                  "general_msg_list",
                                                  "idx",
                                                  "item_show_type",
                                                  "itemidx",
                                                  "key",
                                                  "mid",
                                                  "msgList",
                                                  "msg_desc",
                                                  "msg_link",
                                                  "msg_source_url",
                                                  "msg_title",
                                                  "nick_name",
                                                  "nickname",
                                                  "oriCreateTime",
                                                  "pass_ticket",
                                                  "picture_page_info_list",
                                                  "publish_time",
                                                  "ret",
                                                  "sn",
                                                  "svr_time",
                                                  "title",
                                                  "transferTargetLink",
                                                  "uin",
                                                  "user_name",
                                                  "user_uin"};

constexpr std::array<std::string_view, 5> kHolders{"", "window", "d", "_g", "cgiData"};
constexpr std::size_t kLongestValue = 64UL
                                      << 10U;  ///< bytes of a literal that is assigned; bodies are members of objects
constexpr int kMaxObjects = 8;  ///< object literals read whole, so that hostile nesting stays linear

std::size_t script_end(const std::vector<Span>& scripts, std::size_t at) {
  for (const auto& script : scripts)
    if (at >= script.offset && at < script.end()) return script.end();
  return at;
}

ScriptObject* object_named(WechatScripts& scripts, std::string_view name) {
  if (name == "cgiDataNew") return &scripts.data_new;
  if (name == "cgiData") return &scripts.data;
  if (name == "picture_page_info_list") return &scripts.pictures;
  return nullptr;
}

std::optional<ScriptValue> value_of(std::string_view source, std::string_view origin, const ScriptLiteral& literal) {
  ScriptValue value{without_entities(text_of(source, literal)).text, std::string(origin), literal.raw};
  if (trimmed(value.text).empty()) return std::nullopt;
  return value;
}

}  // namespace

WechatScripts read_wechat_scripts(const HtmlTree& tree) {
  WechatScripts scripts;
  scripts.source = tree.source();
  const auto ranges = tree.scripts();
  scripts.assignments = script_assignments(scripts.source, ranges, kNames);
  int objects = 0;
  for (const auto& assignment : scripts.assignments) {
    if (!assignment.object_at) continue;
    if (assignment.name == "msgList" && !scripts.message_list_at) scripts.message_list_at = assignment.object_at;
    auto* object = object_named(scripts, assignment.name);
    if (!object || ++objects > kMaxObjects) continue;
    object->members.merge(
        read_script_object(scripts.source, *assignment.object_at, script_end(ranges, *assignment.object_at)).members);
  }
  return scripts;
}

std::vector<ScriptValue> assigned_values(const WechatScripts& scripts, std::string_view name) {
  std::vector<ScriptValue> values;
  for (const auto& assignment : scripts.assignments) {
    if (assignment.name != name || !assignment.value || !assignment.value->quoted) continue;
    if (assignment.value->raw.length > kLongestValue) continue;
    if (std::ranges::find(kHolders, assignment.holder) == kHolders.end()) continue;
    if (name == "title" && assignment.holder != "d") continue;  // elsewhere a document's or a card's title
    if (name == "desc" && assignment.holder != "window") continue;
    if (auto value = value_of(scripts.source, name, *assignment.value)) values.push_back(std::move(*value));
  }
  return values;
}

std::optional<ScriptValue> assigned_value(const WechatScripts& scripts, std::string_view name) {
  auto values = assigned_values(scripts, name);
  if (values.empty()) return std::nullopt;
  return std::move(values.front());
}

std::optional<ScriptValue> data_value(const WechatScripts& scripts, std::string_view path) {
  return member_value(scripts, scripts.data_new, path);
}

std::optional<ScriptValue> member_value(const WechatScripts& scripts, const ScriptObject& object,
                                        std::string_view path) {
  const auto* literal = object.find(path);
  return literal ? value_of(scripts.source, path, *literal) : std::nullopt;
}

}  // namespace mingdan
