#pragma once

#include <optional>
#include <string_view>

#include "model/finding.hpp"

namespace mingdan {

/// A warning when `text` (a page, or its address) holds values of the session of whoever saved it: a pass_ticket, an
/// appmsg_token, a key together with a uin. Only literal values count, never code that would fill them in.
/// Evidence counts bytes of `text`. Source: docs/wechat-pages.md, "Saved sessions".
std::optional<Finding> saved_session_values(std::string_view text);

}  // namespace mingdan
