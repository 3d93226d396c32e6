#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/error.hpp"
#include "model/fetch_state.hpp"

namespace mingdan {

/// The status of a head; nullopt when its first line is none of HTTP/1.x.
std::optional<int> status_of_head(std::string_view response_head);

/// Whether a head is one that a plain GET may be answered with, and agrees with itself on where its body ends. In: the
/// whole head; whether the request was conditional. Errors: contradictory_length (two lengths, one beside chunks, one
/// that is no number, a blank before the colon that lets readers disagree), unsupported_encoding (a transfer coding
/// besides chunked), bad_http (another version, an interim status as the last word, a part or a 304 that nobody asked
/// for). Source: RFC 9112 sections 5.1, 6.1 and 6.3, RFC 9110 sections 15.3.7 and 15.4.5.
Result<void> check_head(std::string_view response_head, bool conditional);

/// Whether a body is whole: as long as its head says, whole behind its content coding and, where only the end of the
/// connection ends it, plainly ended: HTML by its last tag, JSON by its bracket, XML by its outermost element; other
/// types and answers but 2xx can't be told and are taken as they are. In: the head, the body as received, the most
/// bytes that it may have decoded. Memory does not depend on the body.
/// Errors: disconnected, damaged_body, decoded_too_large, unsupported_encoding, incomplete.
Result<void> check_body(std::string_view response_head, std::string_view body, std::size_t most_decoded);

/// How long Retry-After asks to wait, from 0 to 24 hours; a date counts from the answer's own Date, else from `now`.
/// Source: RFC 9110 section 10.2.3.
std::optional<std::chrono::seconds> retry_after_in(std::string_view response_head, Instant now);

/// The Location field; nullopt when there is none, or two that differ.
std::optional<std::string> location_in(std::string_view response_head);

}  // namespace mingdan
