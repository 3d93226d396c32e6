#include "cli/source_round.hpp"

#include <algorithm>
#include <utility>

namespace mingdan {
namespace {

constexpr std::chrono::seconds kAfterFailure = std::chrono::hours(1);

std::optional<Error> error_of(const SourceRound& round) {
  if (round.error) return round.error;
  if (round.source.kind == PageRole::page || round.unchanged || round.links > 0 || round.before.links == 0)
    return std::nullopt;
  return Error{"no_links", "its list shows no links any more (" + std::to_string(round.before.links) +
                               " at the last success); the site may have changed: look at " +
                               round.source.urls.front()};
}

}  // namespace

Instant next_look(const Source& source, const SourceState& state) {
  if (!state.last_look) return Instant{};
  const bool failed = !state.error.empty();
  return *state.last_look + (failed ? std::min<std::chrono::seconds>(source.every, kAfterFailure) : source.every);
}

bool is_due(const Source& source, const SourceState& state, Instant now) {
  if (!state.last_look || *state.last_look > now) return true;  // a clock that went back
  return next_look(source, state) <= now;
}

std::string filters_of(const Source& source) {
  std::string text = source.title.value_or("");
  for (const auto& part : {source.title_refused, source.since}) text.append("\n").append(part.value_or(""));
  return text + "\n" + std::to_string(source.pages);
}

SourceState after_round(const SourceRound& round, Instant now) {
  auto state = round.before;
  state.last_look = now;
  if (const auto error = error_of(round)) {
    if (state.error != error->code) state.error_since = now;
    state.error = error->code;
    state.error_message = error->message;
    return state;
  }
  state.error.clear();
  state.error_message.clear();
  state.error_since = std::nullopt;
  state.last_success = now;
  state.links = round.unchanged ? std::max(round.links, state.links) : round.links;
  state.new_links = round.new_links;
  state.asked_for = filters_of(round.source);
  return state;
}

}  // namespace mingdan
