#pragma once

#include <optional>
#include <string_view>

#include "model/notice.hpp"

namespace mingdan {

struct KindAndEvent {
  NoticeKind kind = NoticeKind::suspected;
  NoticeEvent event = NoticeEvent::add;

  bool operator==(const KindAndEvent&) const = default;
};

/// What a heading, a sentence or a title says was done, and whether names were added or removed. nullopt when it says
/// nothing of the sort: neither illegal organisations nor a sanction of lawful ones.
std::optional<KindAndEvent> kind_of(std::string_view folded);
/// The same for a heading over a list, where 已取缔的 tells what the listed bodies are.
std::optional<KindAndEvent> kind_of_heading(std::string_view folded);
/// True when the words publish illegal organisations without saying what was done (非法社会组织名单): banned, if nothing
/// else on the page says more.
bool publishes_without_act(std::string_view folded);
/// True when the words speak of illegal organisations at all.
bool speaks_of_illegal_organisations(std::string_view folded);
/// True when the words name lawful bodies beside the listed ones (合法登记的为…, 名称相近): such names are never listed.
bool speaks_of_lawful_bodies(std::string_view folded);

}  // namespace mingdan
