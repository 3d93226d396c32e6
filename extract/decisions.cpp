#include "extract/decisions.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "extract/chain_parts.hpp"
#include "extract/names.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kDecisionLines = 30;   // lines in which a decision names its party
constexpr std::size_t kLeadLines = 3;        // lines in which a page without a telling title says what it is about
constexpr std::size_t kAddressReach = 4;     // lines behind a salutation in which it says 你会
constexpr std::size_t kMostDecided = 60;     // bodies of one decision
constexpr std::size_t kShortestName = 4 * 3;  // bytes; “协会”, “中国” are parts of names

Words bare_quoted(const Lines& lines, Words name) {
  const auto text = folded_words(lines, name);
  name.to = name.from + std::min(text.find("”"), text.size());
  return name;
}

bool in_bracket(std::string_view before) { return std::ranges::count(before, '(') > std::ranges::count(before, ')'); }

// Quoted organisations of a sentence, each with the bracket behind it that tells of it; aliases in brackets are left out.
std::vector<Words> quoted_in(const Lines& lines, const Words& sentence) {
  std::vector<Words> found;
  const auto text = folded_words(lines, sentence);
  if (speaks_of_lawful_bodies(text) || matches(P::disowns, text)) return found;
  for (const auto& quoted : find_all(P::quoted, text)) {
    const auto name = quoted.groups[0]->text;
    if (found.size() == kMostDecided) break;
    if (name.size() < kShortestName || !could_be_name(name) || !matches(P::organisation_suffix, name) ||
        is_department(name) || in_bracket(text.substr(0, quoted.from)))
      continue;
    found.push_back(with_annotation(
        lines, {sentence.line, sentence.from + quoted.groups[0]->from, sentence.from + quoted.groups[0]->to}));
  }
  return found;
}

std::vector<Words> quoted_in_line(const Lines& lines, std::size_t line) {
  std::vector<Words> found;
  if (lines.at(line).is_image()) return found;
  for (const auto& sentence : sentences_of(lines, line))
    for (const auto& name : quoted_in(lines, sentence)) found.push_back(name);
  return found;
}

// Organisations in quotes anywhere in the body, each once, in the order of their first place.
std::vector<Words> quoted_organisations(const Lines& lines) {
  std::vector<Words> found;
  std::set<std::string_view> seen;
  for (std::size_t line = 0; line < lines.body.size(); ++line)
    for (const auto& name : quoted_in_line(lines, line))
      if (seen.insert(folded_words(lines, bare_quoted(lines, name))).second) found.push_back(name);
  return found;
}

std::optional<CountHit> count_behind_quotes(const Lines& lines) {
  for (auto& chain : name_chains(lines, kTitleLine))
    if (chain.count) return chain.count;
  const Words title{kTitleLine, 0, lines.title.text().size()};
  const auto counts = counts_in(lines, title, CountBinding::title);
  return counts.empty() ? std::nullopt : std::optional(counts.front());
}

// The same name in the body, whose bytes can be cited; else where it was found.
Words place_in_body(const Lines& lines, const Words& name) {
  const auto wanted = folded_words(lines, bare_quoted(lines, name));
  if (name.line != kTitleLine) return name;
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    const auto at = lines.body[line].text().find(wanted);
    if (!lines.body[line].is_image() && at != std::string_view::npos)
      return with_annotation(lines, {line, at, at + wanted.size()});
  }
  return name;
}

bool names_party(const Lines& lines, const Words& name) {
  const auto text = folded_words(lines, name);
  return text.size() >= kShortestName && looks_like_organisation(text) && could_be_name(text) && !is_department(text) &&
         !matches(P::refers_back, text);
}

// The party that a pattern finds, or several joined by 、; none unless all may be bodies.
std::vector<Words> parties_by(P pattern, const Lines& lines, const Words& words) {
  const auto match = find(pattern, folded_words(lines, words));
  if (!match || !match->groups[0]) return {};
  std::vector<Words> names;
  for (const auto& piece :
       pieces_of(lines, {words.line, words.from + match->groups[0]->from, words.from + match->groups[0]->to})) {
    const auto name = bare(lines, piece);
    if (!names_party(lines, name)) return {};
    names.push_back(with_annotation(lines, name));
  }
  return names;
}

