#include "extract/choose_lists.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <utility>

#include "extract/absent_lists.hpp"
#include "extract/decisions.hpp"
#include "extract/names.hpp"
#include "extract/numbering.hpp"
#include "extract/patterns.hpp"
#include "text/spaces.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kKindReach = 60;   // lines above a list that may tell its kind
constexpr std::size_t kMostChains = 200;    // chains of names of one page; bounds what a hostile page can cost
constexpr std::size_t kMostMentions = 500;  // names of one notice's running text
constexpr std::size_t kNearText = 900;      // bytes before a chain, or of a lead line, that may tell a kind
constexpr std::size_t kLeadLines = 8;  // lines in which a page says what it is about

// What the text above a list says it is, nearest first: a sentence with a batch, a count or a lead, then the title.
std::optional<KindAndEvent> kind_above(const Lines& lines, std::size_t first, std::size_t floor) {
  std::optional<KindAndEvent> weak;
  floor = std::max(floor, first > kKindReach ? first - kKindReach : 0);
  for (std::size_t line = first; line-- > floor;) {
    if (lines.body[line].is_image() || lines.body[line].is_row()) continue;
    const auto sentences = sentences_of(lines, line);
    for (const auto& sentence : std::views::reverse(sentences)) {
      const auto text = folded_words(lines, sentence);
      const auto kind = kind_of(text);
      if (!kind) continue;
      if (matches(P::batch_label, text) || matches(P::counted_organisations, text) || matches(P::list_lead, text))
        return kind;
      if (!weak) weak = kind;
    }
  }
  const auto title = kind_of(lines.title.text());
  return title ? title : weak;
}

// A series of cases tells what was done in the cases themselves.
std::optional<KindAndEvent> kind_below(const Lines& lines, std::size_t first) {
  const bool on_topic =
      speaks_of_illegal_organisations(lines.title.text()) ||
      std::ranges::any_of(lines.body, [](const Line& line) { return speaks_of_illegal_organisations(line.text()); });
  for (std::size_t line = first; on_topic && line < lines.body.size(); ++line)
    if (matches(P::act_banned, lines.body[line].text())) return KindAndEvent{NoticeKind::banned, NoticeEvent::add};
  return std::nullopt;
}

// A heading over lawful bodies: 合法社会组织名单, 以下为合法登记的：
bool is_lawful_heading(std::string_view text) {
  return speaks_of_lawful_bodies(text) && !speaks_of_illegal_organisations(text);
}

bool follows_lawful_heading(const Lines& lines, std::size_t first) {
  constexpr std::size_t kLongestHeading = 60 * 3;  // bytes
  if (first == 0 || first == kTitleLine || lines.body[first - 1].is_image()) return false;
  const auto text = trimmed(lines.body[first - 1].text());
  const bool heading = text.size() <= kLongestHeading && (text.ends_with(":") || !find(P::sentence_end, text));
  return heading && is_lawful_heading(text);
}

bool is_list_of_lawful_bodies(const Lines& lines, const ListCandidate& list) {
  if (matches(P::praises, lines.title.text()) && !kind_of(lines.title.text())) return true;
  if (list.carrier != Carrier::cases && follows_lawful_heading(lines, list.first_line)) return true;
  return list.heading && is_lawful_heading(folded_words(lines, *list.heading));
}

// The kind that is left when nothing says what was done: bodies published as illegal.
std::optional<KindAndEvent> plain_kind(const Lines& lines, const ListCandidate& list) {
  bool published = publishes_without_act(lines.title.text());
  if (list.heading) published = published || publishes_without_act(folded_words(lines, *list.heading));
  for (std::size_t line = 0; line < std::min(kLeadLines, lines.body.size()); ++line)
    published = published || publishes_without_act(lines.body[line].text());
  return published ? std::optional(KindAndEvent{NoticeKind::banned, NoticeEvent::add}) : std::nullopt;
}

