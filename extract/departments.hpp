#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/lines.hpp"
#include "model/span.hpp"

namespace mingdan {

/// The departments that a sentence, heading or title begins with as those who act, in order: 近日，民政部、中央网信办…依法
/// 关停. Those that are only told, asked or followed are left out. Empty when the words begin with none.
std::vector<Cited<std::string>> acting_departments(const Lines& lines, const Words& sentence);
/// The department from which a sentence has its news: 记者从民政部获悉. Empty when it names none.
std::vector<Cited<std::string>> telling_departments(const Lines& lines, const Words& sentence);
/// The department that signs below the text, alone on a line among the last ones.
std::vector<Cited<std::string>> signing_department(const Lines& lines);
/// Titles of laws that a sentence gives as its basis, without 《》.
std::vector<Cited<std::string>> legal_bases_in(const Lines& lines, const Words& sentence);
/// The source that the body names, searched from the line `from` on: （来源：民政部网站） gives 民政部网站.
std::optional<Cited<std::string>> source_line_from(const Lines& lines, std::size_t from);

}  // namespace mingdan
