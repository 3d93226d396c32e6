#pragma once

#include <string>

#include "model/error.hpp"

namespace mingdan {

/// Brings the index FILE.cdxj beside every WARC file of ours in a folder up to date; whole files, put in place at once.
/// Errors: damaged_archive, file_unreadable, output_unwritable, output_failed.
Result<void> index_archive(const std::string& folder);

}  // namespace mingdan
