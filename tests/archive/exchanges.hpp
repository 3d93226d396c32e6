#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/stored_answer.hpp"
#include "archive/warc_writer.hpp"
#include "model/http_exchange.hpp"

namespace mingdan::test {

/// An answer with status 200 for https://a.example/`name`, an HTML page that says its name.
HttpExchange exchange_of(std::string_view name);
/// The same with this head and body.
HttpExchange answer_of(std::string_view url, std::string_view head, std::string_view body, int status = 200);

WarcOptions options_of(std::string begun_at = "2026-11-24T22:03:30Z");

/// The writer of a folder; throws when it can't be opened.
WarcWriter open_writer(const std::string& folder, WarcOptions options = options_of());
/// Appends; throws when it can't.
WarcPlace append(WarcWriter& writer, const HttpExchange& exchange, const std::optional<RevisitOf>& before = {});

/// A record of a file at the offset of its gzip member.
PagePlace place_at(const std::string& folder, const WarcPlace& place);
/// The record itself, unpacked.
std::string record_in(const std::string& folder, const WarcPlace& place);

/// All records of a file, unpacked, whatever their type.
std::vector<std::string> records_in(const std::string& path);
/// All answers of a file of ours.
std::vector<StoredResponse> responses_in(const std::string& path, std::uint64_t offset = 0);

/// The bytes of a file.
std::string bytes_of(const std::string& path);

}  // namespace mingdan::test
