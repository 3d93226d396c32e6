#include "cli/sources_file.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <stdexcept>

#include "cli/toml_file.hpp"
#include "fetch/title_filter.hpp"
#include "text/dates.hpp"
#include "text/url.hpp"

namespace mingdan {
namespace {

constexpr std::int64_t kMostPages = 1000;

/// What is wrong with a key; thrown inside this file only, so that each member can be read in one line.
struct Wrong {
  std::uint32_t line;
  std::string why;
};

using Setters = std::map<std::string_view, std::function<void(const toml::node&)>>;

[[noreturn]] void refuse(const toml::node& node, const std::string& why) { throw Wrong{node.source().begin.line, why}; }

/// Every key of `table` must have a setter.
void set_members(const toml::table& table, const Setters& setters, const std::string& what) {
  for (const auto& [key, value] : table) {
    const auto setter = setters.find(key.str());
    if (setter != setters.end()) {
      setter->second(value);
      continue;
    }
    std::string known;
    for (const auto& [name, ignored] : setters) known += (known.empty() ? "" : ", ") + std::string(name);
    throw Wrong{key.source().begin.line,
                "unknown key " + std::string(key.str()) + " in " + what + "; known are " + known};
  }
}

std::string text_in(const toml::node& node, const std::string& key) {
  auto text = node.value_exact<std::string>();
  if (!text || text->empty()) refuse(node, key + " must be a text");
  return std::move(*text);
}

bool flag_in(const toml::node& node, const std::string& key) {
  const auto flag = node.value_exact<bool>();
  if (!flag) refuse(node, key + " must be true or false");
  return *flag;
}

const toml::table& table_in(const toml::node& node, const std::string& key) {
  if (!node.is_table()) refuse(node, key + " must be a table");
  return *node.as_table();
}

/// "90s", "30m", "6h", "1d".
std::chrono::seconds duration_in(const toml::node& node, const std::string& key) {
  const auto text = text_in(node, key);
  int count = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, count);
  const bool unit = failed == std::errc() && end - rest == 1 && count >= 0 && count <= 100000;
  if (unit && *rest == 's') return std::chrono::seconds(count);
  if (unit && *rest == 'm') return std::chrono::minutes(count);
  if (unit && *rest == 'h') return std::chrono::hours(count);
  if (unit && *rest == 'd') return std::chrono::hours(24 * count);
  refuse(node, key + R"( must be a time such as "90s", "30m", "6h" or "1d")");
}

std::string address_in(const toml::node& node, const std::string& key) {
  auto address = text_in(node, key);
  if (!split_url(address) || address.starts_with("//")) refuse(node, key + " must be an http or https address");
  return address;
}

std::string pattern_in(const toml::node& node, const std::string& key) {
  auto pattern = text_in(node, key);
  if (const auto checked = TitleFilter::make(pattern, std::nullopt); !checked)
    refuse(node, key + ": " + checked.error().message);
  return pattern;
}

std::string day_in(const toml::node& node, const std::string& key) {
  if (const auto date = node.value_exact<toml::date>()) {
    const auto two = [](int part) { return (part < 10 ? "-0" : "-") + std::to_string(part); };
    return std::to_string(date->year) + two(date->month) + two(date->day);
  }
  auto text = node.value_exact<std::string>().value_or("");
  if (text.size() != 10 || absolute_date_in(text) != text) refuse(node, key + " must be a day such as 2021-03-20");
  return text;
}

std::vector<std::string> addresses_in(const toml::node& node, const std::string& key) {
  if (!node.is_array()) refuse(node, key + " must be a list of addresses");
  std::vector<std::string> addresses;
  for (const auto& item : *node.as_array()) addresses.push_back(address_in(item, key));
  return addresses;
}

PageRole kind_in(const toml::node& node) {
  const auto kind = page_role_named(node.value_exact<std::string>().value_or(""));
  if (!kind) refuse(node, R"(kind must be "page", "list", "feed" or "sitemap")");
  return *kind;
}

Source source_in(const toml::table& table) {
  Source source;
  const Setters setters{
      {"name", [&](const toml::node& node) { source.name = text_in(node, "name"); }},
      {"kind", [&](const toml::node& node) { source.kind = kind_in(node); }},
      {"url", [&](const toml::node& node) { source.urls.insert(source.urls.begin(), address_in(node, "url")); }},
      {"urls",
       [&](const toml::node& node) { std::ranges::move(addresses_in(node, "urls"), std::back_inserter(source.urls)); }},
      {"title", [&](const toml::node& node) { source.title = pattern_in(node, "title"); }},
      {"title-refused", [&](const toml::node& node) { source.title_refused = pattern_in(node, "title-refused"); }},
      {"since", [&](const toml::node& node) { source.since = day_in(node, "since"); }},
      {"every", [&](const toml::node& node) { source.every = duration_in(node, "every"); }},
      {"pages",
       [&](const toml::node& node) {
         const auto pages = node.value_exact<std::int64_t>().value_or(0);
         if (pages < 1 || pages > kMostPages) refuse(node, "pages must be a number from 1 to 1000");
         source.pages = static_cast<int>(pages);
       }},
  };
  set_members(table, setters, "[[source]]");
  if (source.name.empty()) refuse(table, "a [[source]] needs a name");
  if (source.kind == PageRole::sitemap && (source.title || source.title_refused))
    refuse(table, "source " + source.name + " is a sitemap, which tells no titles: take out title and title-refused");
  if (source.urls.empty()) refuse(table, "source " + source.name + " needs url or urls");
  return source;
}

/// "127.0.0.1:8443"
std::string endpoint_in(const toml::node& node, const std::string& key) {
  auto text = text_in(node, key);
  const auto parts = split_url("https://" + text);
  if (!parts || parts->port.empty() || !parts->path.empty() || !parts->query.empty())
    refuse(node, key + R"( must be a host with a port, such as "127.0.0.1:8443")");
  return text;
}

HostRule host_rule_in(const toml::table& table) {
  HostRule rule;
  const Setters setters{
      {"delay", [&](const toml::node& node) { rule.delay = duration_in(node, "delay"); }},
      {"legacy-tls", [&](const toml::node& node) { rule.legacy_tls = flag_in(node, "legacy-tls"); }},
      {"connect-to", [&](const toml::node& node) { rule.connect_to = endpoint_in(node, "connect-to"); }},
      {"robots",
       [&](const toml::node& node) {
         const auto text = text_in(node, "robots");
         if (text != "obey" && text != "ignore") refuse(node, R"(robots must be "obey" or "ignore")");
         rule.ignore_robots = text == "ignore";
       }},
      {"ip",
       [&](const toml::node& node) {
         const auto version = node.value_exact<std::int64_t>().value_or(0);
         if (version != 4 && version != 6) refuse(node, "ip must be 4 or 6");
         rule.ip_version = static_cast<int>(version);
       }},
  };
  set_members(table, setters, "[host]");
  return rule;
}

void set_fetch(const toml::table& table, SourceFile& file) {
  const Setters setters{
      {"user-agent", [&](const toml::node& node) { file.user_agent = text_in(node, "user-agent"); }},
      {"proxy", [&](const toml::node& node) { file.proxy = text_in(node, "proxy"); }},
      {"ca-file", [&](const toml::node& node) { file.ca_file = text_in(node, "ca-file"); }},
  };
  set_members(table, setters, "[fetch]");
}

void add_sources(const toml::node& node, SourceFile& file) {
  if (!node.is_array_of_tables()) refuse(node, "sources are written as [[source]] tables");
  std::set<std::string> names;
  for (const auto& item : *node.as_array()) {
    auto source = source_in(*item.as_table());
    if (!names.insert(source.name).second) refuse(item, "two sources have the name " + source.name);
    file.sources.push_back(std::move(source));
  }
}

void add_hosts(const toml::node& node, SourceFile& file) {
  for (const auto& [key, value] : table_in(node, "host")) {
    const auto parts = split_url("https://" + std::string(key.str()));
    if (!parts || parts->host != key.str())
      throw Wrong{key.source().begin.line, "a host is a lower-case name without port"};
    file.hosts.emplace(key.str(), host_rule_in(table_in(value, "host")));
  }
}

SourceFile source_file_in(const toml::table& table) {
  SourceFile file;
  const Setters setters{
      {"source", [&](const toml::node& node) { add_sources(node, file); }},
      {"host", [&](const toml::node& node) { add_hosts(node, file); }},
      {"fetch", [&](const toml::node& node) { set_fetch(table_in(node, "fetch"), file); }},
  };
  set_members(table, setters, "the file");
  return file;
}

}  // namespace

Result<SourceFile> read_sources_file(const std::string& path) {
  const auto text = toml_text_of(path);
  if (!text) return std::unexpected(text.error());
  try {
    return source_file_in(toml::parse(*text, path));
  } catch (const toml::parse_error& error) {
    return std::unexpected(bad_config(path, error.source().begin.line, error.description()));
  } catch (const Wrong& wrong) {
    return std::unexpected(bad_config(path, wrong.line, wrong.why));
  }
}

}  // namespace mingdan
