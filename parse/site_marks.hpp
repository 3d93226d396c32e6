#pragma once

#include "model/document.hpp"
#include "parse/government_meta.hpp"
#include "parse/page_lines.hpp"
#include "parse/page_names.hpp"

namespace mingdan {

/// Whose page it is by what it says and how it is built, for pages without any address: the prescribed SiteDomain, a
/// layout together with wording that only one site has, else `gov` for what only government sites carry, else unknown.
/// Never ask for a page whose address is known: everybody can write such words. Source: docs/sites.md, "Whose page".
Site site_by_marks(const PageNames& names, const PageMetas& metas, const PageLines& lines);

}  // namespace mingdan
