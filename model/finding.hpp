#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/span.hpp"

namespace mingdan {

enum class Severity { info, warning, error };

/// Something odd in the text that a person should know of. Data, never a failure.
/// `code` is one of docs/record-schema.md, "finding codes".
struct Finding {
  std::string code;
  Severity severity = Severity::info;
  std::string message;
  std::optional<Span> evidence;

  bool operator==(const Finding&) const = default;
};

std::string_view name_of(Severity severity);
std::optional<Severity> severity_named(std::string_view name);

}  // namespace mingdan
