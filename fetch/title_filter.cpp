#include "fetch/title_filter.hpp"

#include <re2/re2.h>

namespace mingdan {

struct TitleFilter::Patterns {
  std::unique_ptr<RE2> wanted;
  std::unique_ptr<RE2> refused;
};

namespace {

Result<std::unique_ptr<RE2>> compiled(const std::optional<std::string>& pattern) {
  if (!pattern) return std::unique_ptr<RE2>();
  RE2::Options options;
  options.set_log_errors(false);
  auto made = std::make_unique<RE2>(*pattern, options);
  if (!made->ok()) return std::unexpected(Error{"bad_pattern", "not a regular expression of RE2: " + made->error()});
  return made;
}

}  // namespace

Result<TitleFilter> TitleFilter::make(const std::optional<std::string>& wanted,
                                      const std::optional<std::string>& refused) {
  auto takes = compiled(wanted);
  if (!takes) return std::unexpected(takes.error());
  auto leaves = compiled(refused);
  if (!leaves) return std::unexpected(leaves.error());
  TitleFilter filter;
  filter.patterns_ = std::make_shared<const Patterns>(std::move(*takes), std::move(*leaves));
  return filter;
}

bool TitleFilter::takes(std::string_view title) const {
  const re2::StringPiece text(title.data(), title.size());
  if (patterns_->wanted && !RE2::PartialMatch(text, *patterns_->wanted)) return false;
  return !patterns_->refused || !RE2::PartialMatch(text, *patterns_->refused);
}

}  // namespace mingdan
