#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/government_meta.hpp"
#include "parse/html_tree.hpp"

namespace mingdan {

/// Addresses that a saved page tells of itself, best first: what the saving program wrote (saved from url,
/// SingleFile, archive.org), the canonical link, og:url, the Url meta. Absolute http(s) addresses only.
struct ToldAddresses {
  std::vector<std::string> urls;
  std::optional<std::string> saved_at;  ///< when archive.org took the page, record form
};

ToldAddresses told_addresses(const HtmlTree& tree, const PageMetas& metas);
/// Where scripts or a refresh meta send the reader, made absolute against `base` when there is one.
std::optional<std::string> redirect_target(const HtmlTree& tree, const std::optional<std::string>& base);

}  // namespace mingdan
