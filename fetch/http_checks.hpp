#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"
#include "model/fetch_state.hpp"

namespace mingdan {

/// Whether the fields of an answer agree on where its body ends. In: the whole head. Error: contradictory_length (two
/// lengths, one beside chunks, one that is no number). Source: RFC 9112 section 6.3.
Result<void> check_framing(std::string_view response_head);

/// Whether a body is whole behind its content coding. In: the head, the body as received, whether the server told its
/// end (length or chunks), the most bytes that it may have decoded. Memory: at most that many bytes.
/// Errors: damaged_body, decoded_too_large, unsupported_encoding, incomplete.
Result<void> check_body(std::string_view response_head, std::string_view body, std::size_t most_decoded);

/// How long Retry-After asks to wait, from 0 to 24 hours; a date counts from the answer's own Date, else from `now`.
/// Source: RFC 9110 section 10.2.3.
std::optional<std::chrono::seconds> retry_after_in(std::string_view response_head, Instant now);

/// The Location field; nullopt when there is none, or two that differ.
std::optional<std::string> location_in(std::string_view response_head);

}  // namespace mingdan
