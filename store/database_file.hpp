#pragma once

#include <cstdint>
#include <string>

#include "model/error.hpp"

namespace mingdan {

/// Looks at a database file before SQLite opens it, without changing anything. True when it is there and can be ours,
/// false when there is none (an empty one counts as none). Errors: store_foreign, store_newer, store_damaged (cut off,
/// or a log without its database), store_unwritable (not readable).
/// Source: SQLite database file format, section 1.3.
Result<bool> check_file(const std::string& path);

/// Whether a database with these numbers is ours and not newer than this program. Errors: store_foreign, store_newer.
Result<void> check_identity(const std::string& path, std::int64_t application_id, std::int64_t user_version);

/// Bytes in the write-ahead log beside the database; 0 when there is none.
std::uintmax_t log_size(const std::string& path);

/// For the user that this process works as.
bool folder_is_writable(const std::string& folder);

/// An empty file of mode 0600. Errors: store_unwritable, store_full.
Result<void> make_empty_file(const std::string& path);

/// Syncs a closed database file, renames it and syncs the folder. Errors: store_unwritable, store_full.
Result<void> put_in_place(const std::string& from, const std::string& to);

/// Removes a database and what SQLite puts beside it; what is not there is no error.
void remove_database_files(const std::string& path);

}  // namespace mingdan
