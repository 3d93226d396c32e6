#pragma once

#include <string>

#include "fetch/source.hpp"
#include "model/error.hpp"

namespace mingdan {

/// Reads sources.toml: `[[source]]` tables (name, kind, url or urls, title, title-refused, since, pages, every),
/// `[host."name"]` tables (delay, robots, legacy-tls, ip) and `[fetch]` (user-agent, proxy, ca-file). Everything is
/// checked, patterns and addresses included; nothing is passed over.
/// Errors: bad_config with file and line; file_missing, file_unreadable. Source: docs/sources.md.
Result<SourceFile> read_sources_file(const std::string& path);

}  // namespace mingdan
