#pragma once

#include <optional>
#include <string>

#include "cli/fetched_page.hpp"
#include "fetch/outcome.hpp"
#include "fetch/settle.hpp"
#include "model/http_exchange.hpp"

namespace mingdan {

/// What an answer comes to, and what people are told of it when it is not as it should be.
struct Judgement {
  Outcome outcome;
  std::string message;  ///< empty when all is well
};

/// Of an answer that was archived and read. `list_page` counts from 1; only the first must show items. `status` is its HTTP status, `failed_before` how often its address failed
/// since its last success.
Judgement judged(const FetchedPage& fetched, PageRole role, int list_page, int status, int failed_before);

/// The conditions for the next request, from the head of an answer.
AnswerFacts facts_of(const std::string& response_head, const std::string& sent_at);

}  // namespace mingdan
