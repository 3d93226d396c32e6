#pragma once

#include <cstdint>
#include <string>

#include "model/error.hpp"
#include "model/page.hpp"
#include "model/record.hpp"
#include "parse/parse_page.hpp"

namespace mingdan {

/// The whole chain for one page: parse, then extract. Pure: no clock, network, database or locale.
Record read_record(const Page& page);
/// The same from the page's text alone, for a page that ended the process that read it; `why` becomes its error.
Record read_record_text_only(const Page& page, Error why);
/// The second half of the chain, for who needs the document, too.
Record record_of(const Page& page, ParsedPage parsed);
/// The record of a page that could not be read.
Record failed_record(const std::string& input, std::uint64_t record, Error error);

}  // namespace mingdan
