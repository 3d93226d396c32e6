#pragma once

#include <memory>
#include <string>

#include "store/store.hpp"

namespace mingdan {

/// The file name of the store inside the data folder.
inline constexpr std::string_view kStoreFile = "mingdan.db";

/// Opens the store of a data folder for its one writer, `folder/mingdan.db`; makes folder (mode 0750) and file (0600)
/// when they are missing and brings an older store up to date. The lock `folder/lock` is held until the store is gone.
/// Fork worker processes before, never after.
/// Errors: store_locked (another run writes), store_newer, store_foreign (another program's database, no database, a
/// symbolic link), store_damaged, store_unwritable, store_full, store_failed. A refused file is left as it was.
Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& folder);

/// Opens it for reading only, also while another process writes. Errors: store_missing, and those above but
/// store_locked; store_older when it must first be brought up to date by a writer.
Result<std::unique_ptr<Store>> open_sqlite_store_for_reading(const std::string& folder);

}  // namespace mingdan
