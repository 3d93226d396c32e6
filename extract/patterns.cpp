#include "extract/patterns.hpp"

#include <re2/re2.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>

#include "extract/pattern_tables.hpp"

namespace mingdan {
namespace {

constexpr auto kPatternCount = static_cast<std::size_t>(P::count_);

std::unique_ptr<RE2> compiled(const Pattern& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_never_nl(false);
  auto regex = std::make_unique<RE2>(re2::StringPiece(pattern.regex.data(), pattern.regex.size()), options);
  if (!regex->ok()) throw std::logic_error("pattern " + std::string(pattern.name) + ": " + regex->error());
  return regex;
}

const RE2& regex_of(P id) {
  static const auto regexes = [] {
    std::array<std::unique_ptr<RE2>, kPatternCount> table;
    for (const auto& pattern : all_patterns()) table[static_cast<std::size_t>(pattern.id)] = compiled(pattern);
    return table;
  }();
  return *regexes[static_cast<std::size_t>(id)];
}

Match match_from(const std::vector<re2::StringPiece>& pieces, std::string_view text) {
  const auto offset = [&](const re2::StringPiece& piece) {
    return static_cast<std::size_t>(piece.data() - text.data());
  };
  Match match;
  match.from = offset(pieces[0]);
  match.to = match.from + pieces[0].size();
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    if (pieces[i].data() == nullptr) {
      match.groups.emplace_back();
      continue;
    }
    const auto from = offset(pieces[i]);
    match.groups.emplace_back(Match::Group{from, from + pieces[i].size(), text.substr(from, pieces[i].size())});
  }
  return match;
}

}  // namespace

const std::vector<Pattern>& all_patterns() {
  static const auto patterns = [] {
    std::vector<Pattern> all;
    for (const auto* table :
         {&layout_patterns(), &figure_patterns(), &kind_patterns(), &list_patterns(), &name_patterns()})
      all.insert(all.end(), table->begin(), table->end());
    return all;
  }();
  return patterns;
}

bool matches(P id, std::string_view text) {
  return regex_of(id).Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

std::optional<Match> find_from(P id, std::string_view text, std::size_t from) {
  const auto& regex = regex_of(id);
  std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(regex.NumberOfCapturingGroups()) + 1);
  if (from > text.size() || !regex.Match(re2::StringPiece(text.data(), text.size()), from, text.size(), RE2::UNANCHORED,
                                         pieces.data(), static_cast<int>(pieces.size())))
    return std::nullopt;
  return match_from(pieces, text);
}

std::optional<Match> find(P id, std::string_view text) { return find_from(id, text, 0); }

std::vector<Match> find_all(P id, std::string_view text) {
  std::vector<Match> found;
  std::size_t from = 0;
  while (const auto match = find_from(id, text, from)) {
    if (match->to == match->from) break;
    found.push_back(*match);
    from = match->to;
  }
  return found;
}

}  // namespace mingdan
