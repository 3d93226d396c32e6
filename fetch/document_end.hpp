#pragma once

#include <string_view>

#include "archive/content_ends.hpp"

namespace mingdan {

/// Whether a document plainly came to its end, for bodies whose only end is that of the connection. In: what
/// content_ends() gives; the media type without parameters, lower case, empty when unknown (then the first byte
/// decides). HTML ends by </html> or </body>, a short script alone by </script>; JSON by its bracket; XML by its
/// outermost element. Other types are taken as they are, since nothing tells.
bool ends_as_document(const ContentEnds& ends, std::string_view media_type);

}  // namespace mingdan
