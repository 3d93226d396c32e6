#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fetch/source.hpp"
#include "fetch/title_filter.hpp"
#include "model/error.hpp"
#include "model/fetch_state.hpp"

namespace mingdan {

/// One look at a source: what its lists gave in this run.
struct SourceRound {
  Source source;
  SourceState before;
  TitleFilter titles;
  int open = 0;           ///< requests for it that have not ended: lists, or its pages when it is a source of pages
  int answered = 0;       ///< of them, those that ended well
  bool unchanged = false; ///< a list answered that nothing changed
  std::int64_t links = 0;
  std::int64_t new_links = 0;
  std::optional<Error> error = {};  ///< the first
};

/// Whether a source is to be looked at: never done, its time has come, or the last look failed an hour ago.
bool is_due(const Source& source, const SourceState& state, Instant now);
/// When it will be, as far as is known now.
Instant next_look(const Source& source, const SourceState& state);

/// The filters of a source as one text, to be compared only.
std::string filters_of(const Source& source);

/// The source behind the round. A list that shows no links where it once had some is an error, `no_links`.
/// `told_error` is left to whoever tells it.
SourceState after_round(const SourceRound& round, Instant now);

}  // namespace mingdan