// The bodies decided on, each once.
class Parties {
 public:
  explicit Parties(const Lines& lines) : lines_(lines) {}

  void add(const Words& name) {
    if (names_.size() < kMostDecided && seen_.insert(folded_words(lines_, bare_quoted(lines_, name))).second)
      names_.push_back(name);
  }
  void add(const std::vector<Words>& names) {
    for (const auto& name : names) add(name);
  }
  // 甲会（以下简称“乙”）: 乙 is 甲会 by another name.
  void drop_aliases() {
    std::erase_if(names_, [&](const Words& name) {
      const auto alias = std::string("简称“").append(folded_words(lines_, bare_quoted(lines_, name)));
      return std::ranges::any_of(lines_.body,
                                 [&](const Line& line) { return line.text().find(alias) != std::string_view::npos; });
    });
  }
  [[nodiscard]] bool empty() const { return names_.empty(); }

  [[nodiscard]] std::optional<ListCandidate> as_list(const std::optional<KindAndEvent>& kind) const {
    if (names_.empty() || !kind) return std::nullopt;
    ListCandidate found;
    found.own_kind = kind;
    const bool quoted = std::ranges::all_of(
        names_, [&](const Words& name) { return lines_.at(name.line).text().substr(0, name.from).ends_with("“"); });
    found.carrier = quoted ? Carrier::quoted : Carrier::inline_sentence;
    for (const auto& name : names_)
      found.items.push_back({place_in_body(lines_, name), std::nullopt, std::nullopt, std::nullopt});
    return found;
  }

 private:
  const Lines& lines_;
  std::vector<Words> names_;
  std::set<std::string_view> seen_;
};

// The end of the matter: a body may be suspected first, dissuaded then, banned at last, and its site shut down with it.
int rank(const KindAndEvent& kind) {
  switch (kind.kind) {
    case NoticeKind::banned:
      return 3;
    case NoticeKind::website_shutdown:
      return 2;
    case NoticeKind::suspected:
      return 0;
    default:
      return 1;
  }
}

// What a sentence decides: nothing when it only intends it, tells it in passing, gives totals or speaks of lawful bodies.
std::optional<KindAndEvent> decided_kind(std::string_view text) {
  const auto kind = kind_of(text);
  if (!kind || kind->kind == NoticeKind::lawful_sanction || is_running_total(text)) return std::nullopt;
  if (matches(P::only_intended, text) || matches(P::told_in_passing, text)) return std::nullopt;
  return kind;
}

// A title without the names in it, so that 培训 or 学习 in a name is no sign of an explaining page.
std::string without_names(std::string_view title) {
  std::string rest;
  std::size_t from = 0;
  for (const auto& quoted : find_all(P::quoted, title)) {
    rest.append(title.substr(from, quoted.from - from));
    from = quoted.to;
  }
  rest.append(title.substr(from));
  const auto named = find(P::decision_title, rest);
  if (named && named->groups[0] && looks_like_organisation(named->groups[0]->text))
    rest.erase(named->groups[0]->from, named->groups[0]->to - named->groups[0]->from);
  return rest;
}

// 警惕！某局取缔“X” warns of a body that it names together with the act; other warnings and explanations hold no decision.
bool explains_only(const Lines& lines, std::string_view title_without_names) {
  if (!matches(P::explains, title_without_names)) return false;
  const bool warns = matches(P::warns, title_without_names) && !matches(P::explainer, title_without_names);
  return !warns || !matches(P::single_decision, lines.title.text());
}

bool title_tells_decision(const Lines& lines) {
  const auto title = lines.title.text();
  return kind_of(title) || speaks_of_illegal_organisations(title) || matches(P::decision_document, title);
}

bool has_actor(std::string_view text) {
  const auto department = find(P::department_core, text);
  return (department && !department->groups[0]) || matches(P::own_office, text);
}

void add_acts(const Lines& lines, const Words& sentence, Parties& parties) {
  for (const auto pattern : {P::decision_sentence, P::act_on_name}) parties.add(parties_by(pattern, lines, sentence));
  if (matches(P::single_decision, folded_words(lines, sentence))) parties.add(quoted_in(lines, sentence));
}

