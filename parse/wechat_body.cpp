#include "parse/wechat_body.hpp"

#include <algorithm>

#include "parse/wechat_fields.hpp"
#include "parse/wechat_state.hpp"

namespace mingdan {
namespace {

constexpr int kMaxPictures = 1000;
constexpr std::size_t kMaxNotices = 4;  ///< elements with written text; a real page has one

bool has_text(const std::vector<Block>& blocks) {
  return std::ranges::any_of(blocks, [](const Block& block) { return block.kind != BlockKind::image; });
}

void append(std::vector<Block>& blocks, std::vector<Block> more) {
  std::ranges::move(more, std::back_inserter(blocks));
}

std::vector<Block> element_blocks(const HtmlTree& tree) {
  const auto body = wechat_body(tree);
  return body ? tree.blocks_of(*body) : std::vector<Block>{};
}

/// The body as cgiDataNew holds it.
std::vector<Block> data_blocks(const WechatScripts& scripts) {
  for (const auto path : {"text_page_info.content_noencode", "content_noencode", "text_page_info.content"}) {
    const auto* literal = scripts.data_new.find(path);
    if (!literal || literal->raw.length == 0) continue;
    auto blocks = wechat_script_blocks(text_of(scripts.source, *literal));
    if (!blocks.empty()) return blocks;
  }
  return {};
}

/// Text that a script inside the body writes while the page loads (image posts of 2018).
std::vector<Block> written_blocks(const HtmlTree& tree, const WechatScripts& scripts) {
  std::vector<Block> blocks;
  std::size_t read = 0;
  for (const auto& notice : tree.all(".share_notice")) {
    if (++read > kMaxNotices) break;
    const Span inside[]{notice.inner()};
    for (const auto& literal : script_call_arguments(scripts.source, inside, "document.write"))
      append(blocks, wechat_script_blocks(text_of(scripts.source, literal)));
  }
  return blocks;
}

std::vector<Block> picture_blocks(const WechatScripts& scripts) {
  std::vector<Block> blocks;
  const bool in_data = scripts.data_new.find("picture_page_info_list.0.cdn_url") != nullptr;
  const auto& object = in_data ? scripts.data_new : scripts.pictures;
  for (int index = 0; index < kMaxPictures; ++index) {
    const auto path = (in_data ? "picture_page_info_list." : "") + std::to_string(index) + ".cdn_url";
    const auto value = member_value(scripts, object, path);
    if (!value) break;
    Block block;
    block.kind = BlockKind::image;
    block.image_url = wechat_line(without_entities(value->text));
    block.source = value->span;
    blocks.push_back(std::move(block));
  }
  return blocks;
}

/// The bytes of an attribute's value inside its start tag.
std::optional<Span> attribute_range(std::string_view source, Span tag, std::string_view name) {
  const auto text = source.substr(tag.offset, tag.length);
  const auto mark = text.find(std::string(name) + "=");
  if (mark == std::string_view::npos) return std::nullopt;
  const auto open = mark + name.size() + 1;
  if (open >= text.size() || (text[open] != '"' && text[open] != '\'')) return std::nullopt;
  const auto close = text.find(text[open], open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return Span{tag.offset + open + 1, close - open - 1};
}

MappedText taken(std::string_view source, Span range) {
  const auto length = static_cast<std::uint32_t>(range.length);
  return {std::string(source.substr(range.offset, range.length)),
          {Run{0, length, static_cast<std::uint32_t>(range.offset), length}}};
}

/// The description in the head: entities of the attribute, escapes of the script that it was made for, entities again.
std::vector<Block> description_blocks(const HtmlTree& tree, const WechatScripts& scripts) {
  for (const auto selector : {"meta[property=og:description]", "meta[name=description]"}) {
    const auto meta = tree.first(selector);
    const auto range = meta ? attribute_range(scripts.source, meta->start_tag(), "content") : std::nullopt;
    if (!range || range->length == 0) continue;
    const auto attribute = without_entities(taken(scripts.source, *range));
    auto text = text_of(attribute.text, ScriptLiteral{{0, attribute.text.size()}, true, false});
    text.runs = composed(text.runs, attribute);
    return wechat_script_blocks(without_entities(text));
  }
  return {};
}

std::vector<Block> assigned_blocks(const WechatScripts& scripts, std::string_view name) {
  for (const auto& assignment : scripts.assignments)
    if (assignment.name == name && assignment.value && assignment.value->raw.length > 0 &&
        (name != "desc" || assignment.holder == "window"))
      return wechat_script_blocks(without_entities(text_of(scripts.source, *assignment.value)));
  return {};
}

std::vector<Block> image_post_blocks(const HtmlTree& tree, const WechatScripts& scripts) {
  auto shown = element_blocks(tree);
  if (shown.empty())
    if (const auto list = tree.first("#img_list")) shown = tree.blocks_of(*list);
  auto blocks = written_blocks(tree, scripts);
  if (!has_text(blocks)) append(blocks, data_blocks(scripts));
  if (!has_text(blocks)) append(blocks, assigned_blocks(scripts, "desc"));
  if (!has_text(blocks) && !has_text(shown)) append(blocks, description_blocks(tree, scripts));
  auto pictures = picture_blocks(scripts);
  if (!pictures.empty()) std::erase_if(shown, [](const Block& block) { return block.kind == BlockKind::image; });
  if (has_text(blocks)) std::erase_if(shown, [](const Block& block) { return block.kind != BlockKind::image; });
  append(blocks, std::move(shown));
  append(blocks, std::move(pictures));
  return blocks;
}

std::vector<Block> text_post_blocks(const HtmlTree& tree, const WechatScripts& scripts) {
  auto blocks = data_blocks(scripts);
  if (!blocks.empty()) return blocks;
  if (const auto text = tree.first("#js_text_desc")) blocks = tree.blocks_of(*text);
  if (blocks.empty()) blocks = assigned_blocks(scripts, "msg_title");
  return blocks.empty() ? description_blocks(tree, scripts) : blocks;
}

std::string tight(std::string_view text) {
  std::string letters;
  for (const char letter : text)
    if (letter != ' ') letters.push_back(letter);
  return letters;
}

}  // namespace

std::vector<Block> wechat_article_blocks(const HtmlTree& tree, const WechatScripts& scripts, PageState state) {
  if (state == PageState::image_post) return image_post_blocks(tree, scripts);
  if (state == PageState::text_post) return text_post_blocks(tree, scripts);
  auto blocks = element_blocks(tree);
  if (blocks.empty()) blocks = data_blocks(scripts);
  if (blocks.empty() && state == PageState::video) blocks = description_blocks(tree, scripts);
  return blocks;
}

std::optional<Block> wechat_title_block(const HtmlTree& tree, const WechatScripts& scripts, const std::string& title) {
  for (const auto id : {"#activity-name", "#js_text_title", "#video_title", "#js_tag_name"}) {
    const auto heading = tree.first(id);
    if (!heading) continue;
    auto blocks = tree.blocks_of(*heading);
    if (blocks.size() == 1 && tight(wechat_line(blocks.front().text).value_or("")) == tight(title)) {
      blocks.front().kind = BlockKind::heading;
      return std::move(blocks.front());
    }
  }
  std::vector<ScriptLiteral> literals;
  for (const auto& assignment : scripts.assignments)
    if ((assignment.name == "msg_title" || (assignment.name == "title" && assignment.holder == "d")) &&
        assignment.value)
      literals.push_back(*assignment.value);
  if (const auto* member = scripts.data_new.find("title")) literals.push_back(*member);
  if (const auto* member = scripts.data.find("title")) literals.push_back(*member);
  for (const auto& literal : literals) {
    auto block = wechat_line_block(without_entities(text_of(scripts.source, literal)));
    if (!block || tight(wechat_line(block->text).value_or("")) != tight(title)) continue;
    block->kind = BlockKind::heading;
    return block;
  }
  return std::nullopt;
}

}  // namespace mingdan
