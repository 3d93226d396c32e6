#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// A date with the label that stands before it in one line of text.
struct LabelledDate {
  std::string value;  ///< record form
  int rank = 0;       ///< 1 发布时间 and the like, 2 时间 or 日期, 3 更新时间, 4 发文日期 and the like
};

/// The best labelled date of a line; `next` is the line behind it, for labels whose value stands there.
std::optional<LabelledDate> labelled_date(std::string_view line, std::string_view next = {});
/// The value behind 来源, 信息来源, 文章来源, 稿源 …, as printed; nullopt when there is none or it says 未知.
std::optional<std::string> labelled_source(std::string_view line, std::string_view next = {});
/// `text` without a 来源 label at its beginning.
std::string without_source_label(std::string_view text);
/// True for a short line that tells of the article (two labels, or one at its beginning with a value).
bool is_info_line(std::string_view line);
/// What is left of "2020-02-20 10:30 民政部门户网站" when dates and clocks are taken away; nullopt when nothing is.
std::optional<std::string> words_beside_date(std::string_view line);

}  // namespace mingdan
