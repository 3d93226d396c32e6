#include "parse/government_meta.hpp"

#include <algorithm>

#include "parse/page_wording.hpp"

namespace mingdan {

std::optional<std::string> PageMetas::first(std::initializer_list<std::string_view> names) const {
  for (const auto name : names)
    for (const auto& [key, value] : values)
      if (key == name) return value;
  return std::nullopt;
}

PageMetas read_metas(const HtmlTree& tree) {
  PageMetas metas;
  for (const auto& element : tree.all("meta")) {
    const auto content = element.attribute("content");
    if (!content) continue;
    auto value = one_line(*content);
    if (value.empty()) continue;
    for (const auto* attribute : {"name", "property", "itemprop"})
      if (const auto name = element.attribute(attribute)) {
        metas.values.emplace_back(lower_ascii(one_line(*name)), std::move(value));
        break;
      }
  }
  return metas;
}

bool says_government(const PageMetas& metas) {
  if (metas.first({"siteidcode"})) return true;
  const auto domain = metas.first({"sitedomain"});
  return metas.first({"sitename"}) && domain && domain->find("gov.cn") != std::string::npos;
}

}  // namespace mingdan
