#pragma once

#include <vector>

#include "model/document.hpp"
#include "model/span.hpp"

namespace mingdan {

/// `span` counts the text side of `map` (ascending, without gaps on that side); the result counts its source side
/// and covers whatever replaced stretches it touches.
Span mapped_span(const std::vector<Run>& map, Span span);
/// Every run, image and evidence of a document led back through `map`: after this they count its source side.
void map_document(const std::vector<Run>& map, Document& document);

}  // namespace mingdan
