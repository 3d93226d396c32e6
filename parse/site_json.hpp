#pragma once

#include <optional>
#include <string>

#include "model/document.hpp"
#include "model/page.hpp"

namespace mingdan {

/// Reads a list that somebody saved as JSON: CAC's `{"list":[{"topic","infourl","pubtime"}]}` and lists of the same
/// build under other names (articles, data, rows; title, url, date). One block an entry with its link and date.
/// nullopt when `text` (UTF-8) is no JSON, is nested deeper than 32, or holds no such list. Runs point at the bytes of
/// the title's literal. Source: docs/sites.md, "JSON lists".
std::optional<Document> read_site_json(const std::string& text, const Page& page, const PageSummary& summary);

}  // namespace mingdan
