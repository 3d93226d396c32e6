#pragma once

#include <vector>

#include "extract/kinds.hpp"
#include "extract/lines.hpp"

namespace mingdan {

/// The parts of a sentence that tell of `wanted`: all of it when it tells of one kind, and that the wanted one; of a
/// sentence about batches of several kinds (公布第四批取缔名单，同时公布第五批涉嫌名单) only those with a batch of that kind.
std::vector<Words> parts_about(const Lines& lines, const Words& sentence, const KindAndEvent& wanted);

}  // namespace mingdan
