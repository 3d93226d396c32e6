#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/record.hpp"
#include "store/sqlite_database.hpp"

namespace mingdan {

/// What the store adds to a record.
struct ReadingFacts {
  int extractor_version = 0;
  std::string content_sha256;             ///< content_digest() of the record
  std::optional<std::int64_t> last_saved;  ///< the latest of all copies of these bytes, saved_instant()
};

/// Writes the rows of a record that has a page: its document and all below. Out: the document's id. Failures are kept
/// by the database. Run it inside a transaction.
std::int64_t insert_document(SqliteDatabase& database, std::int64_t page_id, const Record& record,
                             const ReadingFacts& facts);

/// The record of a document as it was inserted, without `input` and `record`. After a failure of the database it is
/// incomplete.
Record read_document(SqliteDatabase& database, std::int64_t document_id);

}  // namespace mingdan
