#pragma once

#include <optional>
#include <string>

#include "fetch/outcome.hpp"
#include "model/fetch_state.hpp"

namespace mingdan {

/// What an answer tells of its address beside its outcome.
struct AnswerFacts {
  bool whole = false;         ///< a body that is archived and was read
  bool not_modified = false;  ///< a 304
  std::string sent_at;        ///< as archived: UTC, "2026-11-24T22:03:30Z"
  std::optional<std::string> etag;
  std::optional<std::string> last_modified;
  std::optional<std::string> payload_sha1;
  std::optional<std::string> page_key;
  std::optional<std::string> next_page;
};

/// Where an address stands after an answer. `now`: when it ended.
UrlState settled(UrlState url, const Outcome& outcome, const AnswerFacts& facts, Instant now);

/// Whether an address is to be requested: it waits, or it was fetched before its source says that it changed.
bool is_due(const UrlState& url, Instant now);

/// The moment as archives and HTTP conditions write it: UTC, "2026-11-24T22:03:30Z".
std::string utc_text(Instant moment);

}  // namespace mingdan
