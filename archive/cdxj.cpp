#include "archive/cdxj.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "archive/header_fields.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostKey = 2000;
constexpr int kMostEscapes = 5;

/// "www." and "www2." say nothing about whose page it is.
std::string_view without_www(std::string_view host) {
  if (!host.starts_with("www")) return host;
  const auto end = host.find_first_not_of("0123456789", 3);
  return end != std::string_view::npos && host[end] == '.' ? host.substr(end + 1) : host;
}

std::string reversed_host(std::string_view host) {
  if (host.starts_with('[')) return std::string(host.substr(1, host.find(']') - 1));
  host = without_www(host);
  std::string result;
  while (!host.empty()) {
    const auto dot = host.rfind('.');
    if (!result.empty()) result += ',';
    result += host.substr(dot == std::string_view::npos ? 0 : dot + 1);
    host = host.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  return result;
}

std::string escaped_once(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f && c != '#' && c != '%') {
      result += c;
    } else {
      result.append(1, '%').append(1, kHex[byte >> 4U]).append(1, kHex[byte & 15U]);
    }
  }
  return result;
}

/// The same for the same address, however often it was escaped.
std::string unescaped(std::string_view text) {
  std::string plain(text);
  for (int round = 0; round < kMostEscapes; ++round) {
    auto once = percent_decoded(plain);
    if (once == plain) break;
    plain = std::move(once);
  }
  return plain;
}

/// Without empty segments, "." and "..", and without the last slash.
std::string resolved_path(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    if (segment == ".." && !segments.empty()) segments.pop_back();
    if (!segment.empty() && segment != "." && segment != "..") segments.push_back(segment);
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  std::string result;
  for (const auto segment : segments) result.append("/").append(segment);
  return result.empty() ? "/" : result;
}

std::string sorted_query(std::string_view query) {
  std::vector<std::pair<std::string_view, std::string_view>> parts;  // name and the rest with its "="
  while (true) {
    const auto part = query.substr(0, query.find('&'));
    const auto name = part.substr(0, part.find('='));
    parts.emplace_back(name, part.substr(name.size()));
    if (part.size() == query.size()) break;
    query.remove_prefix(part.size() + 1);
  }
  std::ranges::sort(parts);
  std::string result;
  for (const auto& [name, value] : parts) result.append(result.empty() ? "?" : "&").append(name).append(value);
  return result;
}

std::string fourteen_digits(std::string_view moment) {
  std::string digits;
  for (const char c : moment)
    if (c >= '0' && c <= '9' && digits.size() < 14) digits += c;
  return digits;
}

/// Lines of an index as it stands, and where the records begin that it lacks.
struct Index {
  std::vector<std::string> lines;
  std::uint64_t known_until = 0;
};

std::optional<std::uint64_t> number_in(const nlohmann::json& entry, const char* name) {
  const auto found = entry.find(name);
  if (found == entry.end() || !found->is_string()) return std::nullopt;
  const auto& text = found->get_ref<const std::string&>();
  std::uint64_t number = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (status != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// An index with a line that is none counts as none: it is made anew.
Index index_in(std::string_view text) {
  Index index;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    const auto place = place_in_cdxj_line(line);
    if (!place) return {};
    index.known_until = std::max(index.known_until, place->end);
    index.lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return index;
}

}  // namespace

std::string surt_of(std::string_view url) {
  const auto parts = split_url(url);
  if (!parts) return lower_case(escaped_once(url.substr(0, kMostKey)));
  const bool usual = parts->port.empty() || parts->port == (parts->scheme == "https" ? "443" : "80");
  auto key = reversed_host(parts->host);
  if (!usual) key += ":" + parts->port;
  key += ")" + escaped_once(resolved_path(unescaped(parts->path)));
  if (!parts->query.empty()) key += sorted_query(escaped_once(unescaped(parts->query)));
  return lower_case(key.substr(0, kMostKey));
}

std::optional<IndexedPlace> place_in_cdxj_line(std::string_view line) {
  const auto entry = nlohmann::json::parse(line.substr(std::min(line.find('{'), line.size())), nullptr, false);
  if (!entry.is_object()) return std::nullopt;
  const auto offset = number_in(entry, "offset");
  const auto length = number_in(entry, "length");
  if (!offset || !length || *offset + *length < *offset) return std::nullopt;
  return IndexedPlace{*offset, *offset + *length};
}

std::string cdxj_line(const StoredResponse& response, const std::string& file) {
  nlohmann::ordered_json entry;
  entry["url"] = response.url;
  entry["mime"] = response.revisit ? "warc/revisit" : response.media_type.empty() ? "unk" : response.media_type;
  entry["status"] = std::to_string(response.status);
  entry["digest"] = response.payload_sha1.empty() ? "-" : "sha1:" + response.payload_sha1;
  entry["length"] = std::to_string(response.end - response.offset);
  entry["offset"] = std::to_string(response.offset);
  entry["filename"] = file;
  return surt_of(response.url) + " " + fourteen_digits(response.sent_at) + " " +
         entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<std::string> cdxj_index(const std::string& folder, const std::string& file, std::string_view present) {
  const auto path = folder + "/" + file;
  auto index = index_in(present);
  std::error_code ignored;
  if (index.known_until > std::filesystem::file_size(path, ignored)) index = {};
  const auto read = responses_after(path, index.known_until, [&](const StoredResponse& response) {
    index.lines.push_back(cdxj_line(response, file));
    return true;
  });
  if (!read) return std::unexpected(read.error());
  std::ranges::sort(index.lines);
  std::string text;
  for (const auto& line : index.lines) text.append(line).append("\n");
  return text;
}

}  // namespace mingdan