std::vector<ChosenList> with_kinds(const Lines& lines, std::vector<ListCandidate> lists) {
  std::vector<ChosenList> chosen;
  std::size_t floor = 0;
  for (auto& list : lists) {
    if (is_list_of_lawful_bodies(lines, list)) continue;
    auto kind = list.own_kind ? list.own_kind : kind_above(lines, list.first_line, floor);
    if (!kind && list.carrier == Carrier::cases) kind = kind_below(lines, list.first_line);
    if (!kind) kind = plain_kind(lines, list);
    floor = list.last_line + 1;
    if (kind) chosen.push_back({std::move(list), *kind, {}});
  }
  return chosen;
}

// For each line whether it belongs to one of the lists; text between cases belongs to none.
std::vector<bool> lines_of_lists(const Lines& lines, const std::vector<ChosenList>& lists) {
  std::vector<bool> inside(lines.body.size(), false);
  for (const auto& chosen : lists) {
    if (chosen.list.carrier == Carrier::cases) continue;
    const auto end = std::min(chosen.list.last_line + 1, inside.size());
    for (auto line = chosen.list.first_line; line < end; ++line) inside[line] = true;
  }
  return inside;
}

// Numbered sentences of which most speak of something else are items of a digest or clauses; names are told in passing.
std::set<MarkerStyle> digest_styles(const Lines& lines) {
  std::map<MarkerStyle, std::pair<std::size_t, std::size_t>> seen;  // how many, how many of them on our topic
  for (const auto& line : lines.body) {
    const auto marker = marker_at(line.text(), 0);
    if (!marker) continue;
    auto& [siblings, on_topic] = seen[marker->style];
    ++siblings;
    if (speaks_of_illegal_organisations(line.text())) ++on_topic;
  }
  std::set<MarkerStyle> styles;
  for (const auto& [style, counts] : seen)
    if (counts.first >= 3 && counts.second * 2 <= counts.first) styles.insert(style);
  return styles;
}

std::vector<ListCandidate> body_chains(const Lines& lines, const std::vector<ChosenList>& lists) {
  std::vector<ListCandidate> chains;
  const auto digests = digest_styles(lines);
  const auto inside = lines_of_lists(lines, lists);
  for (std::size_t line = 0; line < lines.body.size(); ++line) {
    const auto marker = marker_at(lines.body[line].text(), 0);
    if (inside[line] || (marker && digests.contains(marker->style))) continue;
    for (auto& chain : name_chains(lines, line)) chains.push_back(std::move(chain));
    if (chains.size() >= kMostChains) break;
  }
  return join_places(lines, std::move(chains));
}

bool lists_all(const ListCandidate& chain) {
  return chain.count ? static_cast<std::size_t>(chain.count->value) <= chain.items.size() : !chain.says_and_so_on;
}

// A chain is a list of its own beside numbered ones when it is of another kind and claims to be whole.
bool stands_alone(const ListCandidate& chain, const std::vector<ChosenList>& lists) {
  if (!chain.own_kind || chain.of_a_total) return false;
  const bool beside_lawful =
      chain.own_kind->kind != NoticeKind::lawful_sanction && std::ranges::any_of(lists, [](const ChosenList& chosen) {
        return chosen.kind.kind == NoticeKind::lawful_sanction;
      });
  if (!chain.has_lead && !(beside_lawful && lists_all(chain))) return false;
  return std::ranges::none_of(lists, [&](const ChosenList& chosen) { return chosen.kind == *chain.own_kind; });
}

void append_mentions(const Lines& lines, const ListCandidate& chain, std::vector<Words>& mentions) {
  for (const auto& item : chain.items) {
    if (mentions.size() == kMostMentions) return;
    if (item.words.line == kTitleLine) continue;  // the title is no running text
    const auto name = bare(lines, item.words);
    const auto text = folded_words(lines, name);
    const bool known =
        std::ranges::any_of(mentions, [&](const Words& old) { return folded_words(lines, old) == text; });
    if (!known && !text.empty()) mentions.push_back(name);
  }
}

