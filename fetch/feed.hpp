#pragma once

#include <string>
#include <string_view>

#include "fetch/listing.hpp"
#include "model/error.hpp"

namespace mingdan {

/// Reads RSS 0.9 to 2.0 and Atom. In: the body behind its content coding, in any charset that it declares; the address
/// that it came from, for relative links. Out: entries in their order, no address twice, at most 5,000; those without
/// a link to an http(s) address are left out. Titles are one line of text; dates without a zone are Beijing's. Safe on
/// hostile input: entities of its own are not resolved, 16 MiB and 1,000,000 tags are the bounds, walks are iterative.
/// Error: bad_feed (no feed; says so when it is a web page, JSON or a sitemap). Source: RFC 4287, the RSS 2.0 specification.
Result<Listing> feed_of(std::string_view xml, const std::string& address);

/// Reads a sitemap, or the index of several (Listing::further_lists). Bounds and error as above.
/// Source: sitemaps.org, protocol 0.9.
Result<Listing> sitemap_of(std::string_view xml, const std::string& address);

}  // namespace mingdan
