#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "archive/page_places.hpp"
#include "cli/fetched_page.hpp"
#include "cli/page_stream.hpp"

namespace mingdan {

/// What goes between us and our own worker processes of the same binary: numbers as eight bytes, text behind its
/// length. Not a format for files.
std::string encoded(const PagePlace& place);
PagePlace decoded_place(std::string_view bytes);
std::string encoded(const ReadPage& page);
ReadPage decoded_page(std::string_view bytes);
std::string encoded(const FetchedPlace& fetched);
FetchedPlace decoded_fetched_place(std::string_view bytes);
std::string encoded(const FetchedPage& fetched);
FetchedPage decoded_fetched_page(std::string_view bytes);

}  // namespace mingdan
