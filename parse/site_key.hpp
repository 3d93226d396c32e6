#pragma once

#include <string>
#include <string_view>

#include "model/document.hpp"

namespace mingdan {

/// The key under which all addresses of one page fall together (docs/sites.md, "Keys"): `mca:<14 digits>`,
/// `mca:c<id>`, `cac:c_<id>`, `trs:<host>:<id>`, `hanweb:<host>:art_<column>_<id>`, else `url:<normalised address>`.
/// Empty when `url` is no http(s) address. An address of web.archive.org counts as the one that it holds.
std::string site_key_of_url(std::string_view url);
/// Whose page it is, by host alone; Site::unknown for what no rule names (and for WeChat, which has its own reader).
Site site_of_url(std::string_view url);
/// The address inside one of web.archive.org, else `url` itself.
std::string_view archived_url(std::string_view url);

}  // namespace mingdan
