#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "parse/government_meta.hpp"
#include "parse/page_lines.hpp"
#include "parse/site_body.hpp"
#include "parse/site_profiles.hpp"

namespace mingdan {

/// Title, time with its origin, source, author and digest of a page whose state is settled, into `document.page`.
/// `body` is set for articles only; without it only the title and what the metas say are read. `address` may be
/// empty. Source: docs/sites.md, "Fields".
void read_fields(const PageNames& names, const PageMetas& metas, const PageLines& lines,
                 const std::vector<const SiteProfile*>& profiles, const std::optional<SiteBody>& body,
                 const std::string& address, Document& document);

}  // namespace mingdan
