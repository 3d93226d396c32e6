#include "extract/departments.hpp"

#include <algorithm>

#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kLongestSubject = 80 * 3;  // bytes of a sentence in which its subject must begin
constexpr std::size_t kSignatureReach = 6;       // lines from the end

Words part(const Words& whole, std::size_t from, std::size_t to) {
  return {whole.line, whole.from + from, whole.from + to};
}

// Where a department's own name begins before its core (北京市 before 民政局): behind the words that lead to it.
std::size_t name_begin(std::string_view text, std::size_t floor, std::size_t core) {
  std::size_t begin = floor;
  for (const auto& lead : find_all(P::department_lead, text.substr(floor, core - floor))) begin = floor + lead.to;
  // 以上为民政部公布的名单, behind a list.
  for (const std::string_view lead : {"以上为", "以上是", "以上系"})
    if (text.substr(begin, core - begin).starts_with(lead)) begin += lead.size();
  return begin;
}

// All departments in the words, from left to right. 民政部门 is none, nor 民政部令第77号.
std::vector<Words> departments_in(const Lines& lines, const Words& words) {
  std::vector<Words> found;
  const auto text = folded_words(lines, words);
  std::size_t floor = 0;
  for (const auto& core : find_all(P::department_core, text)) {
    const auto from = name_begin(text, floor, core.from);
    floor = core.to;
    if (core.groups[0] || text.substr(core.to).starts_with("令")) continue;
    if (is_department(text.substr(from, core.to - from))) found.push_back(part(words, from, core.to));
  }
  return found;
}

bool joins_departments(std::string_view between) {
  const auto gap = trimmed(between);
  return gap.empty() || gap == "、" || gap == "," || gap == "和" || gap == "与" || gap == "及" || gap == "会同" ||
         gap == "联合" || gap == ",会同" || gap == ",联合";
}

bool is_only_addressed(std::string_view before) {
  for (const std::string_view word :
       {"按照", "根据", "提请", "移送", "登录", "通过", "依据", "报",   "在",   "经",   "提交", "函告",
        "抄送", "建议", "通知", "要求", "纳入", "查询", "与",   "冒充", "假冒", "冒用", "下达", "向"})
    if (before.ends_with(word)) return true;
  return false;
}

// 记者从民政部获悉, 民政部网站消息, 民政部有关负责人表示: who tells, not who acts.
bool is_told_by(std::string_view before, std::string_view behind) {
  const auto ending = trimmed(before);
  return ending.ends_with("从") || ending.ends_with("据") || matches(P::speaks_for, behind);
}

// Departments of a sentence, those joined by 、, 会同 and the like in one group.
std::vector<std::vector<Words>> joined_departments(const Lines& lines, const Words& sentence) {
  const auto text = folded_words(lines, sentence);
  std::vector<std::vector<Words>> groups;
  for (const auto& department : departments_in(lines, sentence)) {
    const auto from = department.from - sentence.from;
    const auto end = groups.empty() ? std::size_t{0} : groups.back().back().to - sentence.from;
    if (!groups.empty() && joins_departments(text.substr(end, from - end)))
      groups.back().push_back(department);
    else
      groups.push_back({department});
  }
  return groups;
}

bool acts_behind(std::string_view behind) {
  const auto rest = window_behind(behind, 0, 100);
  const auto act = find(P::department_subject_end, rest);
  return act && act->from <= 12 * 3;
}

constexpr std::size_t kLongestLabel = 40 * 3;  // bytes of a line that only names its source