// Names in the running text belong to the next list of their kind, else to the next list.
void assign_mentions(const Lines& lines, const ListCandidate& chain, std::vector<ChosenList>& lists) {
  if (!chain.own_kind && !chain.says_and_so_on) return;
  ChosenList* next = nullptr;
  for (auto& chosen : lists) {
    if (chosen.list.first_line <= chain.last_line) continue;
    if (chain.own_kind && chain.own_kind->kind == chosen.kind.kind) {
      append_mentions(lines, chain, chosen.mentions);
      return;
    }
    if (!next) next = &chosen;
  }
  if (next && (!chain.own_kind || lists.size() == 1)) append_mentions(lines, chain, next->mentions);
}

// 甲会、乙会等12家社会组织参加座谈: bodies that are not what the page is about.
bool tells_of_participants(const Lines& lines, const ListCandidate& chain) {
  constexpr std::size_t kReach = 150;  // bytes behind the chain
  const auto& last = chain.items.back().words;
  return matches(P::takes_part, window_behind(lines.at(last.line).text(), last.to, kReach));
}

// 关于将甲会移出…名单的公告 over 甲会、乙会已…: a chain that holds the body of the title is what the title is about.
bool title_names_one(const Lines& lines, const ListCandidate& chain) {
  return std::ranges::any_of(chain.items, [&](const ListItem& item) {
    const auto name = folded_words(lines, bare(lines, item.words));
    return looks_like_organisation(name) && lines.title.text().find(name) != std::string_view::npos;
  });
}

// The kind that a chain has by its own sentence, by the heading above it, or by the title.
std::optional<KindAndEvent> kind_of_chain(const Lines& lines, const ListCandidate& chain) {
  if (chain.own_kind) return chain.own_kind;
  const auto before = window_before(lines.body[chain.first_line].text(), chain.items.front().words.from, kNearText);
  if (follows_lawful_heading(lines, chain.first_line) || tells_of_participants(lines, chain)) return std::nullopt;
  std::size_t from = 0;
  for (const auto& end : find_all(P::sentence_end, before)) {
    const auto text = before.substr(from, end.from - from);
    from = end.to;
    if (is_running_total(text) && !matches(P::batch_label, text)) return std::nullopt;
    if (const auto kind = kind_of(text)) return kind;
  }
  if (const auto heading = heading_over(lines, chain.first_line))
    if (const auto kind = kind_of(folded_words(lines, *heading))) return kind;
  const bool of_one_body = matches(P::branch_lead, before) || matches(P::explainer, lines.title.text());
  if (of_one_body) return std::nullopt;
  if (title_names_one(lines, chain)) return kind_of(lines.title.text());
  if (!chain.has_lead && !chain.count && chain.items.size() < 3) return std::nullopt;
  const auto kind = kind_above(lines, chain.first_line, 0);
  return kind ? kind : plain_kind(lines, chain);
}

bool page_is_about(const Lines& lines, const KindAndEvent& kind) {
  if (is_report_of_totals(lines.title.text())) return false;
  const bool illegal = speaks_of_illegal_organisations(lines.title.text()) || tells_several_acts(lines.title.text());
  if (const auto title = kind_of(lines.title.text())) return title->kind == kind.kind || illegal;
  for (std::size_t line = 0; line < std::min(kLeadLines, lines.body.size()); ++line)
    if (kind_of(window_behind(lines.body[line].text(), 0, kNearText))) return true;
  return illegal;
}

bool share_names(const Lines& lines, const ListCandidate& a, const ListCandidate& b) {
  std::set<std::string_view> names;
  for (const auto& item : a.items) names.insert(folded_words(lines, bare(lines, item.words)));
  return std::ranges::any_of(
      b.items, [&](const ListItem& item) { return names.contains(folded_words(lines, bare(lines, item.words))); });
}

bool is_fuller(const ListCandidate& a, const ListCandidate& b) {
  if (a.has_lead != b.has_lead && std::min(a.items.size(), b.items.size()) >= 2) return a.has_lead;
  return a.items.size() > b.items.size();
}

