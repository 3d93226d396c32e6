#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace mingdan {

/// Which listed titles a source wants. Cheap to copy; safe from any thread.
class TitleFilter {
 public:
  /// In: RE2 patterns in UTF-8, searched anywhere in the title; an empty one filters nothing.
  /// Errors: bad_pattern, with what RE2 says about it.
  static Result<TitleFilter> make(const std::optional<std::string>& wanted, const std::optional<std::string>& refused);
  [[nodiscard]] bool takes(std::string_view title) const;

 private:
  struct Patterns;
  std::shared_ptr<const Patterns> patterns_;
};

}  // namespace mingdan
