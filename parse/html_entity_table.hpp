#pragma once

#include <string_view>

namespace mingdan {

/// Blank-separated `name=CODE` or `name!CODE`, see the source file.
extern const std::string_view kHtmlEntityTable;

}  // namespace mingdan
