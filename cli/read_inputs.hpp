#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/input_paths.hpp"
#include "model/error.hpp"

namespace mingdan {

/// The files behind a verb's path arguments and its --files0-from list, arguments first.
/// Errors: usage (nothing named, standard input named twice), and those of paths_listed_in().
Result<std::vector<InputPath>> inputs_of(const std::vector<std::string>& paths,
                                         const std::optional<std::string>& files0_from, std::string_view verb);

}  // namespace mingdan
