#include "parse/script_literals_cursor.hpp"

#include <algorithm>

namespace mingdan {
namespace {

constexpr int kMaxDepth = 8;
constexpr std::size_t kMaxCondition = 512;  ///< bytes between the ? and the : of `xml ? … : …`

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_quote(char letter) { return letter == '"' || letter == '\''; }

std::optional<ScriptLiteral> take_number(ScriptCursor& cursor) {
  const auto start = cursor.at;
  if (cursor.here() == '-') ++cursor.at;
  if (!is_digit(cursor.here())) return std::nullopt;
  while (is_digit(cursor.here()) || cursor.here() == '.') ++cursor.at;
  if (continues_identifier(cursor.here())) return std::nullopt;
  return ScriptLiteral{{start, cursor.at - start}, false, false};
}

std::optional<ScriptLiteral> take_closed_chain(ScriptCursor& cursor, int depth) {
  auto literal = take_chain(cursor, depth + 1);
  skip_blanks(cursor);
  if (!literal || cursor.here() != ')') return std::nullopt;
  ++cursor.at;
  return literal;
}

/// From the `?` to behind the `:` of the same level.
bool skip_condition(ScriptCursor& cursor) {
  const auto limit = std::min(cursor.end, cursor.at + kMaxCondition);
  int open = 0;
  for (++cursor.at; cursor.at < limit; ++cursor.at) {
    const char letter = cursor.here();
    if (is_quote(letter)) {
      if (!take_string(cursor)) return false;
      --cursor.at;
    } else if (letter == '(') {
      ++open;
    } else if (letter == ')') {
      --open;
    } else if (letter == ':' && open == 0) {
      ++cursor.at;
      return true;
    } else if (letter == ';' || letter == '{' || letter == '}') {
      return false;
    }
  }
  return false;
}

std::optional<ScriptLiteral> take_word(ScriptCursor& cursor, int depth) {
  const auto start = cursor.at;
  const auto word = take_identifier(cursor);
  if (word == "true" || word == "false") return ScriptLiteral{{start, word.size()}, false, false};
  skip_blanks(cursor);
  if (word == "xml" && cursor.here() == '?') {
    if (!skip_condition(cursor)) return std::nullopt;
    skip_blanks(cursor);
    return take_chain(cursor, depth + 1);
  }
  if ((word != "htmlDecode" && word != "JsDecode") || cursor.here() != '(') return std::nullopt;
  ++cursor.at;
  auto literal = take_closed_chain(cursor, depth);
  if (literal && word == "htmlDecode") literal->html = true;
  return literal;
}

std::optional<ScriptLiteral> take_primary(ScriptCursor& cursor, int depth) {
  const char letter = cursor.here();
  if (is_quote(letter)) {
    const auto raw = take_string(cursor);
    if (!raw) return std::nullopt;
    return ScriptLiteral{*raw, true, false};
  }
  if (letter == '(') {
    ++cursor.at;
    skip_blanks(cursor);
    return take_closed_chain(cursor, depth);
  }
  if (starts_identifier(letter)) return take_word(cursor, depth);
  return take_number(cursor);
}

bool take_text(ScriptCursor& cursor, std::string_view expected) {
  if (!cursor.text.substr(cursor.at, cursor.end - cursor.at).starts_with(expected)) return false;
  cursor.at += expected.size();
  return true;
}

std::optional<ScriptLiteral> take_term(ScriptCursor& cursor, int depth) {
  auto literal = take_primary(cursor, depth);
  while (literal) {
    const auto before = cursor.at;
    skip_blanks(cursor);
    if (take_text(cursor, ".html(false)")) {
      literal->html = true;
    } else if (cursor.here() == '*') {
      ++cursor.at;
      skip_blanks(cursor);
      if (!take_number(cursor)) return std::nullopt;
    } else {
      cursor.at = before;
      break;
    }
  }
  return literal;
}

}  // namespace

bool starts_identifier(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '$' ||
         static_cast<unsigned char>(letter) >= 0x80;
}

bool continues_identifier(char letter) { return starts_identifier(letter) || is_digit(letter); }

std::string_view take_identifier(ScriptCursor& cursor) {
  const auto start = cursor.at;
  if (!starts_identifier(cursor.here())) return {};
  while (!cursor.done() && continues_identifier(cursor.here())) ++cursor.at;
  return cursor.text.substr(start, cursor.at - start);
}

bool skip_blanks(ScriptCursor& cursor) {
  bool line_end = false;
  while (!cursor.done()) {
    const char letter = cursor.here();
    if (letter == '\n' || letter == '\r') line_end = true;
    if (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' || letter == '\f' || letter == '\v') {
      ++cursor.at;
    } else if (letter == '/' && cursor.ahead(1) == '/') {
      while (!cursor.done() && cursor.here() != '\n') ++cursor.at;
    } else if (letter == '/' && cursor.ahead(1) == '*') {
      const auto close = cursor.text.substr(0, cursor.end).find("*/", cursor.at + 2);
      cursor.at = close == std::string_view::npos ? cursor.end : close + 2;
    } else {
      break;
    }
  }
  return line_end;
}

std::optional<Span> take_string(ScriptCursor& cursor) {
  const char quote = cursor.here();
  const auto start = ++cursor.at;
  while (!cursor.done()) {
    const char letter = cursor.here();
    if (letter == quote) return Span{start, cursor.at++ - start};
    if (letter == '\n') return std::nullopt;
    if (letter == '\\') {
      if (cursor.ahead(1) == '\r' && cursor.ahead(2) == '\n') ++cursor.at;
      ++cursor.at;
    }
    ++cursor.at;
  }
  cursor.at = cursor.end;
  return std::nullopt;
}

std::optional<ScriptLiteral> take_chain(ScriptCursor& cursor, int depth) {
  if (depth > kMaxDepth) return std::nullopt;
  std::optional<ScriptLiteral> chosen;
  for (;;) {
    const auto term = take_term(cursor, depth);
    if (!term) return std::nullopt;
    if (!chosen || (chosen->raw.length == 0 && term->raw.length > 0)) chosen = term;
    const auto before = cursor.at;
    skip_blanks(cursor);
    if (!take_text(cursor, "||")) {
      cursor.at = before;
      return chosen;
    }
    skip_blanks(cursor);
  }
}

}  // namespace mingdan
