#pragma once

#include <expected>
#include <string>

namespace mingdan {

/// Why the world refused: a file, a page or a store that cannot be used. Not for odd text (that is a Finding)
/// and not for bugs (those are exceptions). `code` is one of docs/record-schema.md, "error codes";
/// `message` is one line for people and names the file and the remedy where there is one.
struct Error {
  std::string code;
  std::string message;

  bool operator==(const Error&) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

}  // namespace mingdan