std::string_view sentence_of(const Lines& lines, const Words& name) {
  for (const auto& sentence : sentences_of(lines, name.line))
    if (sentence.from <= name.from && name.to <= sentence.to) return folded_words(lines, sentence);
  return lines.at(name.line).text();
}

// “A”“B”等, or “A”“B”其实都是“山寨社团” where nobody publishes or does anything: a story's examples.
bool gives_examples(const Lines& lines, const ListCandidate& chain) {
  if (chain.count || chain.has_lead || chain.place) return false;
  if (chain.says_and_so_on) return true;
  const bool named_only = chain.own_kind && chain.own_kind->kind == NoticeKind::offshore;
  return named_only && !matches(P::announces, lines.title.text()) &&
         !matches(P::announces, sentence_of(lines, chain.items.front().words));
}

// A sentence of an act on one batch or a number of bodies that is no total.
bool tells_act(const Lines& lines, const Words& words) {
  const auto text = folded_words(lines, words);
  return kind_of(text) && !tells_several_totals(text) &&
         (matches(P::batch_label, text) ||
          (!matches(P::span_of_time, text) && !counts_in(lines, words, CountBinding::batch).empty()));
}

bool tells_one_act(const Lines& lines) {
  if (tells_act(lines, {kTitleLine, 0, lines.title.text().size()})) return true;
  for (std::size_t line = 0; line < std::min(kLeadLines, lines.body.size()); ++line)
    for (const auto& sentence : sentences_of(lines, line))
      if (tells_act(lines, sentence)) return true;
  return false;
}

// 甲局取缔A、B；乙局取缔C。 is one list told in one line; so is 分别为甲局取缔的A、B，乙局取缔的C。
bool goes_on(const Lines& lines, const ListCandidate& list, const ListCandidate& chain) {
  if (list.last_line != chain.first_line || chain.has_lead) return false;
  const auto end = list.items.back().words.to;
  const auto between = folded_words(lines, {list.last_line, end, std::max(end, chain.items.front().words.from)});
  if (matches(P::bureau_bans, between) && !share_names(lines, list, chain)) return true;
  const auto plain = [](const ListCandidate& part) { return !part.has_lead && !part.count && !part.says_and_so_on; };
  return plain(list) && plain(chain);
}

std::vector<ChosenList> lists_from_chains(const Lines& lines, const std::vector<ListCandidate>& chains) {
  std::vector<ChosenList> chosen;
  if (matches(P::digest_title, lines.title.text())) return chosen;
  const bool one_act = !chains.empty() && tells_one_act(lines);
  const bool explained = matches(P::explainer, lines.title.text()) && !kind_of(lines.title.text());
  for (const auto& chain : chains) {
    const auto kind = chain.of_a_total ? std::nullopt : kind_of_chain(lines, chain);
    if (!kind || !page_is_about(lines, *kind) || (gives_examples(lines, chain) && !one_act)) continue;
    if (explained && !lists_all(chain)) continue;  // 律师解读: a batch told as an example
    auto same = std::ranges::find_if(chosen, [&](const ChosenList& other) {
      const bool whole = chain.has_lead || (chain.count && lists_all(chain));
      const bool other_whole = other.list.has_lead || (other.list.count && lists_all(other.list));
      const bool another_list = whole && other_whole && !share_names(lines, chain, other.list);
      return other.kind == *kind && (!another_list || goes_on(lines, other.list, chain));
    });
    if (same == chosen.end()) {
      chosen.push_back({chain, *kind, {}});
    } else if (goes_on(lines, same->list, chain)) {
      same->list.items.insert(same->list.items.end(), chain.items.begin(), chain.items.end());
      same->list.count.reset();  // of its first part only
    } else if (is_fuller(chain, same->list)) {
      append_mentions(lines, same->list, same->mentions);
      same->list = chain;
    }
  }
  return chosen;
}

