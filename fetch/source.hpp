#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/page_role.hpp"

namespace mingdan {

/// Where notices come from, as sources.toml tells it. See docs/sources.md.
struct Source {
  std::string name;  ///< unique; what status and logs call it
  PageRole kind = PageRole::page;
  std::vector<std::string> urls;              ///< absolute http(s) addresses
  std::optional<std::string> title;           ///< RE2 that a listed title must match somewhere
  std::optional<std::string> title_refused;   ///< RE2 that it must not match
  std::optional<std::string> since;           ///< "2021-03-20": entries dated before that day are left out
  int pages = 1;                              ///< list pages followed a run
  std::chrono::seconds every = std::chrono::hours(6);  ///< shortest time between two looks at it
};

/// What one host is treated by, where it differs from the defaults.
struct HostRule {
  std::optional<std::chrono::seconds> delay;  ///< between two requests; never below the floor
  bool ignore_robots = false;                 ///< said in every record of such a fetch
  bool legacy_tls = false;  ///< old renegotiation and key sizes; certificates are checked all the same
  std::optional<int> ip_version;  ///< 4 or 6; both when empty
  std::optional<std::string> connect_to;  ///< "127.0.0.1:8443": where its requests really go
};

/// sources.toml as a whole.
struct SourceFile {
  std::vector<Source> sources;
  std::map<std::string, HostRule, std::less<>> hosts;  ///< by lower-case host name
  std::optional<std::string> user_agent;
  std::optional<std::string> proxy;  ///< http(s) or socks5 address; nothing else, the environment included, sets one
  std::optional<std::string> ca_file;  ///< further certificate authorities, PEM
};

}  // namespace mingdan
