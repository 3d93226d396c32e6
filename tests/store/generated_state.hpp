#pragma once

#include <cstdint>

#include "model/fetch_state.hpp"

namespace mingdan::test {

// Values with every member filled or left out by chance, the same for the same seed on every machine. Strings hold
// Chinese, quotes and line breaks, and where servers write them bytes that are no UTF-8. Names differ between seeds.
HostState generated_host(std::uint32_t seed);
UrlState generated_url(std::uint32_t seed);
/// In archive file `file-<seed % 3>` or in none, for the address of generated_url(seed).
FetchAttempt generated_attempt(std::uint32_t seed);
SourceState generated_source(std::uint32_t seed);

/// An address that waits and nothing else.
UrlState waiting_url(std::uint32_t number);

}  // namespace mingdan::test
