#include "cli/fetched_page.hpp"

#include <utility>

#include "archive/page_reader.hpp"
#include "archive/stored_answer.hpp"
#include "cli/read_record.hpp"
#include "cli/wire.hpp"
#include "cli/worker_pool.hpp"
#include "fetch/feed.hpp"
#include "parse/parse_page.hpp"

namespace mingdan {
namespace {

FetchedPage read_feed(const FetchedPlace& fetched) {
  FetchedPage result;
  result.page.input = fetched.place.input;
  const auto answer = read_answer_at(fetched.place);
  if (!answer) {
    result.page.error = answer.error();
    return result;
  }
  auto listing =
      fetched.role == PageRole::feed ? feed_of(answer->body, answer->url) : sitemap_of(answer->body, answer->url);
  if (listing)
    result.listing = std::move(*listing);
  else
    result.page.error = listing.error();
  return result;
}

FetchedPage read_page(const FetchedPlace& fetched, const std::optional<Error>& earlier) {
  FetchedPage result;
  result.page.input = fetched.place.input;
  const auto page = read_page_at(fetched.place);
  if (page && *page) {
    auto parsed = earlier ? parse_page_text(**page, *earlier) : parse_page(**page);
    if (parsed.document) {
      result.listing = listing_of(*parsed.document);
      result.key = parsed.document->page.key;
    }
    result.page = read_page_of(record_of(**page, std::move(parsed)));
  } else {
    result.page.error = page ? Error{"unsupported_format", "the answer is no HTML, JSON or text"} : page.error();
  }
  return result;
}

/// The work of a worker process.
std::string read_in_worker(std::string_view item, std::optional<WorkerFailure> earlier) {
  const auto fetched = decoded_fetched_place(item);
  return encoded(read_fetched(fetched, earlier ? std::optional(error_of(*earlier)) : std::nullopt));
}

}  // namespace

FetchedPage read_fetched(const FetchedPlace& fetched, const std::optional<Error>& earlier) {
  const bool xml = fetched.role == PageRole::feed || fetched.role == PageRole::sitemap;
  return xml ? read_feed(fetched) : read_page(fetched, earlier);
}

struct FetchedPages::State {
  WorkerPool pool{{1, {}, read_in_worker}};
};

FetchedPages::FetchedPages() : state_(new State) {}
FetchedPages::~FetchedPages() = default;

FetchedPage FetchedPages::read(const FetchedPlace& fetched) {
  FetchedPage result;
  auto item = std::optional(encoded(fetched));
  const auto next = [&] { return std::exchange(item, std::nullopt); };
  const auto take = [&](WorkResult&& answer) {
    if (answer.bytes)
      result = decoded_fetched_page(*answer.bytes);
    else
      result.page.error = error_of(answer.bytes.error());
    return true;
  };
  state_->pool.run(next, take, [] { return true; });
  return result;
}

}  // namespace mingdan
