#include "archive/cdxj.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "archive/header_fields.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::size_t kMostKey = 2000;

std::string reversed_host(std::string_view host) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  std::string result;
  while (!host.empty()) {
    const auto dot = host.rfind('.');
    if (!result.empty()) result += ',';
    result += host.substr(dot == std::string_view::npos ? 0 : dot + 1);
    host = host.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  return result;
}

bool is_numeric_host(std::string_view host) {
  return host.find_first_not_of("0123456789.") == std::string_view::npos || host.starts_with('[');
}

std::string sorted_query(std::string_view query) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = std::min(query.find('&'), query.size());
    parts.push_back(query.substr(0, end));
    if (end == query.size()) break;
    query.remove_prefix(end + 1);
  }
  std::ranges::sort(parts);
  std::string result;
  for (const auto part : parts) result.append(result.empty() ? "?" : "&").append(part);
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

std::uint64_t number_in(const nlohmann::json& entry, const char* name) {
  const auto text = entry.value(name, nlohmann::json()).is_string() ? entry[name].get<std::string>() : "";
  return std::strtoull(text.c_str(), nullptr, 10);
}

/// An index with a line that is none counts as none: it is made anew.
Index index_in(std::string_view text) {
  Index index;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    const auto entry = nlohmann::json::parse(line.substr(std::min(line.find('{'), line.size())), nullptr, false);
    if (!entry.is_object()) return {};
    index.known_until = std::max(index.known_until, number_in(entry, "offset") + number_in(entry, "length"));
    index.lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return index;
}

/// A key is one word: blanks, and what else could end a line or a field, become a plus sign.
std::string one_word(std::string_view key) {
  auto word = lower_case(key.substr(0, kMostKey));
  std::ranges::replace_if(word, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }, '+');
  return word;
}

}  // namespace

std::string surt_of(std::string_view url) {
  const auto parts = split_url(url);
  if (!parts) return one_word(url);
  const bool usual = parts->port.empty() || parts->port == (parts->scheme == "https" ? "443" : "80");
  auto key = is_numeric_host(parts->host) ? parts->host : reversed_host(parts->host);
  if (!usual) key += ":" + parts->port;
  key += ")" + (parts->path.empty() ? "/" : parts->path);
  if (!parts->query.empty()) key += sorted_query(parts->query);
  return one_word(key);
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