// Sentences that name the party and the act together. Without a telling title only the lead may, with who acts.
std::optional<ListCandidate> decided_in_sentences(const Lines& lines) {
  Parties parties(lines);
  std::optional<KindAndEvent> kind;
  const bool titled = title_tells_decision(lines);
  for (std::size_t line = 0; line < std::min(titled ? kDecisionLines : kLeadLines, lines.body.size()); ++line) {
    for (const auto& sentence : sentences_of(lines, line)) {
      const auto text = folded_words(lines, sentence);
      const auto decided = decided_kind(text);
      if (!decided || tells_several_acts(text) || (!titled && !has_actor(text))) continue;
      add_acts(lines, sentence, parties);
      if (!parties.empty() && (!kind || rank(*decided) > rank(*kind))) kind = decided;
    }
  }
  parties.drop_aliases();
  return parties.as_list(kind);
}

void add_subjects(const Lines& lines, std::size_t line, Parties& parties) {
  for (const auto& sentence : sentences_of(lines, line)) {
    const auto text = folded_words(lines, sentence);
    if (matches(P::told_in_passing, text) || speaks_of_lawful_bodies(text)) continue;
    parties.add(parties_by(P::unregistered_subject, lines, sentence));
  }
}

void add_salutation(const Lines& lines, std::size_t line, Parties& parties) {
  const auto names = parties_by(P::salutation, lines, {line, 0, lines.body[line].text().size()});
  const auto end = std::min(line + 1 + kAddressReach, lines.body.size());
  for (auto next = line + 1; !names.empty() && next < end; ++next)
    if (lines.body[next].text().find("你") != std::string_view::npos) return parties.add(names);
}

// A document that decides on a party named elsewhere in it: in the salutation, behind a label, as a subject.
std::optional<ListCandidate> decided_in_document(const Lines& lines) {
  if (!title_tells_decision(lines)) return std::nullopt;
  std::optional<KindAndEvent> kind;
  Parties addressed(lines);
  Parties labelled(lines);
  Parties subjects(lines);
  for (std::size_t line = 0; line < std::min(kDecisionLines, lines.body.size()); ++line) {
    if (lines.body[line].is_image()) continue;
    for (const auto& sentence : sentences_of(lines, line)) {
      const auto text = folded_words(lines, sentence);
      if (!kind && matches(P::decides, text)) kind = decided_kind(text);
    }
    add_salutation(lines, line, addressed);
    labelled.add(parties_by(P::party_label, lines, {line, 0, lines.body[line].text().size()}));
    add_subjects(lines, line, subjects);
  }
  for (const auto* parties : {&labelled, &addressed, &subjects})
    if (auto found = parties->as_list(kind)) return found;
  return std::nullopt;
}

// The bodies that the title itself names, in quotes or between the act and 的公告.
std::optional<ListCandidate> decided_in_title(const Lines& lines) {
  const auto text = lines.title.text();
  const auto kind = kind_of(text);
  if (!kind || kind->kind == NoticeKind::lawful_sanction || tells_several_acts(text)) return std::nullopt;
  Parties parties(lines);
  std::optional<CountHit> count;
  if (matches(P::single_decision, text)) {
    auto names = quoted_in_line(lines, kTitleLine);
    count = count_behind_quotes(lines);
    auto everywhere = quoted_organisations(lines);
    if (count && static_cast<std::size_t>(count->value) == everywhere.size()) names = std::move(everywhere);
    parties.add(names);
  } else {
    parties.add(parties_by(P::decision_title, lines, {kTitleLine, 0, text.size()}));
  }
  auto found = parties.as_list(kind);
  if (found) found->count = count;
  return found;
}

}  // namespace

std::optional<ListCandidate> single_decision(const Lines& lines) {
  const auto title = without_names(lines.title.text());
  if (explains_only(lines, title) || is_report_of_totals(title)) return std::nullopt;
  if (auto found = decided_in_title(lines)) return found;
  if (auto found = decided_in_sentences(lines)) return found;
  return decided_in_document(lines);
}

}  // namespace mingdan
