#pragma once

#include <string>
#include <string_view>

#include "model/document.hpp"
#include "model/page_role.hpp"

namespace mingdan {

/// What an answer means for its address.
enum class Verdict {
  done,      ///< archived and read
  gone,      ///< final: what was kept is all there will be
  again,     ///< to be tried again
  given_up,  ///< not tried again unless asked: it would only happen again
  blocked,   ///< the host wants no more requests now; to be tried again when it does
};

/// `code` is a page state, an error code, or "http_404" and the like.
struct Outcome {
  Verdict verdict = Verdict::done;
  std::string code;

  bool operator==(const Outcome&) const = default;
};

/// Of a page that was read. `failed_before`: how often this address has failed since its last success. Source:
/// docs/sources.md, "What becomes of an address".
Outcome outcome_of(PageState state, PageRole role, int failed_before);
/// Of an answer whose status is no page's: neither 2xx nor 304 nor a redirect.
Outcome outcome_of_status(int status, int failed_before);
/// Of a transfer that failed, by its error code.
Outcome outcome_of_error(std::string_view code, int failed_before);

}  // namespace mingdan
