#pragma once

#include <string>
#include <string_view>

#include "model/error.hpp"
#include "store/sqlite_database.hpp"

namespace mingdan {

/// Makes the data folder (mode 0750) with its parents when it is missing. Out: its path without symbolic links.
/// Errors: store_unwritable.
Result<std::string> prepare_folder(const std::string& folder);

/// Opens the database at `path`, makes it when it is missing, and brings its schema up to date. The caller holds the
/// lock. A file that is refused is not written to. Errors: as open_sqlite_store().
Result<SqliteDatabase> open_for_writing(const std::string& path);

/// Opens `file` in `folder` without changing it. Errors: as open_sqlite_store_for_reading().
Result<SqliteDatabase> open_for_reading(const std::string& folder, std::string_view file);

}  // namespace mingdan
