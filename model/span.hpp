#pragma once

#include <cstddef>

namespace mingdan {

/// A range of bytes. Unless a comment says otherwise, it counts bytes of the page as decoded to UTF-8
/// (equal to the saved bytes for a UTF-8 page without a byte order mark; the mark itself is counted).
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;

  [[nodiscard]] std::size_t end() const { return offset + length; }
  bool operator==(const Span&) const = default;
};

/// A value together with the words that it was read from.
template <class T>
struct Cited {
  T value{};
  Span span;

  bool operator==(const Cited&) const = default;
};

}  // namespace mingdan
