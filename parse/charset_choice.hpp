#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/finding.hpp"
#include "model/page.hpp"

namespace mingdan {

/// The encoding that a page is in, by what it says and by what its bytes are.
struct CharsetChoice {
  std::string charset;              ///< as encoding_for_label gives it
  std::optional<Finding> conflict;  ///< declarations contradict the bytes or each other
};

/// BOM > HTTP header > meta prescan; every declaration is checked against the bytes; without one UTF-8 if they are
/// mostly well-formed, else GB18030 (Big5 for hosts of Hong Kong and Taiwan and for big5 gateways).
CharsetChoice choose_charset(const Page& page);
/// The label that the first meta with one gives, as written. Looks at the head of the page only; a script's charset
/// attribute, comments and raw text don't count. Source: HTML standard, 13.2.3.2, "prescan".
std::optional<std::string_view> meta_charset(std::string_view bytes);

}  // namespace mingdan
