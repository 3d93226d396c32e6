#pragma once

#include "store/coverage.hpp"
#include "store/sqlite_database.hpp"

namespace mingdan {

/// Counts what the current versions hold. Failures are kept by the database; the answer is then incomplete. Run it
/// inside a transaction: it asks more than once.
Coverage read_coverage(SqliteDatabase& database);

}  // namespace mingdan
