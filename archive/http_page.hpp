#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "archive/header_fields.hpp"
#include "model/error.hpp"
#include "model/page.hpp"

namespace mingdan {

/// The status in a status line, "HTTP/1.1 200 OK".
std::optional<int> status_in(std::string_view line);

/// Whether an answer with this status can be a page: 2xx, or what anti-bot pages come with.
bool is_page_status(int status);

/// Sets body, media type and charset of a page from a body and its header fields; transfer and content encodings are
/// undone. False when the content is no HTML, JSON or text, or is a feed or sitemap. Errors: see page_in_warc_record.
Result<bool> set_body(Page& page, std::string_view body, std::string_view content_type);

/// Reads an HTTP answer (status line, fields, body) into `page`. False when it carries no page.
Result<bool> set_http_answer(Page& page, std::string_view message);

}  // namespace mingdan
