#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"
#include "model/span.hpp"

namespace mingdan {

/// One literal in script source. `raw` counts bytes of the page: what stands between the quotes, or the digits.
struct ScriptLiteral {
  Span raw;
  bool quoted = false;
  bool html = false;  ///< HTML entities are undone after the script's escapes: htmlDecode("…"), '…'.html(false)

  bool operator==(const ScriptLiteral&) const = default;
};

/// An assignment found in script source: `var name = …`, `window.name = …`, `d.name = …`.
/// Exactly one of `value` and `object_at` is set.
struct ScriptAssignment {
  std::string name;
  std::string holder;                     ///< the identifier before the last dot, empty when there is none
  std::optional<ScriptLiteral> value;     ///< of a chain "a" || "b" the first that is not empty
  std::optional<std::size_t> object_at;   ///< byte of the `{` or `[` of an object or array literal
};

/// Text that was escaped in its source, and the way back to the bytes. See Run.
struct MappedText {
  std::string text;
  std::vector<Run> runs;
};

/// Finds every assignment to one of `names` whose right side is made of literals alone: "…", '…', numbers, chains
/// with ||, `* 1`, htmlDecode("…"), JsDecode('…'), '…'.html(false), `xml ? … : '…'` (the branch behind the colon), or
/// begins an object or array literal. Any other right side is refused: nothing is ever evaluated.
/// In: `scripts` are ranges of `source`. Strings, comments and regular expressions are skipped, so that code quoted in
/// a string gives nothing. Linear in size, never recursive beyond a fixed depth, never fails.
/// Source: docs/wechat-pages.md, "Scripts".
std::vector<ScriptAssignment> script_assignments(std::string_view source, std::span<const Span> scripts,
                                                 std::span<const std::string_view> names);

/// The first literal argument of every call of `callee` ("document.write"), in order; calls with any other first
/// argument give nothing. Method calls behind the literal are not looked at.
std::vector<ScriptLiteral> script_call_arguments(std::string_view source, std::span<const Span> scripts,
                                                 std::string_view callee);

/// The text of a literal: script escapes undone (\xNN, \uNNNN with surrogates, \n, \/, a line continuation …), then
/// HTML entities where `literal.html` says so. NUL and lone surrogates become U+FFFD.
MappedText text_of(std::string_view source, const ScriptLiteral& literal);

/// The five entities of HTML, &nbsp; (as a blank), &yen;, &apos; and numeric ones undone once.
MappedText without_entities(const MappedText& escaped);
std::string without_entities(std::string_view escaped);

/// `inner` maps a text to `middle.text`; the result maps it to the source of `middle`.
std::vector<Run> composed(const std::vector<Run>& inner, const MappedText& middle);
/// The smallest source range that covers `[offset, offset + length)` of a mapped text; nullopt when nothing is covered.
std::optional<Span> source_range(const MappedText& mapped, std::size_t offset, std::size_t length);

}  // namespace mingdan
