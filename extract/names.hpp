#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/lines.hpp"
#include "model/notice.hpp"

namespace mingdan {

/// True when the words look like the name of an organisation by prefix or suffix. Real names need not
/// (全心犬意犬类领养中心, 中国设计力量): this decides about lists as a whole, never about one item.
bool looks_like_organisation(std::string_view folded);
/// False for what no name can be: sentences, clauses, files, dates, departments' forms.
bool could_be_name(std::string_view folded);
bool is_department(std::string_view folded);
/// Share of the items that look like organisations, 0 to 1; 0 for none.
double organisation_share(const Lines& lines, const std::vector<Words>& items);

/// An item of a list made an entry: quotes, end punctuation and closing credits cut off, a bracket that is no part of
/// the name becomes the annotation, a lawful body that it names the counterpart. nullopt when nothing is left.
std::optional<Entry> entry_from(const Lines& lines, Words item, std::optional<int> number);

/// A quoted name made longer by the bracket behind it when that tells of the name: “X”（也称“Y”）.
Words with_annotation(const Lines& lines, Words name);

/// `words` without blanks, quotes and punctuation at both ends.
Words bare(const Lines& lines, Words words);

}  // namespace mingdan
