#include "cli/fetch_answer.hpp"

#include "archive/header_fields.hpp"

namespace mingdan {
namespace {

bool is_good(int status) { return status >= 200 && status < 300; }

std::string words_for(const Outcome& outcome, PageRole role) {
  if (outcome.code.starts_with("http_")) return "the server answers with status " + outcome.code.substr(5);
  if (outcome.verdict == Verdict::blocked) return "the host asks for a check that only a person can pass";
  if (outcome.code == "empty_list" && role != PageRole::page) return "the list shows no items";
  if (outcome.code == "shell")
    return "the page is an empty shell that only a browser fills; save it there and import it";
  if (outcome.code == "unrecognised")
    return "unrecognised page: no site profile knows it; look at it and report it with its address";
  if (outcome.verdict == Verdict::done) return {};
  return "the page says that it is not to be had: " + outcome.code;
}

/// A refusal that the page itself shows goes before its status, which goes before all else that the page is.
Outcome outcome_of_page(PageState state, PageRole role, int status, int failed_before) {
  auto by_state = outcome_of(state, role, failed_before);
  if (is_good(status) || by_state.verdict == Verdict::blocked) return by_state;
  return outcome_of_status(status, failed_before);
}

}  // namespace

Judgement judged(const FetchedPage& fetched, PageRole role, int list_page, int status, int failed_before) {
  Judgement judgement;
  if (fetched.page.state == PageState::empty_list && list_page > 1) {
    judgement.outcome = {Verdict::done, "empty_list"};
  } else if (fetched.page.state) {
    judgement.outcome = outcome_of_page(*fetched.page.state, role, status, failed_before);
    judgement.message = words_for(judgement.outcome, role);
    if (fetched.page.error && judgement.message.empty()) judgement.message = fetched.page.error->message;
  } else if (!is_good(status)) {
    judgement.outcome = outcome_of_status(status, failed_before);
    judgement.message = words_for(judgement.outcome, role);
  } else if (fetched.page.error) {
    judgement.outcome = outcome_of_error(fetched.page.error->code, failed_before);
    judgement.message = fetched.page.error->message;
  } else {
    judgement.outcome = {Verdict::done, std::string(name_of(role))};
  }
  return judgement;
}

AnswerFacts facts_of(const std::string& response_head, const std::string& sent_at) {
  const auto head = read_header_block(response_head);
  const auto text = [&](std::string_view name) -> std::optional<std::string> {
    const auto value = field_named(head.fields, name);
    constexpr std::size_t kLongest = 1000;
    if (!value || value->empty() || value->size() > kLongest) return std::nullopt;
    return std::string(*value);
  };
  AnswerFacts facts;
  facts.sent_at = sent_at;
  facts.etag = text("ETag");
  facts.last_modified = text("Last-Modified");
  return facts;
}

}  // namespace mingdan
