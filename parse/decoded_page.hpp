#pragma once

#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/finding.hpp"
#include "model/page.hpp"

namespace mingdan {

/// A page's text in UTF-8 and how to get from it back to the bytes that spans count.
struct DecodedPage {
  std::string text;            ///< UTF-8, valid, no NUL; what the HTML parser reads
  std::string charset;         ///< what the bytes were decoded as
  std::vector<Run> unescaped;  ///< empty unless the page was a JSON-escaped dump: text → decoded page bytes
  std::vector<Finding> findings;
};

/// Charset by BOM > HTTP header > meta prescan, always validated; then UTF-8 if valid, else GB18030. Invalid bytes
/// become U+FFFD. Source: WHATWG Encoding and HTML standards, "determining the character encoding".
DecodedPage decode_page(const Page& page);

}  // namespace mingdan
