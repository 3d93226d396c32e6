#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.hpp"
#include "model/span.hpp"

namespace mingdan {

enum class Site { wechat, mca, chinanpo, cac, gov, press, unknown };

enum class PageState {
  article,
  image_post,
  text_post,
  video,
  repost_card,
  list_page,
  empty_list,
  deleted,
  violation,
  infringement,
  account_gone,
  migrated,
  bad_parameters,
  expired,
  temporary,
  captcha,
  rate_limited,
  needs_client,
  challenge,
  shell,
  unrecognised,
};

enum class BlockKind { heading, paragraph, list_item, table_row, image };

/// A stretch of block text and the bytes of the decoded page that it was read from. Equal lengths mean that the
/// bytes are the same; otherwise the source holds an entity, an escape or the like and is taken as a whole.
struct Run {
  std::uint32_t text_offset = 0;
  std::uint32_t text_length = 0;
  std::uint32_t source_offset = 0;
  std::uint32_t source_length = 0;

  bool operator==(const Run&) const = default;
};

/// One cell of a table row: a range of the row's text. Spanned cells are repeated in every row that they cover.
struct Cell {
  std::uint32_t text_offset = 0;
  std::uint32_t text_length = 0;
  bool header = false;  ///< <th>

  bool operator==(const Cell&) const = default;
};

/// A hyperlink: a range of the block's text and where it leads, as written in the page (entities resolved).
struct Link {
  std::uint32_t text_offset = 0;
  std::uint32_t text_length = 0;
  std::string href;
  std::string title = {};  ///< its title attribute, which lists use for what they cut off; empty when it has none

  bool operator==(const Link&) const = default;
};

/// One line of the page as a reader sees it: the text of a p, section, li, tr, heading or the part of one up to a
/// <br>. UTF-8, entities resolved, white space collapsed to single blanks and trimmed, except inside one line where
/// U+3000 and U+00A0 are kept as they are; no line breaks, no NUL. Empty only for images.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::string text;                ///< table rows: the cells joined by one tab
  std::vector<Run> runs;           ///< ascending, gap only where white space was collapsed or a separator was added
  bool emphasis = false;           ///< all of the text is bold or strong
  bool continues = false;          ///< stands after a <br> in the same element as the block before
  std::optional<int> ordinal;      ///< list_item of an <ol>: its number, start and value attributes respected
  std::uint32_t container = 0;     ///< tables and lists: equal for the rows or items of one table or list, else 0
  std::vector<Cell> cells;         ///< table_row only
  std::vector<Link> links;
  std::optional<std::string> image_url;  ///< image only; data-src before src
  std::optional<Span> source;      ///< image only: the tag's bytes

  bool operator==(const Block&) const = default;
};

/// Everything about a page except its text: what it is, who published it, when, under which key.
struct PageSummary {
  std::string sha256;
  std::uint64_t bytes = 0;
  Site site = Site::unknown;
  PageState state = PageState::unrecognised;
  std::optional<std::string> url;
  std::string key;  ///< docs/record-schema.md, "page keys"; `sha256:…` when nothing better is known
  std::vector<std::string> aliases;  ///< other addresses of the same page, as seen, without duplicates
  std::optional<std::string> title;
  std::optional<std::string> account;
  std::optional<std::string> account_id;
  std::optional<std::string> author;
  std::optional<std::string> published_at;  ///< "2022-10-26" or "2022-10-26T09:30:00+08:00"
  std::optional<std::string> published_origin;  ///< where it was read: "ct", "meta PubDate", "url", "front_matter" …
  std::optional<std::string> source;  ///< the page's own source label (来源, ContentSource)
  std::optional<std::string> digest;
  std::optional<std::string> source_url;
  std::optional<bool> original;  ///< WeChat: declared original (原创)
  std::optional<std::string> saved_at;  ///< when it was fetched or saved, as far as the page itself tells
  std::string charset;  ///< what the bytes were decoded as: "utf-8", "gb18030" …

  bool operator==(const PageSummary&) const = default;
};

/// A parsed page: what it is and its text, line by line, in reading order.
struct Document {
  PageSummary page;
  std::optional<Block> title_block;  ///< the title with the way back to its bytes, when the page itself prints it
  std::vector<Block> blocks;
  std::vector<Finding> findings;
  std::optional<std::string> next_page;  ///< list_page: the absolute address where the list goes on
  std::optional<std::string> sent_to;    ///< shell, migrated: the absolute address that the reader is sent to
};

std::string_view name_of(Site site);
std::string_view name_of(PageState state);
std::optional<Site> site_named(std::string_view name);
std::optional<PageState> page_state_named(std::string_view name);

}  // namespace mingdan
