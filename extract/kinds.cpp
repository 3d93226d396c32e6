#include "extract/kinds.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "extract/patterns.hpp"

namespace mingdan {
namespace {

struct KindRule {
  P pattern;
  NoticeKind kind;
};

// The first rule that holds wins: a site shut-down names bodies that were banned before, a ban may name the suspicion.
constexpr std::array<KindRule, 5> kRules{{
    {P::act_website, NoticeKind::website_shutdown},
    {P::act_offshore, NoticeKind::offshore},
    {P::act_suspected, NoticeKind::suspected},
    {P::act_banned, NoticeKind::banned},
    {P::act_dissuaded, NoticeKind::dissuaded},
}};

std::string without_earlier_bans(std::string_view folded) {
  std::string rest;
  std::size_t from = 0;
  for (const auto& ban : find_all(P::banned_before, folded)) {
    rest.append(folded.substr(from, ban.from - from));
    from = ban.to;
  }
  return rest.append(folded.substr(from));
}

}  // namespace

bool speaks_of_illegal_organisations(std::string_view folded) { return matches(P::illegal_organisation, folded); }

std::optional<KindAndEvent> kind_of_heading(std::string_view folded) {
  if (const auto kind = kind_of(folded)) return kind;
  const bool one_clause = folded.find(',') == std::string_view::npos;
  if (one_clause && speaks_of_illegal_organisations(folded) && matches(P::act_banned, folded))
    return KindAndEvent{NoticeKind::banned, NoticeEvent::add};
  return std::nullopt;
}

bool publishes_without_act(std::string_view folded) { return matches(P::plain_publication, folded); }

namespace {

// 未在民政部门登记 says the opposite.
bool is_denied(std::string_view before) {
  for (const std::string_view no : {"未", "没有", "没", "不", "无", "未经", "未曾"})
    if (before.ends_with(no)) return true;
  return false;
}

}  // namespace

bool speaks_of_lawful_bodies(std::string_view folded) {
  for (auto words = find(P::lawful_body_words, folded); words;
       words = find_from(P::lawful_body_words, folded, words->to))
    if (!is_denied(folded.substr(0, words->from))) return true;
  const bool sanctioned = matches(P::act_banned, folded) || matches(P::act_dissuaded, folded) ||
                          matches(P::lawful_sanction, folded) || speaks_of_illegal_organisations(folded);
  return !sanctioned && matches(P::act_registers, folded);
}

std::optional<KindAndEvent> kind_of(std::string_view folded) {
  const auto event = matches(P::removal, folded) ? NoticeEvent::remove : NoticeEvent::add;
  const bool illegal = speaks_of_illegal_organisations(folded);
  const auto text = without_earlier_bans(folded);
  // 作出予以取缔的行政处罚: what is registered is not banned.
  const bool ban = matches(P::act_banned, text) && !matches(P::lawful_record, text);
  if (!illegal && !ban && matches(P::lawful_sanction, folded)) return KindAndEvent{NoticeKind::lawful_sanction, event};
  if (matches(P::ban_then_sites, text)) return KindAndEvent{NoticeKind::banned, event};
  const bool suspects_dealt_with = matches(P::act_on_suspected, text);
  for (const auto& rule : kRules) {
    if (!matches(rule.pattern, text) || (suspects_dealt_with && rule.pattern == P::act_suspected)) continue;
    if (illegal || rule.pattern == P::act_website || rule.pattern == P::act_banned || rule.pattern == P::act_dissuaded)
      return KindAndEvent{rule.kind, event};
  }
  return std::nullopt;
}

}  // namespace mingdan
