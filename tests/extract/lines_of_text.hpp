#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/lines.hpp"
#include "model/document.hpp"
#include "model/notice.hpp"

namespace mingdan::test {

/// An article whose blocks are the given lines, one paragraph each, as if the page were exactly these lines joined by
/// line breaks: spans count from the first line's first byte. "[image]" stands for a picture, "a|b|c" for a table row.
Document article(std::string title, const std::vector<std::string>& lines, std::string published_at = "2022-10-26");

/// The words of a span in that page.
std::string words_at(const std::vector<std::string>& lines, const Span& span);

std::vector<std::string> names_of(const Notice& notice);

}  // namespace mingdan::test