// 来源｜民政部网站 as the first lines of an article.
std::optional<Cited<std::string>> source_above(const Lines& lines, std::size_t list) {
  for (std::size_t line = 0; line < std::min(list, lines.body.size()); ++line) {
    const auto text = trimmed(lines.body[line].text());
    if (lines.body[line].is_image() || text.size() > kLongestLabel) continue;
    const auto match = find(P::source_label, lines.body[line].text());
    if (!match || match->from > 1) continue;
    const auto words = bare(lines, {line, match->groups[0]->from, match->groups[0]->to});
    if (words.from < words.to) return Cited<std::string>{printed(lines, words), span_of(lines, words)};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Cited<std::string>> acting_departments(const Lines& lines, const Words& sentence) {
  const auto text = folded_words(lines, sentence);
  const auto groups = joined_departments(lines, sentence);
  const auto acts = [&](const std::vector<Words>& group) {
    const auto from = group.front().from - sentence.from;
    return from <= kLongestSubject && !is_only_addressed(trimmed(text.substr(0, from))) &&
           acts_behind(text.substr(group.back().to - sentence.from));
  };
  auto subject = std::ranges::find_if(groups, [&](const std::vector<Words>& group) {
    return acts(group) && !is_told_by(text.substr(0, group.front().from - sentence.from),
                                      text.substr(group.back().to - sentence.from));
  });
  if (subject == groups.end()) subject = std::ranges::find_if(groups, acts);
  if (subject == groups.end()) return {};
  std::vector<Words> acting = *subject;
  // 记者从甲局获悉,该局联合乙局: the bureau that tells acts as well.
  if (subject != groups.begin() && matches(P::joins_the_teller, text.substr(0, subject->front().from - sentence.from)))
    acting.insert(acting.begin(), std::prev(subject)->back());
  // …民政厅关于…的公告: 近日,…民政厅会同…: the later, longer group says it all.
  const auto same = folded_words(lines, subject->front());
  for (auto later = std::next(subject); later != groups.end(); ++later)
    if (later->size() > acting.size() && folded_words(lines, later->front()) == same && acts(*later)) acting = *later;
  std::vector<Cited<std::string>> found;
  for (const auto& words : acting) found.push_back({printed(lines, words), span_of(lines, words)});
  return found;
}

std::vector<Cited<std::string>> telling_departments(const Lines& lines, const Words& sentence) {
  std::vector<Cited<std::string>> found;
  const auto text = folded_words(lines, sentence);
  for (const auto& group : joined_departments(lines, sentence)) {
    if (!found.empty() || !matches(P::learns, text.substr(group.back().to - sentence.from))) continue;
    for (const auto& words : group) found.push_back({printed(lines, words), span_of(lines, words)});
  }
  return found;
}

std::vector<Cited<std::string>> signing_department(const Lines& lines) {
  for (std::size_t line = lines.body.size(); line-- > 0;) {
    if (lines.body[line].is_image() || lines.body[line].is_row()) continue;
    const bool dated = line + 1 < lines.body.size() && matches(P::signature_date, lines.body[line + 1].text());
    if (!dated && line + kSignatureReach < lines.body.size()) continue;
    const auto words = bare(lines, {line, 0, lines.body[line].text().size()});
    const auto departments = departments_in(lines, words);
    if (departments.empty() || departments.front().from != words.from) continue;
    const auto behind = folded_words(lines, {line, departments.back().to, words.to});
    if (!trimmed(behind).empty() && !matches(P::signature_date, behind)) continue;
    std::vector<Cited<std::string>> found;
    for (const auto& name : departments) found.push_back({printed(lines, name), span_of(lines, name)});
    return found;
  }
  return {};
}

std::vector<Cited<std::string>> legal_bases_in(const Lines& lines, const Words& sentence) {
  std::vector<Cited<std::string>> found;
  const auto text = folded_words(lines, sentence);
  if (!matches(P::law_context, text)) return found;
  for (const auto& match : find_all(P::law_title, text)) {
    const auto words = part(sentence, match.groups[0]->from, match.groups[0]->to);
    found.push_back({printed(lines, words), span_of(lines, words)});
  }
  return found;
}

std::optional<Cited<std::string>> source_line_from(const Lines& lines, std::size_t from) {
  for (const auto pattern : {P::source_label, P::according_to}) {
    for (std::size_t line = from; line < lines.body.size(); ++line) {
      if (lines.body[line].is_image()) continue;
      const auto match = find(pattern, lines.body[line].text());
      if (!match) continue;
      const auto words = bare(lines, {line, match->groups[0]->from, match->groups[0]->to});
      if (words.from < words.to) return Cited<std::string>{printed(lines, words), span_of(lines, words)};
    }
  }
  return source_above(lines, from);
}

}  // namespace mingdan