bool tells_totals(const Lines& lines) {
  if (tells_several_totals(lines.title.text())) return true;
  for (std::size_t line = 0; line < lines.body.size(); ++line)
    for (const auto& sentence : sentences_of(lines, line))
      if (tells_several_totals(folded_words(lines, sentence))) return true;
  return false;
}

// A page wholly about one batch or act that holds no list: its title says the act, and a batch or a count that is no total.
std::optional<ChosenList> page_as_notice(const Lines& lines) {
  const auto kind = kind_of(lines.title.text());
  if (!kind || kind->kind == NoticeKind::lawful_sanction || tells_totals(lines)) return std::nullopt;
  if (matches(P::explainer, lines.title.text())) return std::nullopt;
  const bool title_tells_one = tells_act(lines, {kTitleLine, 0, lines.title.text().size()});
  if (!tells_one_act(lines) || (!title_tells_one && !matches(P::announces, lines.title.text()))) return std::nullopt;
  ListCandidate none;
  none.carrier = Carrier::none;
  return ChosenList{none, *kind, {}};
}

std::optional<ChosenList> list_elsewhere(const Lines& lines) {
  if (matches(P::explainer, lines.title.text())) return std::nullopt;
  for (auto& found : {picture_list(lines), attached_list(lines)}) {
    if (!found) continue;
    const auto kind = found->own_kind ? found->own_kind : kind_above(lines, found->first_line, 0);
    if (kind && kind->kind != NoticeKind::lawful_sanction && page_is_about(lines, *kind))
      return ChosenList{*found, *kind, {}};
  }
  return std::nullopt;
}

// A title that names only some of the bodies, with the whole list in a picture or an attachment.
ChosenList decision_or_its_list(const Lines& lines, const ListCandidate& decision) {
  if (!lists_all(decision)) {
    if (auto elsewhere = list_elsewhere(lines)) {
      append_mentions(lines, decision, elsewhere->mentions);
      return *elsewhere;
    }
  }
  return {decision, *decision.own_kind, {}};
}

std::vector<ChosenList> all_lists(const Lines& lines) {
  auto chosen = with_kinds(lines, block_lists(lines));
  const auto chains = body_chains(lines, chosen);
  if (!chosen.empty()) {
    const auto block_count = chosen.size();
    for (const auto& chain : chains) {
      if (stands_alone(chain, chosen)) chosen.push_back({chain, *chain.own_kind, {}});
    }
    std::vector<ChosenList> blocks(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(block_count));
    for (const auto& chain : chains) assign_mentions(lines, chain, blocks);
    std::ranges::copy(blocks, chosen.begin());
    return chosen;
  }
  if (const auto decision = single_decision(lines)) {
    const bool fuller = std::ranges::any_of(chains, [&](const ListCandidate& chain) {
      return !chain.of_a_total && chain.items.size() > decision->items.size();
    });
    if (!fuller) return {decision_or_its_list(lines, *decision)};
  }
  chosen = lists_from_chains(lines, chains);
  const bool whole = std::ranges::any_of(chosen, [](const ChosenList& list) { return lists_all(list.list); });
  if (!whole) {
    if (auto elsewhere = list_elsewhere(lines)) {
      for (const auto& chain : chains) append_mentions(lines, chain, elsewhere->mentions);
      return {*elsewhere};
    }
  }
  if (chosen.empty())
    if (const auto page = page_as_notice(lines)) return {*page};
  return chosen;
}

// 列入经营异常名录 and the like befall companies and schools as well.
bool speaks_of_social_bodies(const Lines& lines) {
  return matches(P::social_body, lines.title.text()) ||
         std::ranges::any_of(lines.body, [](const Line& line) { return matches(P::social_body, line.text()); });
}

}  // namespace

std::vector<ChosenList> choose_lists(const Lines& lines) {
  auto chosen = all_lists(lines);
  if (!speaks_of_social_bodies(lines))
    std::erase_if(chosen, [](const ChosenList& list) { return list.kind.kind == NoticeKind::lawful_sanction; });
  if (chosen.size() > kMostLists) chosen.resize(kMostLists);
  return chosen;
}

}  // namespace mingdan
