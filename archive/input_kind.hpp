#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "archive/page_places.hpp"
#include "model/page.hpp"

namespace mingdan {

/// How much of a file's beginning the functions below want to see.
inline constexpr std::size_t kSniffBytes = 65536;

/// What an unpacked file is, by its first bytes; the name helps only where JSON Lines can't be told from other JSON.
InputKind kind_of_input(std::string_view head, std::string_view name);
/// Whether a page is HTML, Markdown (plain text too) or JSON, by its first bytes, then by its name.
MediaType media_type_of(std::string_view head, std::string_view name);
/// "a PDF file", "a PNG picture" …; nullopt for what may be a page.
std::optional<std::string_view> foreign_format_of(std::string_view head);
/// Whether this is a feed or a sitemap (RSS, Atom, sitemaps.org), by its root element behind declarations and comments,
/// whatever it was served as.
bool is_feed(std::string_view head);

}  // namespace mingdan
