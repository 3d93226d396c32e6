#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "archive/header_fields.hpp"

namespace mingdan {

/// What is wrong with a WARC record that fills a gzip member, in a few words; nullopt when nothing is.
/// In: `head` as read_header_block() reads it from `record`. Looked at: version, fields that every record must have, its
/// length and end, digest of block and payload (sha1, base32), the HTTP head of an answer.
/// Source: ISO 28500:2017 (WARC 1.1), sections 4 to 6; the fields that archive/warc_record.hpp always writes.
std::optional<std::string> fault_in_record(std::string_view record, const HeaderBlock& head);

/// The same for the first record of a file: a warcinfo record that gives the file's own name.
std::optional<std::string> fault_in_first_record(const HeaderBlock& head, std::string_view file);

}  // namespace mingdan
