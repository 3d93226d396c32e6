#pragma once

#include <memory>
#include <optional>
#include <string>

#include "archive/page_places.hpp"
#include "cli/page_stream.hpp"
#include "fetch/listing.hpp"
#include "model/page_role.hpp"

namespace mingdan {

/// What an archived answer gave: its record, and what it leads to.
struct FetchedPage {
  ReadPage page;                   ///< of a feed or sitemap: no record line, only what went wrong
  std::optional<std::string> key;  ///< page key
  Listing listing;
};

/// An archived answer that is to be read.
struct FetchedPlace {
  PagePlace place;
  PageRole role = PageRole::page;
};

/// Reads one archived answer: pages and lists by parse and extract, feeds and sitemaps as such. Pure.
/// `earlier`: why a process died on it; then only its text is read.
FetchedPage read_fetched(const FetchedPlace& fetched, const std::optional<Error>& earlier);

/// The same in worker processes, so that no page takes the run with it. Make one before a database is opened.
class FetchedPages {
 public:
  FetchedPages();
  FetchedPages(const FetchedPages&) = delete;
  FetchedPages& operator=(const FetchedPages&) = delete;
  ~FetchedPages();

  FetchedPage read(const FetchedPlace& fetched);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingdan
