#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/page_places.hpp"
#include "model/error.hpp"
#include "model/page.hpp"
#include "tests/store/temporary_folder.hpp"

namespace mingdan::test {

void write_file(const std::string& path, std::string_view bytes);
/// One gzip member.
std::string gzipped(std::string_view bytes);
/// A WARC record with its two line ends behind.
std::string warc_record(std::string_view type, std::string_view fields, std::string_view content,
                        std::string_view version = "WARC/1.0");
/// A response record with an HTTP answer of `status` and `fields`.
std::string warc_response(std::string_view url, std::string_view body, std::string_view fields = "",
                          std::string_view status = "200 OK");

/// What one place of an input gave.
struct ReadPlace {
  PagePlace place;
  Result<std::optional<Page>> page;
};
/// All places of a file, each read.
std::vector<ReadPlace> all_in(const std::string& path);
/// The pages of a file, those that can't be read and those without a page left out.
std::vector<Page> pages_in(const std::string& path);
/// The codes of the errors, in order.
std::vector<std::string> errors_in(const std::string& path);

}  // namespace mingdan::test
