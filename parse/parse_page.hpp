#pragma once

#include <optional>

#include "model/document.hpp"
#include "model/error.hpp"
#include "model/page.hpp"

namespace mingdan {

/// What parsing one page gave. At least one member is set. Both are set when the page is over a budget and only its
/// text could be read (the document then has blocks from the text fall-back).
struct ParsedPage {
  std::optional<Document> document;
  std::optional<Error> error;
};

/// Turns a saved page into a Document: charset, page state, identity, title, account, times, blocks of text.
/// In: bytes in any charset, HTML or Markdown with front matter (`page.media_type`); a whole file that is one JSON
/// string's inside (`\n`, `\"` literally) is undone. Out: spans count bytes of the page as decoded to UTF-8.
/// Never throws on odd input; what no site profile knows has the state `unrecognised` or is read by the generic body
/// finder, with a finding. Owns nothing; safe from any thread, but see docs/architecture.md on worker processes:
/// the HTML library may abort the process. Source: docs/architecture.md, "parse".
ParsedPage parse_page(const Page& page);

/// The text fall-back alone, for a page that has just killed a worker: both members are set, the error is `why`.
/// Never touches the HTML library. Bytes that are no page at all give only their own error.
ParsedPage parse_page_text(const Page& page, Error why);

}  // namespace mingdan
