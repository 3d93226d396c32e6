#include "cli/read_record.hpp"

#include <utility>

#include "extract/extract_notices.hpp"

namespace mingdan {

Record record_of(const Page& page, ParsedPage parsed) {
  Record record;
  record.input = page.input;
  record.record = page.record;
  record.error = std::move(parsed.error);
  if (!parsed.document) return record;
  record.notices = extract_notices(*parsed.document);
  record.page = std::move(parsed.document->page);
  record.findings = std::move(parsed.document->findings);
  return record;
}

Record read_record(const Page& page) { return record_of(page, parse_page(page)); }

Record read_record_text_only(const Page& page, Error why) {
  return record_of(page, parse_page_text(page, std::move(why)));
}

Record failed_record(const std::string& input, std::uint64_t record, Error error) {
  Record failed;
  failed.input = input;
  failed.record = record;
  failed.error = std::move(error);
  return failed;
}

}  // namespace mingdan
