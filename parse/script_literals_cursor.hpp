#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parse/script_literals.hpp"

namespace mingdan {

/// A place in script source, shared by the readers of assignments and of object literals. `end` bounds all reading.
struct ScriptCursor {
  std::string_view text;
  std::size_t at = 0;
  std::size_t end = 0;

  [[nodiscard]] bool done() const { return at >= end; }
  [[nodiscard]] char here() const { return done() ? '\0' : text[at]; }
  [[nodiscard]] char ahead(std::size_t count) const { return at + count < end ? text[at + count] : '\0'; }
};

bool starts_identifier(char letter);
bool continues_identifier(char letter);
/// Takes the identifier that begins at the cursor; empty when none does.
std::string_view take_identifier(ScriptCursor& cursor);
/// Skips white space and comments. True when a line end was crossed.
bool skip_blanks(ScriptCursor& cursor);
/// Takes a '…' or "…" string and gives what stands between the quotes. When the line ends first, the cursor is left
/// at the line end and the result is nullopt.
std::optional<Span> take_string(ScriptCursor& cursor);
/// Takes a chain of literals, see script_assignments. On refusal the cursor is left somewhere behind its start.
std::optional<ScriptLiteral> take_chain(ScriptCursor& cursor, int depth = 0);

}  // namespace mingdan
