#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.hpp"

namespace mingdan {

/// One file to read, or why there is none at this path. `path` is "-" for standard input.
struct InputPath {
  std::string path;
  std::optional<Error> error;

  bool operator==(const InputPath&) const = default;
};

/// The files behind path arguments, in the order of the arguments. A folder gives its files recursively, sorted by the
/// bytes of their paths: those whose name ends in .html .htm .shtml .mht .mhtml .md .txt .warc .warc.gz or .jsonl in
/// any case; others are passed over, folders behind symbolic links too. A file given by its own path is taken whatever
/// its name. Never opens a file.
/// Errors, each at its place: file_missing, file_unreadable (folder), not_a_file (device, FIFO, socket).
std::vector<InputPath> input_paths(const std::vector<std::string>& arguments);

/// The paths of a list in which each path ends in NUL, as `find -print0` writes it.
/// In: the list's path, or "-" for standard input. Errors: file_missing, file_unreadable, bad_path_list.
Result<std::vector<std::string>> paths_listed_in(const std::string& list);

}  // namespace mingdan
