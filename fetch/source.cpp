#include "fetch/source.hpp"

#include <array>
#include <utility>

namespace mingdan {
namespace {

using Named = std::pair<SourceKind, std::string_view>;
constexpr std::array<Named, 4> kNames{Named{SourceKind::page, "page"}, Named{SourceKind::list, "list"},
                                      Named{SourceKind::feed, "feed"}, Named{SourceKind::sitemap, "sitemap"}};

}  // namespace

std::string_view name_of(SourceKind kind) {
  for (const auto& [known, name] : kNames)
    if (known == kind) return name;
  return {};
}

std::optional<SourceKind> source_kind_named(std::string_view name) {
  for (const auto& [kind, known] : kNames)
    if (known == name) return kind;
  return std::nullopt;
}

}  // namespace mingdan
