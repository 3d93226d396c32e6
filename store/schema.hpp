#pragma once

#include <cstdint>

#include "model/error.hpp"
#include "store/sqlite_database.hpp"

namespace mingdan {

/// "mgdn": the application id in the header of our database files.
inline constexpr std::int64_t kApplicationId = 0x6d67646e;

/// The schema version that this program writes: the number of migrations.
std::int64_t newest_schema_version();

/// Runs the migrations that the database lacks, each in a transaction of its own with its version number.
/// Source: docs/record-schema.md, "database schema".
Result<void> migrate(SqliteDatabase& database);

}  // namespace mingdan
