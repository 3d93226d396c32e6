#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingdan {

/// A host name as it is looked up: internationalised labels as punycode ("名单.中国" is "xn--…"), letters lower case,
/// full-width ones as plain ones. In: UTF-8. nullopt when it can be no host name. Names of ASCII alone come back
/// lower case and unchecked, since underscores and the like do occur. Source: UTS 46,
/// non-transitional, STD3 rules.
std::optional<std::string> ascii_host(std::string_view host);

}  // namespace mingdan
