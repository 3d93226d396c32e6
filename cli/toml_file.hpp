#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// The text of a TOML file, at most 1 MiB. Errors: file_missing, file_unreadable, not_a_file, bad_config.
Result<std::string> toml_text_of(const std::string& path);
/// bad_config at a line of a file.
Error bad_config(const std::string& path, std::uint32_t line, std::string_view why);

}  // namespace mingdan
